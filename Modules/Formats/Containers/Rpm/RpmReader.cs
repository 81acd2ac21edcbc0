namespace ScanHost.Formats.Containers.Rpm;

/// <summary>RPM packages: their scripts and their payload, which is a compressed cpio archive. Source: rpm's "Package Format V4".</summary>
internal sealed class RpmReader : ContainerReader
{
    private const int Lead = 96;
    private const int NameTag = 1000, VersionTag = 1001, PayloadFormat = 1124, PayloadCompressor = 1125;
    private const int StringType = 6;

    /// <summary>Tags of scripts that the installer runs, with their names in a spec file.</summary>
    private static readonly Dictionary<int, string> Scripts = new()
    {
        [1023] = "pre", [1024] = "post", [1025] = "preun", [1026] = "postun", [1065] = "triggerscripts", [1079] = "verifyscript",
        [1151] = "pretrans", [1152] = "posttrans", [5066] = "filetriggerscripts", [5076] = "transfiletriggerscripts", [5104] = "preuntrans", [5105] = "postuntrans",
    };

    public override string Name => "rpm";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("rpm");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var signature = RpmHeader.Read(file.Span, Lead) ?? throw new MalformedFileException("rpm", Lead, "the signature's header is wrong");
        var start = (signature.End + 7) / 8 * 8;
        var header = RpmHeader.Read(file.Span, start) ?? throw new MalformedFileException("rpm", start, "the header is wrong");
        foreach (var (tag, name) in Scripts)
            foreach (var script in header.Texts(file, tag))
                MemberCopy.Bytes(script, sink, new() { Name = name, Relation = "stream", DeclaredSize = script.Length }, cancellationToken);
        var payload = file.Part(header.End, file.Length);
        var format = Text(header, file, PayloadFormat, "cpio");
        var compressor = Text(header, file, PayloadCompressor, "");
        var member = new ContainerMember
        {
            Name = $"{Text(header, file, NameTag, "payload")}-{Text(header, file, VersionTag, "")}.{format}{(compressor.Length > 0 ? "." + compressor : "")}",
            Offset = header.End, DeclaredSize = payload.Length, CompressedSize = payload.Length, Method = "store",
        };
        if (payload.IsEmpty)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the payload is missing");
        else
            MemberCopy.Bytes(payload, sink, member, cancellationToken);
    }

    private static string Text(RpmHeader header, ReadOnlyMemory<byte> file, int tag, string otherwise) =>
        header.Texts(file, tag).Select(text => MemberName.Decode(text.Span)).FirstOrDefault() ?? otherwise;

    /// <summary>One header structure: an index of tags and a store of their values.</summary>
    private sealed record RpmHeader(long Index, int Count, long Store, long End)
    {
        private const int Entry = 16;

        internal static RpmHeader? Read(ReadOnlySpan<byte> file, long at)
        {
            if (!file.HasAt(at, [0x8E, 0xAD, 0xE8]) || file.U32Big(at + 8) is not { } count || file.U32Big(at + 12) is not { } size)
                return null;
            var store = at + 16 + (count * (long)Entry);
            return file.Has(store, size) ? new(at + 16, (int)count, store, store + size) : null;
        }

        /// <summary>The texts of a tag, without their ends.</summary>
        internal IEnumerable<ReadOnlyMemory<byte>> Texts(ReadOnlyMemory<byte> file, int tag)
        {
            for (var i = 0; i < Count; i++)
            {
                var at = Index + (i * (long)Entry);
                var type = file.Span.U32Big(at + 4);
                if (file.Span.U32Big(at) != tag || type is not (StringType or 8 or 9))
                    continue;
                var values = file.Part(Store + file.Span.U32Big(at + 8)!.Value, End);
                values = values[..(int)Math.Min(values.Length, Math.Max(0, End - Store - file.Span.U32Big(at + 8)!.Value))];
                for (var left = type == StringType ? 1 : Math.Min(file.Span.U32Big(at + 12)!.Value, 1000); left > 0 && !values.IsEmpty; left--)
                {
                    var end = values.Span.IndexOf((byte)0);
                    if (end < 0)
                        yield break;
                    yield return values[..end];
                    values = values[(end + 1)..];
                }
            }
        }
    }
}
