using System.Buffers.Binary;
using System.IO.Compression;

namespace ScanHost.TestKit;

/// <summary>Writes a <c>PowerPoint Document</c> stream with one embedded object, [MS-PPT] 2.10.34.</summary>
public static class PptBuilder
{
    public static byte[] WithObject(byte[] ole)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(ole);
        byte[] atom = [.. Record(0x0010, 0x1011, [.. Number(ole.Length), .. packed.ToArray()])];
        return [.. Record(0x000F, 0x03E8, atom), .. Record(0, 0x0FF5, new byte[8])];
    }

    private static byte[] Record(ushort version, ushort type, byte[] data) =>
        [(byte)version, (byte)(version >> 8), (byte)type, (byte)(type >> 8), .. Number(data.Length), .. data];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
