using System.Text;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Makes RAR archives of stored members: no free program writes the format.</summary>
internal static class RarBuilder
{
    /// <summary>technote.txt of RAR 4.</summary>
    public static byte[] Rar4(string name, byte[] content, bool isVolume = false, bool goesOn = false)
    {
        byte[] main = Block4(0x73, (ushort)(isVolume ? 1 : 0), new byte[6]);
        byte[] fields =
        [
            .. Int(content.Length), .. Int(content.Length), 3, .. UInt(Crc32.Of(content)), 0, 0, 0x21, 0x58, 20, 0x30,
            .. Short(name.Length), .. Int(0x81A4), .. Encoding.ASCII.GetBytes(name),
        ];
        return [.. "Rar!\u001A\u0007\0"u8, .. main, .. Block4(0x74, (ushort)(0x8000 | (goesOn ? 2 : 0)), fields), .. content, .. Block4(0x7B, 0x4000, [])];
    }

    /// <summary>"RAR 5.0 archive format".</summary>
    /// <param name="name">Of the member.</param>
    /// <param name="content">Stored.</param>
    /// <param name="compression">Method and dictionary, as the format packs them; 0 is stored.</param>
    public static byte[] Rar5(string name, byte[] content, int compression = 0)
    {
        byte[] file =
        [
            2, 2, .. Number(content.Length), 4, .. Number(content.Length), .. Number(0x81A4), .. UInt(Crc32.Of(content)), .. Number(compression), 1,
            .. Number(name.Length), .. Encoding.UTF8.GetBytes(name),
        ];
        return [.. "Rar!\u001A\u0007\u0001\0"u8, .. Block5([1, 0, 0]), .. Block5(file), .. content, .. Block5([5, 0, 0])];
    }

    /// <summary>An archive whose headers are encrypted.</summary>
    public static byte[] Rar5WithEncryptedNames() =>
        [.. "Rar!\u001A\u0007\u0001\0"u8, .. Block5([4, 0, 0, 0, 15, .. new byte[16]]), .. new byte[64]];

    private static byte[] Block4(byte type, ushort flags, byte[] fields)
    {
        byte[] header = [type, .. Short(flags), .. Short(7 + fields.Length), .. fields];
        return [.. Short((int)(Crc32.Of(header) & 0xFFFF)), .. header];
    }

    private static byte[] Block5(byte[] fields)
    {
        byte[] sized = [.. Number(fields.Length), .. fields];
        return [.. UInt(Crc32.Of(sized)), .. sized];
    }

    private static byte[] Number(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    private static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Int(int value) => BitConverter.GetBytes(value);

    private static byte[] UInt(uint value) => BitConverter.GetBytes(value);
}
