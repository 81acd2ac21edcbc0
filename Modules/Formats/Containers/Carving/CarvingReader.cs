namespace ScanHost.Formats.Containers.Carving;

/// <summary>
/// Takes archives out of programs and shell scripts that carry one: self-extracting archives, installers, makeself.
/// </summary>
internal sealed class CarvingReader : ContainerReader
{
    private const int MaxCarved = 16;
    private const int MaxCandidates = 20_000;
    private static readonly HashSet<string> Scripts = [.. Identification.FileTypes.FamilyOf("shell")];

    public override string Name => "carve";

    public override string Version => "6";

    public override IReadOnlyCollection<string> FileTypes { get; } =
        [.. Identification.FileTypes.FamilyOf("pe", "pe-dll", "pe-net", "pe-net-dll", "pe-sys", "mz", "elf"), .. Scripts];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (file.Span.HasAt(0, "MZ"u8) || file.Span.HasAt(0, [0x7F, 0x45, 0x4C, 0x46]))
        {
            var end = ProgramEnd.Of(file.Span) ?? file.Length;
            Carve(file, end, ProgramEnd.OverlayEnd(file.Span, end), Signatures.OfPrograms, sink, cancellationToken);
        }
        else
            Carve(file, 0, file.Length, Signatures.OfScripts, sink, cancellationToken);
    }

    /// <summary>True when this reader takes out what stands behind a program.</summary>
    internal static bool Takes(ReadOnlySpan<byte> overlay)
    {
        foreach (var payload in Signatures.OfPrograms)
            if (overlay.HasAt(payload.Before, payload.Mark) && payload.Check(overlay))
                return true;
        return false;
    }

    private static void Carve(
        ReadOnlyMemory<byte> file, long overlay, long end, IReadOnlyList<Signatures.Payload> payloads, IMemberSink sink, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<long, string>();
        foreach (var payload in payloads)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Find(file.Span[..(int)end], payload.Anywhere ? 0 : overlay, payload, found))
                sink.NotUnpacked(new() { Name = payload.Name }, UnpackGap.Unsupported, $"only the first {MaxCandidates} places that bear its mark were looked at");
        }
        // A resource has an exact length and a name of its own: the reader of a program's contents hands it on.
        if (found.Keys.Any(start => start < overlay) && Pe.PeFile.TryOpen(file) is { } program)
            foreach (var content in Pe.PeContents.Find(program).Where(content => content.Relation == "embedded"))
                found.Remove(content.Offset);
        // What stands within a payload that was carved already is the payload's own affair, unless that is a cabinet of known size.
        var covered = -1L;
        var carved = 0;
        foreach (var (start, name) in found)
        {
            if (start < covered)
                continue;
            if (carved++ == MaxCarved)
            {
                sink.NotUnpacked(new() { Name = name, Offset = start }, UnpackGap.Unsupported, $"only the first {MaxCarved} archives in a program are taken out");
                return;
            }
            var length = Length(file.Span, start, end, name);
            covered = start + length;
            // What stands behind a cabinet that is behind the program is nobody's but the cabinet's: its reader hands it on.
            if (start >= overlay)
                length = found.Keys.FirstOrDefault(next => next >= covered, end) - start;
            var member = new ContainerMember
            {
                Name = name, Relation = start >= overlay ? "overlay" : "carved", Offset = start, DeclaredSize = length, CompressedSize = length,
            };
            MemberCopy.Bytes(file.Slice((int)start, (int)length), sink, member, cancellationToken);
        }
    }

    private static long Length(ReadOnlySpan<byte> file, long start, long end, string name) =>
        name == "cab" ? Math.Min(end - start, file.U32(start + 8)!.Value) : end - start;

    /// <returns>False when there were more places than are looked at.</returns>
    private static bool Find(ReadOnlySpan<byte> file, long from, Signatures.Payload payload, SortedDictionary<long, string> found)
    {
        var at = (int)from;
        for (var candidates = 0; candidates < MaxCandidates && at < file.Length; candidates++)
        {
            var next = file[at..].IndexOf(payload.Mark);
            if (next < 0)
                return true;
            var start = at + next - payload.Before;
            if (start >= 0 && payload.Check(file[start..]))
                found.TryAdd(start, payload.Name);
            at += next + 1;
        }
        return at >= file.Length;
    }
}
