namespace ScanHost.Formats.Containers.Streams;

/// <summary>A format that compresses one file and knows no names: the whole is one decoder over the whole.</summary>
internal abstract class SingleStreamReader : ContainerReader
{
    public override string Version => "3";

    public override IReadOnlyCollection<string> FileTypes => [Name];

    /// <summary>The compression method, as in <see cref="ContainerMember.Method"/>.</summary>
    protected abstract string Method { get; }

    /// <summary>Checks the header and says what it knows of the content.</summary>
    /// <exception cref="MalformedFileException">The header is cut short or wrong.</exception>
    protected abstract ContainerMember Describe(ReadOnlySpan<byte> file);

    /// <summary>Opens the decoder. What it throws counts as damage of the data.</summary>
    protected abstract Stream Open(ReadOnlyMemory<byte> file);

    /// <summary>Where the decoder's data ends once all has been read, in bytes; null when it cannot tell.</summary>
    protected virtual long? EndOf(ReadOnlyMemory<byte> file, Stream decoder) => null;

    /// <summary>The format fills its end up with zeros to a multiple of so many bytes; 0 when it does not.</summary>
    protected virtual int Padding => 0;

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var member = Describe(file.Span) with { Method = Method };
        Stream? decoder = null;
        var outcome = MemberCopy.Run(() => decoder = Open(file), sink, member, cancellationToken);
        if (outcome.IsWhole && member.DeclaredSize is { } declared && outcome.Bytes != declared)
            sink.NotUnpacked(member, UnpackGap.Damaged, $"{outcome.Bytes} bytes came out, {declared} were to");
        if (outcome.IsWhole && decoder is not null && EndOf(file, decoder) is { } end)
            TrailingData.HandOn(Name, file, end, sink, cancellationToken, Padding);
    }

    /// <summary>A member without a name, or the format's complaint that its header is cut short.</summary>
    protected ContainerMember Nameless(ReadOnlySpan<byte> file, int headerLength) =>
        file.Length < headerLength
            ? throw new MalformedFileException(Name, 0, "the header is cut short")
            : new() { Name = "", Offset = headerLength };
}
