using System.IO.Compression;
using System.Text;

namespace ScanHost.Formats.Tests.Compression;

/// <summary>Lays out, and hides, what InstallShield's setup.exe carries.</summary>
internal static class SetupStreamBuilder
{
    private const uint InBlocks = 4, AsAWhole = 2;

    internal static byte[] Stream(int kind, byte[] content, params (uint Flags, bool IsDeflated)[] files)
    {
        var stream = new MemoryStream();
        stream.Write(Header("ISSetupStream", files.Length, kind));
        for (var i = 0; i < files.Length; i++)
        {
            var name = $"folder\\größe{i}.bin";
            var data = Data(content, Encoding.UTF8.GetBytes(name), files[i].Flags, files[i].IsDeflated, whole: false);
            byte[] entry = [.. Long(name.Length * 2), .. Long((int)files[i].Flags), 0, 0, .. Long(data.Length), .. new byte[8], (byte)(files[i].IsDeflated ? 1 : 0), 0];
            stream.Write([.. entry, .. kind == 4 ? new byte[24] : [], .. Encoding.Unicode.GetBytes(name), .. data]);
        }
        return stream.ToArray();
    }

    internal static byte[] Header(string mark, int count, int kind) => [.. Encoding.ASCII.GetBytes(mark), 0, (byte)count, 0, .. Long(kind), .. new byte[26]];

    internal static byte[] Old(string name, byte[] content, uint flags, bool isDeflated)
    {
        var data = Data(content, Encoding.ASCII.GetBytes(name), flags, isDeflated, whole: (flags & InBlocks) == 0 && (flags & AsAWhole) != 0);
        return [.. Encoding.ASCII.GetBytes(name), .. new byte[260 - name.Length], .. Long((int)flags), .. Long(0), .. Long(data.Length), .. new byte[8], (byte)(isDeflated ? 1 : 0), 0, .. new byte[30], .. data];
    }

    private static byte[] Data(byte[] content, byte[] name, uint flags, bool isDeflated, bool whole)
    {
        var data = isDeflated ? Deflate(content) : (byte[])content.Clone();
        byte[] mask = [0x13, 0x35, 0x86, 0x07];
        if ((flags & InBlocks) != 0 || whole)
            for (var at = 0; at < data.Length; at++)
            {
                var place = (whole ? at : at % 1024) % name.Length;
                var value = (byte)(name[place] ^ mask[place % 4] ^ ~data[at]);
                data[at] = (byte)(value << 4 | value >> 4);
            }
        return data;
    }

    private static byte[] Deflate(byte[] content)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return packed.ToArray();
    }

    private static byte[] Long(int value) => BitConverter.GetBytes(value);
}
