namespace ScanHost.Formats.Containers.Inno;

/// <summary>Where the parts of a setup stand in its program, in bytes; 0 where there is none.</summary>
/// <param name="Program">The compressed program that runs the setup.</param>
/// <param name="ProgramSize">Its size before compression.</param>
/// <param name="Header">The script.</param>
/// <param name="Data">The files.</param>
internal sealed record InnoOffsets(long Program, long ProgramSize, long Header, long Data)
{
    private const int MaxCandidates = 64;
    private static readonly byte[] Old = [.. "rDlPtS07"u8, 0x87, .. "eVx"u8];
    private static readonly byte[] Current = [.. "rDlPtS"u8, 0xCD, 0xE6, 0xD7, 0x7B, 0x0B, 0x2A];

    /// <summary>The table that the loader has of them, of which the checksum holds; null when there is none: the marks alone stand in other programs too.</summary>
    internal static InnoOffsets? Find(ReadOnlySpan<byte> file)
    {
        for (var (at, count) = (0, 0); count < MaxCandidates; count++)
        {
            var next = file[at..].IndexOf(Old.AsSpan(0, 6));
            if (next < 0)
                return null;
            at += next;
            if (Read(file, at) is { } table)
                return table;
            at++;
        }
        return null;
    }

    // Version 2, since Inno Setup 6.5, has places of eight bytes. The form before 5.1.5 has no version.
    private static InnoOffsets? Read(ReadOnlySpan<byte> file, int at)
    {
        var isOld = file.HasAt(at, Old);
        if (!isOld && !file.HasAt(at, Current))
            return null;
        var fields = at + 12 + (isOld ? 0 : 4);
        var isWide = !isOld && file.U32(at + 12) == 2;
        if (!isOld && file.U32(at + 12) is not (1 or 2))
            return null;
        var end = fields + (isWide ? 44 : 28) - (isWide ? 0 : 4);
        if (file.U32(end) is not { } sum || Crc32.Of(file[at..end]) != sum)
            return null;
        var table = isWide
            ? new InnoOffsets((long)file.U64(fields + 8)!.Value, file.U32(fields + 16)!.Value, (long)file.U64(fields + 24)!.Value, (long)file.U64(fields + 32)!.Value)
            : new InnoOffsets(file.U32(fields + 4)!.Value, file.U32(fields + 8)!.Value, file.U32(fields + 16)!.Value, file.U32(fields + 20)!.Value);
        return table.Header > 0 && table.Header < file.Length ? table : null;
    }
}
