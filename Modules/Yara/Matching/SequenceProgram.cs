using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>
/// An expression without alternatives: bytes, runs of one set of bytes, assertions, one after the other. Nine of ten hex strings
/// and many regular expressions are of this kind. It is matched part by part: all positions that the parts so far can end at, in
/// order and each once, are advanced over the next part.
/// </summary>
internal sealed class SequenceProgram
{
    private readonly SequencePart[] parts;
    private readonly bool wide;
    private readonly bool isGreedy;

    private SequenceProgram(SequencePart[] parts, bool wide, bool isGreedy)
    {
        this.parts = parts;
        this.wide = wide;
        this.isGreedy = isGreedy;
    }

    /// <summary>Makes a sequence out of lowered parts; null where they hold something else.</summary>
    internal static SequenceProgram? TryCompile(ReadOnlySpan<RegexNode> parts, bool wide, bool isGreedy)
    {
        var result = new List<SequencePart>();
        var bytes = new List<ByteSet>();
        foreach (var part in parts)
        {
            if (part is BytesNode single)
            {
                bytes.Add(single.Bytes);
                continue;
            }
            Flush();
            if (part is RepeatNode { Body: BytesNode body } repeat)
                result.Add(SequencePart.Run(body.Bytes, repeat.Min, repeat.Max));
            else if (part is AssertionNode assertion)
                result.Add(SequencePart.Assertion(assertion.Kind));
            else
                return null;
        }
        Flush();
        return new SequenceProgram([.. result], wide, isGreedy);

        void Flush()
        {
            if (bytes.Count > 0)
                result.Add(SequencePart.Bytes(bytes));
            bytes.Clear();
        }
    }

    /// <summary>Writes the program; <see cref="Read"/> reads it.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(wide);
        writer.Write(isGreedy);
        writer.Write(parts.Length);
        foreach (var part in parts)
            part.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a program.</exception>
    internal static SequenceProgram Read(BinaryReader reader)
    {
        var wide = reader.ReadBoolean();
        var isGreedy = reader.ReadBoolean();
        var parts = new SequencePart[reader.ReadCount(1)];
        for (var index = 0; index < parts.Length; index++)
            parts[index] = SequencePart.Read(reader);
        return new(parts, wide, isGreedy);
    }

    /// <summary>Runs forward from a position.</summary>
    /// <returns>The length of the longest match of a greedy expression, the shortest otherwise; -1 without one.</returns>
    internal int MatchForward(ReadOnlySpan<byte> data, int start, RegexScratch scratch)
    {
        var end = Math.Min(data.Length, start + RegexProgram.ScanLimit);
        if (parts is [{ Kind: SequencePartKind.Bytes } only])
            return only.MatchesAt(data[..end], start) ? only.Length : -1;
        scratch.Positions.Clear();
        scratch.Positions.Add(start);
        for (var index = 0; index < parts.Length; index++)
        {
            scratch.NextPositions.Clear();
            Forward(index, data, end, scratch.Positions, scratch.NextPositions);
            if (scratch.NextPositions.Count == 0 || !scratch.Work(scratch.NextPositions.Count))
                return -1;
            scratch.SwapPositions();
        }
        return (isGreedy ? scratch.Positions[^1] : scratch.Positions[0]) - start;
    }

    /// <summary>Runs backward from a position and takes down every start of a match in the scratch.</summary>
    internal void MatchBackward(ReadOnlySpan<byte> data, int position, RegexScratch scratch)
    {
        scratch.Starts.Clear();
        var end = Math.Max(0, position - RegexProgram.ScanLimit);
        if (parts is [{ Kind: SequencePartKind.Bytes } only])
        {
            if (position - only.Length >= end && only.MatchesAt(data, position - only.Length))
                scratch.Starts.Add(position - only.Length);
            return;
        }
        scratch.Positions.Clear();
        scratch.Positions.Add(position);
        for (var index = parts.Length - 1; index >= 0; index--)
        {
            scratch.NextPositions.Clear();
            Backward(index, data, end, scratch.Positions, scratch.NextPositions);
            if (scratch.NextPositions.Count == 0 || !scratch.Work(scratch.NextPositions.Count))
                return;
            scratch.SwapPositions();
        }
        scratch.Starts.AddRange(scratch.Positions);
    }

    private void Forward(int index, ReadOnlySpan<byte> data, int end, List<int> from, List<int> to)
    {
        var part = parts[index];
        switch (part.Kind)
        {
            case SequencePartKind.Bytes:
                foreach (var position in from)
                {
                    if (position + part.Length <= end && part.MatchesAt(data, position))
                        to.Add(position + part.Length);
                }
                break;
            case SequencePartKind.Assertion:
                foreach (var position in from)
                {
                    if (Positions.Holds(part.Asserted, data, position, wide))
                        to.Add(position);
                }
                break;
            default:
                var next = index + 1 < parts.Length && parts[index + 1].Kind == SequencePartKind.Bytes ? parts[index + 1] : null;
                RunForward(part, next, data[..end], from, to);
                break;
        }
    }

    /// <summary>Positions rise, and so do the ends of what can be run over from them: each end is looked at once.</summary>
    private static void RunForward(SequencePart run, SequencePart? next, ReadOnlySpan<byte> data, List<int> from, List<int> to)
    {
        var runEnd = -1;
        var isBroken = false;
        var done = -1;
        foreach (var position in from)
        {
            // No further than this position needs: a run of at most 20 bytes may stand in a megabyte of them.
            var wanted = (int)Math.Min(data.Length, (long)position + run.Max);
            if (runEnd < wanted && (runEnd < position || !isBroken))
            {
                runEnd = run.EndOfRun(data[..wanted], Math.Max(runEnd, position));
                isBroken = runEnd < wanted;
            }

            var last = (int)Math.Min(runEnd, (long)position + run.Max);
            for (var at = Math.Max(position + run.Min, done + 1); at <= last; at++)
            {
                if (next is null || (at < data.Length && next.TakesFirst(data[at])))
                    to.Add(at);
            }
            done = Math.Max(done, last);
        }
    }

    private void Backward(int index, ReadOnlySpan<byte> data, int end, List<int> from, List<int> to)
    {
        var part = parts[index];
        switch (part.Kind)
        {
            case SequencePartKind.Bytes:
                foreach (var position in from)
                {
                    if (position - part.Length >= end && part.MatchesAt(data, position - part.Length))
                        to.Add(position - part.Length);
                }
                break;
            case SequencePartKind.Assertion:
                foreach (var position in from)
                {
                    if (Positions.Holds(part.Asserted, data, position, wide))
                        to.Add(position);
                }
                break;
            default:
                RunBackward(part, data, end, from, to);
                break;
        }
    }

    private static void RunBackward(SequencePart run, ReadOnlySpan<byte> data, int end, List<int> from, List<int> to)
    {
        var runStart = int.MaxValue;
        var isBroken = false;
        var done = int.MaxValue;
        foreach (var position in from)
        {
            var wanted = (int)Math.Max(end, (long)position - run.Max);
            if (runStart > wanted && (runStart > position || !isBroken))
            {
                runStart = run.StartOfRun(data, Math.Min(runStart, position), wanted);
                isBroken = runStart > wanted;
            }

            var last = (int)Math.Max(runStart, (long)position - run.Max);
            for (var at = Math.Min(position - run.Min, done - 1); at >= last; at--)
                to.Add(at);
            done = Math.Min(done, last);
        }
    }
}
