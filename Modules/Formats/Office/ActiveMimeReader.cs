using System.IO.Compression;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Office;

/// <summary>The wrapping in which Office puts macros into web archives and XML documents: a header, then a zlib stream with a compound file.</summary>
/// <remarks>The layout is not published. The length of the header's tail stands at 0x1E; writers put the stream at 0x32.</remarks>
internal sealed class ActiveMimeReader : ContainerReader
{
    public override string Name => "activemime";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["activemime"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (Start(file.Span) is not { } start)
            throw new MalformedFileException("activemime", 0, "no compressed data follows the header");
        var member = new ContainerMember { Name = "editdata.ole", Relation = "embedded", Offset = start, Method = "zlib", CompressedSize = file.Length - start };
        MemberCopy.Run(() => new ZLibStream(new MemoryReadStream(file[start..]), CompressionMode.Decompress), sink, member, cancellationToken);
    }

    private static int? Start(ReadOnlySpan<byte> file)
    {
        foreach (var at in new[] { 0x32, 0x22A, (file.U16(0x1E) ?? 0) + 46 })
            if (IsZlib(file, at))
                return at;
        for (var at = 0x10; at < Math.Min(file.Length, 4096); at++)
            if (IsZlib(file, at))
                return at;
        return null;
    }

    // RFC 1950: method 8, and the two bytes are a multiple of 31.
    private static bool IsZlib(ReadOnlySpan<byte> file, int at) =>
        file.U16Big(at) is { } header && (header & 0x0F00) == 0x0800 && header % 31 == 0 && header >> 12 <= 7;
}
