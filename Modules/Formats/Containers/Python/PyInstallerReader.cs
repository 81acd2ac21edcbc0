using System.IO.Compression;

namespace ScanHost.Formats.Containers.Python;

/// <summary>
/// The archive that PyInstaller appends to its starter program: the program's script, its modules, libraries and data. Source: PyInstaller's manual,
/// "CArchive", and PyInstaller/archive/readers.py.
/// </summary>
/// <remarks>A cookie behind the archive says where the archive starts and where its table of contents is; numbers are big-endian. A signature may follow it.</remarks>
internal sealed class PyInstallerReader : ContainerReader
{
    private const int MaxMembers = 20_000;

    /// <summary>So many places that bear the cookie's mark are looked at.</summary>
    private const int MaxCookies = 1000;

    private const int EntryHeader = 18;
    private const int CookieBytes = 24, NamedCookieBytes = 88;

    private static ReadOnlySpan<byte> Magic => [(byte)'M', (byte)'E', (byte)'I', 0x0C, 0x0B, 0x0A, 0x0B, 0x0E];

    public override string Name => "pyinstaller";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = [.. Identification.FileTypes.FamilyOf("pe", "elf", "macho")];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        // The starter takes the last, however much stands behind it.
        var cookie = file.Span.LastIndexOf(Magic);
        for (var count = 0; cookie >= 0 && count < MaxCookies; count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(file, cookie, sink, cancellationToken))
                return;
            cookie = file.Span[..cookie].LastIndexOf(Magic);
        }
        if (cookie >= 0)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the last {MaxCookies} places that bear the mark of an archive were looked at");
    }

    private static bool Read(ReadOnlyMemory<byte> file, long cookie, IMemberSink sink, CancellationToken cancellationToken)
    {
        var span = file.Span;
        if (span.U32Big(cookie + 8) is not { } length || span.U32Big(cookie + 12) is not { } tableStart || span.U32Big(cookie + 16) is not { } tableLength)
            return false;
        // The words stand in the starter's own data as well: only a length that leads to a place before the cookie makes an archive of them.
        var start = Start(cookie, length, tableStart, tableLength);
        if (start < 0)
            return false;
        Walk(file, start, file.Part(start + tableStart, tableLength), sink, cancellationToken);
        return true;
    }

    // From 2.1 on the cookie has the name of the Python library behind its numbers.
    private static long Start(long cookie, uint length, uint tableStart, uint tableLength)
    {
        foreach (var size in new[] { NamedCookieBytes, CookieBytes })
            if (cookie + size - length is >= 0 and var start && start + tableStart + tableLength <= cookie && tableLength >= EntryHeader)
                return start;
        return -1;
    }

    // An entry: its length, place, packed and whole size, whether it is packed, its kind, its name.
    private static void Walk(ReadOnlyMemory<byte> file, long start, ReadOnlyMemory<byte> table, IMemberSink sink, CancellationToken cancellationToken)
    {
        var at = 0L;
        for (var count = 0; count < MaxMembers && table.Span.U32Big(at) is { } entry && entry >= EntryHeader && at + entry <= table.Length; count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var fields = table.Span.Slice((int)at, (int)entry);
            at += entry;
            var kind = (char)fields[17];
            // Options of the interpreter and dependencies on other archives have no content of their own.
            if (kind is not ('o' or 'd'))
                HandOn(file, start, fields, kind, sink, cancellationToken);
        }
        if (at < table.Length)
            sink.NotUnpacked(new() { Name = "", Offset = start }, UnpackGap.Damaged, "the table of contents breaks off, or has more members than are read");
    }

    private static void HandOn(ReadOnlyMemory<byte> file, long start, ReadOnlySpan<byte> fields, char kind, IMemberSink sink, CancellationToken cancellationToken)
    {
        var offset = start + fields.U32Big(4)!.Value;
        long packed = fields.U32Big(8)!.Value, size = fields.U32Big(12)!.Value;
        var isPacked = fields[16] == 1;
        var data = file.Part(offset, packed);
        // Scripts and modules are compiled, without the header that files of that kind have.
        var name = MemberName.Decode(fields[EntryHeader..]) + (kind is 's' or 'm' or 'M' ? ".pyc" : "");
        var member = new ContainerMember { Name = name, Offset = offset, CompressedSize = packed, DeclaredSize = size, Method = isPacked ? "zlib" : "store" };
        if (data.Length < packed)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the file ends before the member does");
        else if (isPacked)
            MemberCopy.Run(() => new ZLibStream(new MemoryReadStream(data), CompressionMode.Decompress), sink, member, cancellationToken);
        else
            MemberCopy.Bytes(data, sink, member, cancellationToken);
    }
}
