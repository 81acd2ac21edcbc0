namespace ScanHost.Yara.Matching;

/// <summary>
/// One way in which a pattern can stand in the data: as ASCII, as wide text, under one xor key, as one of its alternatives, or a
/// part of a pattern that long gaps split. It is verified at its anchor, a position found through a window of its bytes.
/// </summary>
internal sealed class Variant
{
    /// <summary>Every <see cref="Order"/> is below it.</summary>
    internal const int MaxOrder = 256;

    /// <summary>The pattern, or the segment of a chain (see <see cref="IsSegment"/>), whose match this is.</summary>
    internal required int Owner { get; init; }

    /// <summary>True when <see cref="Owner"/> is the number of a segment.</summary>
    internal bool IsSegment { get; init; }

    /// <summary>It has no window, but is searched for near the matches of other segments (<see cref="ChainPlan"/>). Its anchor is its start.</summary>
    internal bool IsDeferred { get; init; }

    /// <summary>The key that is reported.</summary>
    internal byte XorKey { get; init; }

    /// <summary>Its place among the variants of an expression.</summary>
    internal int Order { get; init; }

    /// <summary>
    /// Where an expression's variants are found by literal bytes of their own: where those end, counted from the anchor. Null otherwise.
    /// </summary>
    internal int? AtomEnd { get; init; }

    /// <summary>A match must not touch a letter or digit.</summary>
    internal bool FullWord { get; init; }

    /// <summary>The neighbours of a full word are two bytes wide.</summary>
    internal bool Wide { get; init; }

    /// <summary>Of several matches at one offset the longest stays, otherwise the shortest.</summary>
    internal bool KeepsLongest { get; init; }

    /// <summary>An empty match counts, as in libyara since 4.5: the expression can match nothing.</summary>
    internal bool ReportsEmpty { get; init; }

    /// <summary>What is looked at first. It goes into the <see cref="VariantTable"/>, and is not written with the variant.</summary>
    internal QuickCheck Quick { get; init; }

    /// <summary>The bytes of a literal, which start at the anchor; folded where <see cref="NoCase"/>. Null otherwise.</summary>
    internal byte[]? Text { get; init; }

    /// <summary>The literal matches in both cases.</summary>
    internal bool NoCase { get; init; }

    /// <summary>What follows the anchor, as a sequence or as a program.</summary>
    internal SequenceProgram? ForwardSequence { get; init; }

    /// <inheritdoc cref="ForwardSequence"/>
    internal RegexProgram? Forward { get; init; }

    /// <summary>What precedes the anchor; null in both forms where the anchor is the start.</summary>
    internal SequenceProgram? BackwardSequence { get; init; }

    /// <inheritdoc cref="BackwardSequence"/>
    internal RegexProgram? Backward { get; init; }

    /// <summary>Verifies the variant with its anchor at a position and takes its matches down.</summary>
    internal void Verify(ReadOnlySpan<byte> data, int anchor, ScanState state)
    {
        if (anchor < 0 || anchor > data.Length)
            return;
        if (Text is not null)
        {
            if (IsTextAt(data, anchor))
                Report(data, anchor, anchor + Text.Length, anchor, state);
            return;
        }
        var length = ForwardSequence is not null
            ? ForwardSequence.MatchForward(data, anchor, state.Scratch)
            : Forward!.MatchForward(data, anchor, state.Scratch);
        if (length < 0)
            return;
        if (BackwardSequence is null && Backward is null)
        {
            Report(data, anchor, anchor + length, anchor, state);
            return;
        }
        if (BackwardSequence is not null)
            BackwardSequence.MatchBackward(data, anchor, state.Scratch);
        else
            Backward!.MatchBackward(data, anchor, state.Scratch);
        foreach (var start in state.Scratch.Starts)
            Report(data, start, anchor + length, anchor, state);
    }

    private bool IsTextAt(ReadOnlySpan<byte> data, int anchor)
    {
        if (anchor > data.Length - Text!.Length)
            return false;
        var bytes = data.Slice(anchor, Text.Length);
        return NoCase ? EqualsFolded(bytes, Text) : bytes.SequenceEqual(Text);
    }

    private static bool EqualsFolded(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> folded)
    {
        for (var index = 0; index < bytes.Length && index < folded.Length; index++)
        {
            if (CaseFolding.Fold(bytes[index]) != folded[index])
                return false;
        }
        return true;
    }

    /// <summary>
    /// libyara takes down a match when it comes to the end of its literal bytes: of a greedy expression the last match at an offset stays, of
    /// another the first. The order says which that is.
    /// </summary>
    private int OrderOf(int start, int anchor) => AtomEnd is { } end ? ((anchor + end - start) * MaxOrder) + Order : Order;

    private void Report(ReadOnlySpan<byte> data, int start, int end, int anchor, ScanState state)
    {
        if (end == start && !ReportsEmpty)
            return;
        if (!FullWord || Positions.IsFullWord(data, start, end, Wide))
            state.Add(this, new PatternMatch(start, end - start, XorKey, OrderOf(start, anchor)));
    }

    /// <summary>Writes the variant; <see cref="Read"/> reads it.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(Owner);
        writer.Write((byte)((IsSegment ? 1 : 0) | (FullWord ? 2 : 0) | (Wide ? 4 : 0) | (KeepsLongest ? 8 : 0) | (ReportsEmpty ? 16 : 0)
            | (NoCase ? 32 : 0) | (IsDeferred ? 64 : 0)));
        writer.Write((byte)((Text is null ? 0 : 1) | (ForwardSequence is null ? 0 : 2) | (Forward is null ? 0 : 4)
            | (BackwardSequence is null ? 0 : 8) | (Backward is null ? 0 : 16)));
        writer.Write(XorKey);
        writer.Write(Order);
        writer.Write(AtomEnd ?? int.MinValue);
        if (Text is not null)
            writer.WriteArray(Text);
        ForwardSequence?.Write(writer);
        Forward?.Write(writer);
        BackwardSequence?.Write(writer);
        Backward?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a variant.</exception>
    internal static Variant Read(BinaryReader reader)
    {
        var owner = reader.ReadInt32();
        var flags = reader.ReadByte();
        var forms = reader.ReadByte();
        if ((forms & 7) is not (1 or 2 or 4))
            throw new InvalidDataException("A variant has no form or several.");
        return new Variant
        {
            Owner = owner,
            IsSegment = (flags & 1) != 0,
            FullWord = (flags & 2) != 0,
            Wide = (flags & 4) != 0,
            KeepsLongest = (flags & 8) != 0,
            ReportsEmpty = (flags & 16) != 0,
            NoCase = (flags & 32) != 0,
            IsDeferred = (flags & 64) != 0,
            XorKey = reader.ReadByte(),
            Order = reader.ReadInt32(),
            AtomEnd = reader.ReadInt32() is > int.MinValue and var end ? end : null,
            Text = (forms & 1) != 0 ? reader.ReadByteArray() : null,
            ForwardSequence = (forms & 2) != 0 ? SequenceProgram.Read(reader) : null,
            Forward = (forms & 4) != 0 ? RegexProgram.Read(reader) : null,
            BackwardSequence = (forms & 8) != 0 ? SequenceProgram.Read(reader) : null,
            Backward = (forms & 16) != 0 ? RegexProgram.Read(reader) : null,
        };
    }
}
