namespace ScanHost.Yara.Matching;

/// <summary>
/// The variants of a set by their numbers. Those of a set that was loaded are read when they are first looked at: a large set has tens of
/// thousands, of which a scan looks at few, and to make them all would take longer than all the rest of the loading.
/// </summary>
internal sealed class VariantTable
{
    private readonly Variant?[] variants;
    private readonly QuickCheck[] quickChecks;
    private readonly int[] deferred;
    private readonly (byte[] Bytes, int[] Starts)? written;
    private readonly int patternCount;
    private readonly int segmentCount;

    /// <summary>A table of new variants.</summary>
    internal VariantTable(Variant[] variants)
    {
        this.variants = variants;
        quickChecks = [.. variants.Select(variant => variant.Quick)];
        deferred = [.. Enumerable.Range(0, variants.Length).Where(number => variants[number].IsDeferred)];
    }

    private VariantTable(QuickCheck[] quickChecks, int[] deferred, (byte[] Bytes, int[] Starts) written, int patternCount, int segmentCount)
    {
        variants = new Variant?[quickChecks.Length];
        this.quickChecks = quickChecks;
        this.deferred = deferred;
        this.written = written;
        this.patternCount = patternCount;
        this.segmentCount = segmentCount;
    }

    /// <summary>How many there are.</summary>
    internal int Count => variants.Length;

    /// <summary>Those without a window.</summary>
    internal IEnumerable<Variant> Deferred => deferred.Select(number => this[number]);

    /// <summary>A variant. Two threads may make it at once; either copy serves.</summary>
    /// <exception cref="InvalidDataException">It was written by nobody who could.</exception>
    internal Variant this[int number] => Volatile.Read(ref variants[number]) ?? Make(number);

    /// <summary>What of a variant is looked at first.</summary>
    internal ref readonly QuickCheck Quick(int number) => ref quickChecks[number];

    /// <summary>Writes the table; <see cref="Read"/> reads it.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.WriteArray(quickChecks);
        writer.WriteArray(deferred);
        var (bytes, starts) = written ?? Pack();
        writer.WriteArray(starts);
        writer.WriteArray(bytes);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Stands at the table.</param>
    /// <param name="patternCount">Every pattern's number is below it.</param>
    /// <param name="segmentCount">Every segment's number is below it.</param>
    /// <exception cref="InvalidDataException">The bytes are not a table.</exception>
    internal static VariantTable Read(BinaryReader reader, int patternCount, int segmentCount)
    {
        var quickChecks = reader.ReadArray<QuickCheck>();
        var deferred = reader.ReadInt32s();
        var starts = reader.ReadInt32s();
        var bytes = reader.ReadByteArray();
        var isSound = starts.Length == quickChecks.Length + 1 && starts[0] == 0 && starts[^1] == bytes.Length
            && Array.TrueForAll(deferred, number => (uint)number < (uint)quickChecks.Length);
        for (var number = 0; number < quickChecks.Length && isSound; number++)
            isSound = starts[number] <= starts[number + 1];
        return isSound ? new(quickChecks, deferred, (bytes, starts), patternCount, segmentCount) : throw new InvalidDataException("The table of variants is damaged.");
    }

    private (byte[] Bytes, int[] Starts) Pack()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var starts = new int[variants.Length + 1];
        for (var number = 0; number < variants.Length; number++)
        {
            this[number].Write(writer);
            starts[number + 1] = (int)stream.Position;
        }

        return (stream.ToArray(), starts);
    }

    private Variant Make(int number)
    {
        var (bytes, starts) = written!.Value;
        using var reader = new BinaryReader(new MemoryStream(bytes, starts[number], starts[number + 1] - starts[number], writable: false));
        var variant = Variant.Read(reader);
        if ((uint)variant.Owner >= (uint)(variant.IsSegment ? segmentCount : patternCount))
            throw new InvalidDataException("A variant belongs to no pattern.");
        Volatile.Write(ref variants[number], variant);
        return variant;
    }
}
