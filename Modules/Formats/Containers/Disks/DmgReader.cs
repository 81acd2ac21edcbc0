namespace ScanHost.Formats.Containers.Disks;

/// <summary>Apple disk images (UDIF): the disk becomes one member. Sources: the layout as the tools that read it describe it; [Apple ADC] for its oldest method.</summary>
/// <remarks>The trailer "koly" leads to a property list with a table "mish" for each partition, which lists runs of sectors and how each is stored.</remarks>
internal sealed class DmgReader : ContainerReader
{
    private const int Trailer = 512;
    private const int Sector = 512;
    private const int MaxRunBytes = 64 << 20;

    // A run is a mebibyte as a rule and takes 54 letters: this is enough for a disk of 150 GB.
    private const int MaxListBytes = 8 << 20;

    public override string Name => "dmg";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["dmg"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var trailer = file.Span.Part(file.Length - Trailer, Trailer);
        if (!trailer.HasAt(0, "koly"u8) || trailer.Length < Trailer)
            throw new MalformedFileException("dmg", 0, "the trailer is missing");
        var member = new ContainerMember { Name = "disk.img", DeclaredSize = (long)Math.Min(trailer.U64Big(492)!.Value, long.MaxValue / Sector) * Sector, Method = "udif" };
        if (trailer.U32Big(60) > 1)
            sink.NotUnpacked(member, UnpackGap.Unsupported, $"it is part {trailer.U32Big(56)} of {trailer.U32Big(60)}; the others are missing");
        var (list, length) = ((long)Math.Min(trailer.U64Big(216)!.Value, int.MaxValue), (long)Math.Min(trailer.U64Big(224)!.Value, int.MaxValue));
        if (length == 0)
        {
            sink.NotUnpacked(member, UnpackGap.Unsupported, "images of Mac OS before 10.2, without a property list, are not read");
            return;
        }
        if (length > MaxListBytes)
        {
            sink.NotUnpacked(member, UnpackGap.Unsupported, $"its property list is larger than {MaxListBytes} bytes");
            return;
        }
        var data = (long)Math.Min(trailer.U64Big(24)!.Value, int.MaxValue);
        var runs = DmgRuns.Read(file.Part(list, length), data, out var dropped);
        if (dropped > 0)
            sink.NotUnpacked(member, UnpackGap.Damaged, $"the places of {dropped} runs or tables of runs make no sense");
        HandOn(file, runs, member, sink, cancellationToken);
    }

    private static void HandOn(ReadOnlyMemory<byte> file, List<DmgRun> runs, ContainerMember member, IMemberSink sink, CancellationToken cancellationToken)
    {
        var (position, damaged, refusal) = (0L, 0, (string?)null);
        using (var target = sink.Open(member))
        {
            foreach (var run in runs.Where(run => run.Kind is not (DmgRun.Zeros or DmgRun.Unused)).OrderBy(run => run.Sector))
            {
                cancellationToken.ThrowIfCancellationRequested();
                // Two runs for one place: the first was handed on, what stands in the other would be hidden.
                if (run.Sector * Sector < position || run.Count * Sector > MaxRunBytes)
                {
                    refusal = run.Count * Sector > MaxRunBytes ? $"a run is larger than {MaxRunBytes} bytes" : "runs overlap";
                    continue;
                }
                Zeros.Write((run.Sector * Sector) - position, target, cancellationToken);
                position = (run.Sector + run.Count) * Sector;
                var outcome = MemberCopy.Into(target, () => run.Open(file), run.Count * Sector, cancellationToken);
                refusal ??= outcome.Refusal;
                damaged += outcome.Refusal is null && outcome.Bytes < run.Count * Sector ? 1 : 0;
                Zeros.Write((run.Count * Sector) - outcome.Bytes, target, cancellationToken);
            }
            Zeros.WriteTail(position, Math.Max(member.DeclaredSize ?? 0, position), target, cancellationToken);
        }
        if (refusal is not null)
            sink.NotUnpacked(member, UnpackGap.Unsupported, refusal);
        if (damaged > 0)
            sink.NotUnpacked(member, UnpackGap.Damaged, $"{damaged} runs are missing or damaged");
    }
}
