using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes a <c>winmail.dat</c> with one attachment, [MS-OXTNEF].</summary>
public static class TnefBuilder
{
    public static byte[] WithAttachment(string name, byte[] content)
    {
        var file = new MemoryStream();
        file.Write([0x78, 0x9F, 0x3E, 0x22, 1, 0]);
        Attribute(file, 1, 0x00089006, [0, 0, 1, 0]);
        Attribute(file, 1, 0x00069007, [0xE4, 4, 0, 0, 0, 0, 0, 0]);
        Attribute(file, 2, 0x00069002, [1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0]);
        Attribute(file, 2, 0x00018010, Encoding.ASCII.GetBytes(name + "\0"));
        Attribute(file, 2, 0x0006800F, content);
        return file.ToArray();
    }

    private static void Attribute(MemoryStream file, byte level, int id, byte[] data)
    {
        Span<byte> header = stackalloc byte[9];
        header[0] = level;
        BinaryPrimitives.WriteInt32LittleEndian(header[1..], id);
        BinaryPrimitives.WriteInt32LittleEndian(header[5..], data.Length);
        file.Write(header);
        file.Write(data);
        var sum = data.Sum(part => part) & 0xFFFF;
        file.Write([(byte)sum, (byte)(sum >> 8)]);
    }
}
