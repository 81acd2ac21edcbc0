using System.Text;

namespace ScanHost.Formats.Shortcuts;

/// <summary>A Windows shortcut, [MS-SHLLINK]. Texts are as stored and untrusted; null where the shortcut has none.</summary>
public sealed record ShellLink
{
    private const int HeaderSize = 0x4C;
    private const int MaxBlocks = 64;

    /// <summary>LocalBasePath and CommonPathSuffix of LinkInfo (2.3): the target as a path.</summary>
    public string? LocalPath { get; private init; }

    /// <summary>NetName of CommonNetworkRelativeLink (2.3.2): a share.</summary>
    public string? NetName { get; private init; }

    /// <summary>Names in LinkTargetIDList (2.2), joined by backslashes.</summary>
    public string? IdListPath { get; private init; }

    /// <summary>NAME_STRING (2.4): a description.</summary>
    public string? Description { get; private init; }

    /// <summary>RELATIVE_PATH (2.4).</summary>
    public string? RelativePath { get; private init; }

    /// <summary>WORKING_DIR (2.4).</summary>
    public string? WorkingDirectory { get; private init; }

    /// <summary>COMMAND_LINE_ARGUMENTS (2.4).</summary>
    public string? Arguments { get; private init; }

    /// <summary>ICON_LOCATION (2.4).</summary>
    public string? IconLocation { get; private init; }

    /// <summary>TargetUnicode of EnvironmentVariableDataBlock (2.5.4).</summary>
    public string? EnvironmentTarget { get; private init; }

    /// <summary>MachineID of TrackerDataBlock (2.5.10): the name of the computer that made it.</summary>
    public string? MachineId { get; private init; }

    /// <summary>The network card's address in the tracker's file identifier, six bytes in hexadecimal.</summary>
    public string? MacAddress { get; private init; }

    /// <summary>DriveSerialNumber of VolumeID (2.3.1); null when zero.</summary>
    public uint? DriveSerialNumber { get; private init; }

    /// <summary>ShowCommand (2.1): 1 normal, 3 maximised, 7 minimised.</summary>
    public uint ShowCommand { get; private init; }

    /// <summary>Where the data behind the terminal block starts, in bytes; the file's length when there is none.</summary>
    public int End { get; private init; }

    /// <summary>The target by the best of what is stored.</summary>
    public string? Target => LocalPath ?? NetName ?? EnvironmentTarget ?? IdListPath ?? RelativePath;

    /// <summary>Reads a shortcut.</summary>
    /// <exception cref="MalformedFileException">The header is cut short or wrong, or a structure reaches behind the end.</exception>
    public static ShellLink Read(ReadOnlySpan<byte> file)
    {
        if (file.U32(0) != HeaderSize || !file.Has(0, HeaderSize))
            throw new MalformedFileException("lnk", 0, "the header is cut short or wrong");
        var flags = file.U32(0x14)!.Value;
        long at = HeaderSize;
        var link = new ShellLink { ShowCommand = file.U32(0x3C)!.Value };
        if ((flags & 1) != 0)
            link = ReadIdList(file, ref at, link);
        if ((flags & 2) != 0)
            link = ReadLinkInfo(file, ref at, link);
        var isUnicode = (flags & 0x80) != 0;
        link = link with
        {
            Description = (flags & 0x04) != 0 ? ReadText(file, ref at, isUnicode) : null,
            RelativePath = (flags & 0x08) != 0 ? ReadText(file, ref at, isUnicode) : null,
            WorkingDirectory = (flags & 0x10) != 0 ? ReadText(file, ref at, isUnicode) : null,
            Arguments = (flags & 0x20) != 0 ? ReadText(file, ref at, isUnicode) : null,
            IconLocation = (flags & 0x40) != 0 ? ReadText(file, ref at, isUnicode) : null,
        };
        return ReadBlocks(file, at, link);
    }

