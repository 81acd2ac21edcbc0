using System.IO.Compression;

namespace ScanHost.Formats.Containers.Python;

/// <summary>
/// The archive of modules inside a PyInstaller program: <c>PYZ\0</c>, the mark of the Python version, the place of a table, and compressed code. Source:
/// PyInstaller's manual, "ZlibArchive", and PyInstaller/archive/readers.py. Modules come out compiled, without the header that files of that kind have.
/// </summary>
internal sealed class PyzReader : ContainerReader
{
    private const int MaxMembers = 20_000;

    public override string Name => "pyz";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes => ["pyz"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (file.Span.U32Big(8) is not { } table || table >= file.Length)
            throw new MalformedFileException(Name, 8, "the table of contents lies behind the end");
        if (new MarshalReader(file.Span[(int)table..]).Read() is not List<object?> entries)
            throw new MalformedFileException(Name, table, "the table of contents is no list");
        var damaged = 0;
        // (name, (kind, place, length)); older ones are a dictionary of the same.
        foreach (var entry in entries.Take(MaxMembers))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry is not List<object?> { Count: 2 } pair || pair[0] is not string name || pair[1] is not List<object?> { Count: 3 } place || place[1] is not long offset || place[2] is not long length)
            {
                damaged++;
                continue;
            }
            var member = new ContainerMember { Name = name.Replace('.', '/') + ".pyc", Offset = offset, CompressedSize = length, Method = "zlib" };
            var data = file.Part(offset, length);
            if (offset < 0 || length < 0 || data.Length < length)
                sink.NotUnpacked(member, UnpackGap.Damaged, "the file ends before the module does");
            else if (length > 0)
                MemberCopy.Run(() => new ZLibStream(new MemoryReadStream(data), CompressionMode.Decompress), sink, member, cancellationToken);
        }
        if (damaged > 0)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, $"{damaged} entries of the table make no sense");
        if (entries.Count > MaxMembers)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "there are more modules than are read");
    }
}
