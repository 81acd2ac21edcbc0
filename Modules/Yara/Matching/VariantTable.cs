namespace ScanHost.Yara.Matching;

/// <summary>The variants of a set by their numbers, and what is looked at before one of them is.</summary>
internal sealed class VariantTable
{
    private readonly LazyTable<Variant> variants;
    private readonly QuickCheck[] quickChecks;
    private readonly int[] deferred;

    /// <summary>A table of new variants.</summary>
    internal VariantTable(Variant[] variants)
    {
        this.variants = new(variants);
        quickChecks = [.. variants.Select(variant => variant.Quick)];
        deferred = [.. Enumerable.Range(0, variants.Length).Where(number => variants[number].IsDeferred)];
    }

    private VariantTable(LazyTable<Variant> variants, QuickCheck[] quickChecks, int[] deferred)
    {
        this.variants = variants;
        this.quickChecks = quickChecks;
        this.deferred = deferred;
    }

    /// <summary>How many there are.</summary>
    internal int Count => variants.Count;

    /// <summary>Those without a window.</summary>
    internal IEnumerable<Variant> Deferred => deferred.Select(number => this[number]);

    /// <summary>A variant.</summary>
    /// <exception cref="InvalidDataException">It was written by nobody who could.</exception>
    internal Variant this[int number] => variants[number];

    /// <summary>What of a variant is looked at first.</summary>
    internal ref readonly QuickCheck Quick(int number) => ref quickChecks[number];

    /// <summary>Writes the table; <see cref="Read"/> reads it.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.WriteArray(quickChecks);
        writer.WriteArray(deferred);
        variants.Write(writer, static (output, variant) => variant.Write(output));
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
        var variants = LazyTable<Variant>.Read(reader, (input, _) => ReadVariant(input, patternCount, segmentCount));
        return variants.Count == quickChecks.Length && ArrayFormat.AreWithin(deferred, 0, quickChecks.Length)
            ? new(variants, quickChecks, deferred)
            : throw new InvalidDataException("The table of variants is damaged.");
    }

    private static Variant ReadVariant(BinaryReader input, int patternCount, int segmentCount)
    {
        var variant = Variant.Read(input);
        return (uint)variant.Owner < (uint)(variant.IsSegment ? segmentCount : patternCount)
            ? variant
            : throw new InvalidDataException("A variant belongs to no pattern.");
    }
}
