using System.Text;

namespace ScanHost.TestKit;

/// <summary>Makes RAR archives of stored members: no free program writes the format.</summary>
public static class RarBuilder
{
    /// <summary>technote.txt of RAR 4.</summary>
    /// <param name="name">Of the member.</param>
    /// <param name="content">Stored.</param>
    /// <param name="isVolume">It says that it is one of several.</param>
    /// <param name="goesOn">The member says that it goes on in the next one.</param>
    public static byte[] Rar4(string name, byte[] content, bool isVolume = false, bool goesOn = false)
    {
        byte[] main = Block4(0x73, (ushort)(isVolume ? 1 : 0), new byte[6]);
        byte[] fields =
        [
            .. Int(content.Length), .. Int(content.Length), 3, .. UInt(Crc(content)), 0, 0, 0x21, 0x58, 20, 0x30,
            .. Short(name.Length), .. Int(0x81A4), .. Encoding.ASCII.GetBytes(name),
        ];
        return [.. "Rar!\u001A\u0007\0"u8, .. main, .. Block4(0x74, (ushort)(0x8000 | (goesOn ? 2 : 0)), fields), .. content, .. Block4(0x7B, 0x4000, [])];
    }

    /// <summary>"RAR 5.0 archive format".</summary>
    /// <param name="name">Of the member.</param>
    /// <param name="content">Stored.</param>
    /// <param name="compression">Method and dictionary, as the format packs them; 0 is stored.</param>
    public static byte[] Rar5(string name, byte[] content, int compression = 0) => Archive5(Member5(name, content, compression));

    /// <summary>An archive of a symbolic link and of a member behind it.</summary>
    public static byte[] Rar5WithLink(string link, string target, string name, byte[] content) =>
        Archive5(Link5(link, target), Member5(name, content, compression: 0));

    /// <summary>An archive of a member and of a stream that belongs to it.</summary>
    /// <param name="name">Of the member.</param>
    /// <param name="stream">Name of the stream, with its colon.</param>
    /// <param name="content">Of the stream, as it stands in the archive.</param>
    /// <param name="compression">Method and dictionary of the stream; 0 is stored.</param>
    /// <param name="size">Of the stream when unpacked; null when it is stored.</param>
    /// <param name="checksum">Of the stream when unpacked; null when it is stored.</param>
    /// <param name="kind">Of the record.</param>
    public static byte[] Rar5WithStream(
        string name, string stream, byte[] content, int compression = 0, int? size = null, uint? checksum = null, string kind = "STM")
    {
        byte[] own = [7, .. Encoding.UTF8.GetBytes(stream)];
        byte[] extra = [.. Number(own.Length), .. own];
        byte[] service =
        [
            .. Block5(
            [
                3, 3, .. Number(extra.Length), .. Number(content.Length), 4, .. Number(size ?? content.Length), 0, .. UInt(checksum ?? Crc(content)),
                .. Number(compression), 0, .. Number(kind.Length), .. Encoding.ASCII.GetBytes(kind), .. extra,
            ]),
            .. content,
        ];
        return Archive5(Member5(name, [1, 2, 3], compression: 0), service);
    }

    /// <summary>The same in RAR 4, where the stream's name has two bytes a character.</summary>
    public static byte[] Rar4WithStream(string name, string stream, byte[] content)
    {
        byte[] own = Encoding.Unicode.GetBytes(stream);
        byte[] service =
        [
            .. Int(content.Length), .. Int(content.Length), 2, .. UInt(Crc(content)), 0, 0, 0x21, 0x58, 20, 0x30, .. Short(3), .. Int(0), .. "STM"u8, .. own,
        ];
        var archive = Rar4(name, [1, 2, 3]);
        return [.. archive[..^7], .. Block4(0x7A, 0x8000, service), .. content, .. archive[^7..]];
    }

    /// <summary>An archive whose headers are encrypted.</summary>
    public static byte[] Rar5WithEncryptedNames() =>
        [.. "Rar!\u001A\u0007\u0001\0"u8, .. Block5([4, 0, 0, 0, 15, .. new byte[16]]), .. new byte[64]];

    private static byte[] Archive5(params byte[][] members) =>
        [.. "Rar!\u001A\u0007\u0001\0"u8, .. Block5([1, 0, 0]), .. members.SelectMany(member => member), .. Block5([5, 0, 0])];

    private static byte[] Member5(string name, byte[] content, int compression) =>
    [
        .. Block5(
        [
            2, 2, .. Number(content.Length), 4, .. Number(content.Length), .. Number(0x81A4), .. UInt(Crc(content)), .. Number(compression), 1,
            .. Number(name.Length), .. Encoding.UTF8.GetBytes(name),
        ]),
        .. content,
    ];

    private static byte[] Link5(string name, string target)
    {
        byte[] redirection = [5, 1, 0, .. Number(target.Length), .. Encoding.UTF8.GetBytes(target)];
        byte[] extra = [.. Number(redirection.Length), .. redirection];
        return Block5([2, 1, .. Number(extra.Length), 0, 0, .. Number(0xA1FF), 0, 1, .. Number(name.Length), .. Encoding.UTF8.GetBytes(name), .. extra]);
    }

    private static byte[] Block4(byte type, ushort flags, byte[] fields)
    {
        byte[] header = [type, .. Short(flags), .. Short(7 + fields.Length), .. fields];
        return [.. Short((int)(Crc(header) & 0xFFFF)), .. header];
    }

    private static byte[] Block5(byte[] fields)
    {
        byte[] sized = [.. Number(fields.Length), .. fields];
        return [.. UInt(Crc(sized)), .. sized];
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

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }
}
