namespace ScanHost.Formats.Containers.Streams;

/// <summary>Gzip files: members one after another make one content (RFC 1952 section 2.2), and what stands behind the last is handed on.</summary>
internal sealed class GzipReader : ContainerReader
{
    public override string Name => "gzip";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("gzip");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var header = GzipHeader.Read(file.Span, 0) ?? throw new MalformedFileException("gzip", 0, "the header is cut short or wrong");
        var member = new ContainerMember { Name = header.Name, Offset = header.Length, Method = "deflate", ModifiedAt = header.ModifiedAt };
        using var members = new GzipStream(file);
        if (MemberCopy.Run(() => members, sink, member, cancellationToken).IsWhole)
            TrailingData.HandOn(Name, file, members.Position, sink, cancellationToken);
    }
}

/// <summary>The header of one member, RFC 1952 section 2.3.</summary>
/// <param name="Name">The original file's name, Latin-1; empty when not stored.</param>
/// <param name="Length">Length of the header, in bytes.</param>
/// <param name="ModifiedAt">Null when the time is zero.</param>
internal readonly record struct GzipHeader(string Name, int Length, DateTimeOffset? ModifiedAt)
{
    internal static GzipHeader? Read(ReadOnlySpan<byte> file, int offset)
    {
        var header = file[offset..];
        if (header.Length < 10 || header[0] != 0x1F || header[1] != 0x8B || header[2] != 8)
            return null;
        var (flags, at, name) = (header[3], 10L, "");
        if ((flags & 4) != 0)
            at += 2 + (header.U16(at) ?? header.Length);
        if ((flags & 8) != 0)
        {
            var text = header.Part(at, 4096);
            var end = text.IndexOf((byte)0);
            name = MemberName.Decode(end < 0 ? text : text[..end]);
            at += end < 0 ? header.Length : end + 1;
        }
        if ((flags & 16) != 0)
            at += header.Part(at, header.Length).IndexOf((byte)0) is var zero and >= 0 ? zero + 1 : header.Length;
        at += (flags & 2) != 0 ? 2 : 0;
        var seconds = header.U32(4)!.Value;
        return at > header.Length ? null : new(name, (int)at, seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds));
    }
}
