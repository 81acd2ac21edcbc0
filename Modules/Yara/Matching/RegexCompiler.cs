using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>Compiles lowered parts to a <see cref="RegexProgram"/>; a backward one reads the bytes from right to left.</summary>
internal sealed class RegexCompiler
{
    /// <summary>A program of more steps is made again with <see cref="RegexOperation.Run"/>.</summary>
    private const int MaxPlainInstructions = 1 << 14;
    private const int MaxInstructions = 1 << 16;
    private const int MinRun = 4;
    private const int MaxStride = 64;

    private readonly List<RegexInstruction> code = [];
    private readonly List<ulong> sets = [];
    private readonly Dictionary<ByteSet, int> setIndexes = [];
    private readonly List<RegexRun> runs = [];
    private readonly List<int> runSets = [];
    private readonly bool backward;
    private readonly bool isCompact;

    private RegexCompiler(bool backward, bool isCompact)
    {
        this.backward = backward;
        this.isCompact = isCompact;
    }

    /// <summary>Compiles parts that follow each other.</summary>
    /// <exception cref="PatternTooLargeException">The program would be too large.</exception>
    internal static RegexProgram Compile(ReadOnlySpan<RegexNode> parts, bool backward, bool wide)
    {
        try
        {
            return Compile(parts, backward, wide, isCompact: false);
        }
        catch (PatternTooLargeException)
        {
            return Compile(parts, backward, wide, isCompact: true);
        }
    }

    /// <summary>Compiles with or without <see cref="RegexOperation.Run"/>.</summary>
    internal static RegexProgram Compile(ReadOnlySpan<RegexNode> parts, bool backward, bool wide, bool isCompact)
    {
        var compiler = new RegexCompiler(backward, isCompact);
        compiler.EmitParts(parts);
        compiler.Emit(new(RegexOperation.Match));
        return new RegexProgram([.. compiler.code], [.. compiler.sets], [.. compiler.runs], [.. compiler.runSets], wide);
    }

    private void EmitParts(ReadOnlySpan<RegexNode> parts)
    {
        for (var index = 0; index < parts.Length; index++)
            EmitNode(parts[backward ? parts.Length - 1 - index : index]);
    }

    private void EmitNode(RegexNode node)
    {
        switch (node)
        {
            case BytesNode bytes:
                Emit(new(RegexOperation.Take, SetIndex(bytes.Bytes)));
                break;
            case ConcatNode concat:
                EmitParts(concat.Parts);
                break;
            case AlternationNode alternation:
                EmitAlternatives(alternation.Alternatives);
                break;
            case RepeatNode repeat:
                EmitRepeat(repeat);
                break;
            case AssertionNode assertion:
                Emit(new(RegexOperation.Assert, (int)assertion.Kind));
                break;
        }
    }

    private void EmitAlternatives(RegexNode[] alternatives)
    {
        var jumps = new List<int>();
        for (var index = 0; index < alternatives.Length - 1; index++)
        {
            var split = Emit(new(RegexOperation.Split));
            EmitNode(alternatives[index]);
            jumps.Add(Emit(new(RegexOperation.Jump)));
            code[split] = new(RegexOperation.Split, split + 1, code.Count);
        }
        EmitNode(alternatives[^1]);
        foreach (var jump in jumps)
            code[jump] = new(RegexOperation.Jump, code.Count);
    }

    private void EmitRepeat(RepeatNode repeat)
    {
        if (isCompact && TryEmitRun(repeat))
            return;
        for (var count = 0; count < repeat.Min; count++)
        {
            var before = code.Count;
            EmitNode(repeat.Body);
            // A body without instructions, however often: nothing to wait for.
            if (code.Count == before)
                return;
        }
        if (repeat.Max == RepeatNode.Unbounded)
        {
            var split = Emit(new(RegexOperation.Split));
            EmitNode(repeat.Body);
            Emit(new(RegexOperation.Jump, split));
            code[split] = Split(split + 1, code.Count, repeat.IsGreedy);
            return;
        }
        var splits = new List<int>();
        for (var count = repeat.Min; count < repeat.Max; count++)
        {
            splits.Add(Emit(new(RegexOperation.Split)));
            EmitNode(repeat.Body);
        }
        foreach (var split in splits)
            code[split] = Split(split + 1, code.Count, repeat.IsGreedy);
    }

    private bool TryEmitRun(RepeatNode repeat)
    {
        var isLong = repeat.Min >= MinRun || repeat.Max is >= MinRun and not RepeatNode.Unbounded;
        if (!isLong || repeat.Max == 0)
            return false;
        RegexNode[] round = repeat.Body is ConcatNode concat ? concat.Parts : [repeat.Body];
        if (round.Length is 0 or > MaxStride || !Array.TrueForAll(round, part => part is BytesNode))
            return false;
        var split = repeat.Min == 0 ? Emit(new(RegexOperation.Split)) : -1;
        Emit(new(RegexOperation.Run, runs.Count, repeat.IsGreedy ? 1 : 0));
        runs.Add(new RegexRun(runSets.Count, round.Length, Math.Max(1, repeat.Min), repeat.Max));
        var sets = round.Select(part => SetIndex(((BytesNode)part).Bytes));
        runSets.AddRange(backward ? sets.Reverse() : sets);
        if (split >= 0)
            code[split] = Split(split + 1, code.Count, repeat.IsGreedy);
        return true;
    }

    private static RegexInstruction Split(int more, int enough, bool isGreedy) =>
        isGreedy ? new(RegexOperation.Split, more, enough) : new(RegexOperation.Split, enough, more);

    private int SetIndex(ByteSet set)
    {
        if (setIndexes.TryGetValue(set, out var known))
            return known;
        sets.AddRange([set.Bits0, set.Bits1, set.Bits2, set.Bits3]);
        return setIndexes[set] = setIndexes.Count;
    }

    private int Emit(RegexInstruction instruction)
    {
        if (code.Count >= (isCompact ? MaxInstructions : MaxPlainInstructions))
            throw new PatternTooLargeException();
        code.Add(instruction);
        return code.Count - 1;
    }
}
