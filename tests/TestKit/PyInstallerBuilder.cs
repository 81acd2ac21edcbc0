using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Appends an archive to a program as PyInstaller does.</summary>
public static class PyInstallerBuilder
{
    /// <summary>The program with the archive behind it.</summary>
    /// <param name="program">The starter.</param>
    /// <param name="members">Kind (s script, m module, b library, x data), name and content.</param>
    public static byte[] Append(byte[] program, params (char Kind, string Name, byte[] Content)[] members)
    {
        var (data, table) = (new MemoryStream(), new MemoryStream());
        foreach (var (kind, name, content) in members)
        {
            var packed = Packed(content);
            byte[] text = [.. Encoding.UTF8.GetBytes(name), 0];
            table.Write([.. Number(18 + text.Length), .. Number((int)data.Length), .. Number(packed.Length), .. Number(content.Length), 1, (byte)kind, .. text]);
            data.Write(packed);
        }
        var length = (int)(data.Length + table.Length) + 88;
        return [.. program, .. data.ToArray(), .. table.ToArray(), .. "MEI\u000C\u000B\u000A\u000B\u000E"u8, .. Number(length), .. Number((int)data.Length), .. Number((int)table.Length), .. Number(311), .. "libpython3.11.so"u8, .. new byte[48]];
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return packed.ToArray();
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