    private static ShellLink ReadIdList(ReadOnlySpan<byte> file, ref long at, ShellLink link)
    {
        var size = file.U16(at) ?? throw new MalformedFileException("lnk", at, "LinkTargetIDList is cut short");
        var list = file.Part(at + 2, size);
        at += 2 + size;
        var names = new List<string>();
        for (var item = 0; list.U16(item) is { } length && length >= 3 && names.Count < MaxBlocks; item += length)
            if (ItemName(list.Part(item, length)) is { Length: > 0 } name)
                names.Add(name);
        return link with { IdListPath = names.Count == 0 ? null : string.Join('\\', names).Replace(@"\\", @"\", StringComparison.Ordinal) };
    }

    // Of a file the short name stands at 14, the long one in an extension block (BEEF0004); of a drive its letter at 3.
    private static string? ItemName(ReadOnlySpan<byte> item)
    {
        if (item.Length > 4 && (item[2] & 0x70) == 0x20)
            return Narrow(item[3..]);
        if (item.Length <= 14 || (item[2] & 0x70) != 0x30)
            return null;
        var mark = item.IndexOf((ReadOnlySpan<byte>)[4, 0, 0xEF, 0xBE]);
        if (mark > 4 && item.U16(mark - 2) is { } version && Wide(item.Part(mark + (version >= 9 ? 42 : version >= 8 ? 38 : version >= 7 ? 34 : 16), 520)) is { Length: > 0 } name)
            return name;
        return (item[2] & 4) != 0 ? Wide(item[14..]) : Narrow(item[14..]);
    }

    private static ShellLink ReadLinkInfo(ReadOnlySpan<byte> file, ref long at, ShellLink link)
    {
        var size = file.U32(at) ?? throw new MalformedFileException("lnk", at, "LinkInfo is cut short");
        if (size < 0x1C || !file.Has(at, size))
            throw new MalformedFileException("lnk", at, "LinkInfoSize is wrong");
        var info = file.Part(at, size);
        at += size;
        var flags = info.U32(8)!.Value;
        var suffix = info.U32(0x18) is { } suffixAt && suffixAt >= 0x1C ? Narrow(info.Part(suffixAt, size)) : "";
        if ((flags & 1) != 0)
        {
            var wide = info.U32(4) >= 0x24 && info.U32(0x1C) is { } wideAt && wideAt >= 0x1C ? Wide(info.Part(wideAt, size)) : null;
            var serial = info.U32(info.U32(0x0C)!.Value + 8L);
            link = link with { LocalPath = (wide is { Length: > 0 } ? wide : Narrow(info.Part(info.U32(0x10)!.Value, size))) + suffix, DriveSerialNumber = serial == 0 ? null : serial };
        }
        var networkAt = info.U32(0x14)!.Value;
        if ((flags & 2) != 0 && info.U32(networkAt + 8L) is { } nameAt)
            link = link with { NetName = Narrow(info.Part(networkAt + nameAt, size)) + (suffix.Length > 0 ? "\\" + suffix : "") };
        return link with { LocalPath = link.LocalPath is { Length: 0 } ? null : link.LocalPath };
    }

    private static string ReadText(ReadOnlySpan<byte> file, ref long at, bool isUnicode)
    {
        var count = file.U16(at) ?? throw new MalformedFileException("lnk", at, "StringData is cut short");
        var bytes = file.Part(at + 2, isUnicode ? count * 2 : count);
        at += 2 + (isUnicode ? count * 2 : count);
        return isUnicode ? Encoding.Unicode.GetString(bytes) : Encoding.Latin1.GetString(bytes);
    }

    private static ShellLink ReadBlocks(ReadOnlySpan<byte> file, long at, ShellLink link)
    {
        for (var blocks = 0; blocks < MaxBlocks && file.U32(at) is { } size; blocks++)
        {
            if (size < 4)
                return link with { End = (int)Math.Min(at + 4, file.Length) };
            var block = file.Part(at, size);
            link = block.U32(4) switch
            {
                0xA0000001 when block.Length >= 0x314 => link with { EnvironmentTarget = Wide(block.Part(0x10C, 520)) is { Length: > 0 } wide ? wide : Narrow(block.Part(8, 260)) },
                0xA0000003 when block.Length >= 0x60 => link with { MachineId = Narrow(block.Part(16, 16)), MacAddress = Convert.ToHexStringLower(block.Part(0x20 + 16 + 10, 6)) },
                _ => link,
            };
            at += size;
        }
        return link with { End = (int)Math.Min(at, file.Length) };
    }

    private static string Narrow(ReadOnlySpan<byte> text) => Encoding.Latin1.GetString(text.IndexOf((byte)0) is var end and >= 0 ? text[..end] : text);

    private static string Wide(ReadOnlySpan<byte> text)
    {
        var end = 0;
        while (end + 1 < text.Length && (text[end] | text[end + 1]) != 0)
            end += 2;
        return Encoding.Unicode.GetString(text[..end]);
    }
}
