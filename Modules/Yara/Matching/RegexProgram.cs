using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>
/// A regular expression as a program for a machine of threads (Thompson and Pike): all ways to match advance together, byte by
/// byte, so the time is bounded by the program's size times the bytes read, whatever the expression.
/// </summary>
internal sealed class RegexProgram
{
    /// <summary>No match reaches further than so many bytes from where a run starts, as in libyara.</summary>
    internal const int ScanLimit = 4096;

    private readonly RegexInstruction[] code;
    private readonly ulong[] sets;
    private readonly bool wide;

    [ThreadStatic]
    private static RegexScratch? ownScratch;

    internal RegexProgram(RegexInstruction[] code, ulong[] sets, bool wide)
    {
        this.code = code;
        this.sets = sets;
        this.wide = wide;
    }

    /// <summary>Compiles the expression of a <c>matches</c> operator.</summary>
    /// <param name="root">The parsed expression.</param>
    /// <param name="flags"><see cref="PatternFlags.NoCase"/> and <see cref="PatternFlags.DotAll"/> count.</param>
    /// <exception cref="PatternTooLargeException">It would be too large.</exception>
    internal static RegexProgram Compile(RegexNode root, PatternFlags flags)
    {
        var lowering = new RegexLowering(flags.HasFlag(PatternFlags.NoCase), flags.HasFlag(PatternFlags.DotAll), wide: false);
        return RegexCompiler.Compile(lowering.Lower(root), backward: false, wide: false);
    }

    /// <summary>Writes the program; <see cref="Read"/> reads it.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(wide);
        writer.Write(code.Length);
        foreach (var instruction in code)
        {
            writer.Write((byte)instruction.Operation);
            writer.Write(instruction.Argument);
            writer.Write(instruction.Other);
        }
        writer.WriteArray(sets);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a program.</exception>
    internal static RegexProgram Read(BinaryReader reader)
    {
        var wide = reader.ReadBoolean();
        var code = new RegexInstruction[reader.ReadCount(9)];
        for (var index = 0; index < code.Length; index++)
            code[index] = new((RegexOperation)reader.ReadByte(), reader.ReadInt32(), reader.ReadInt32());
        var sets = reader.ReadUInt64s();
        foreach (var instruction in code)
        {
            if (!instruction.IsValid(code.Length, sets.Length / 4))
                throw new InvalidDataException("A program jumps outside itself.");
        }
        return code.Length > 0 ? new(code, sets, wide) : throw new InvalidDataException("A program is empty.");
    }

    /// <summary>
    /// True when the expression matches somewhere in the text. As in libyara no match starts at its end, unless the text is empty.
    /// </summary>
    internal bool IsMatch(ReadOnlySpan<byte> text)
    {
        var scratch = ownScratch ??= new();
        scratch.Begin(null);
        var end = Math.Min(text.Length, ScanLimit);
        scratch.Current.Clear(code.Length);
        var lastStart = Math.Max(end - 1, 0);
        for (var position = 0; position <= lastStart || (position == end && scratch.Current.Count > 0); position++)
        {
            if (position <= lastStart)
                Follow(scratch.Current, 0, text, position, scratch);
            scratch.Next.Clear(code.Length);
            for (var index = 0; index < scratch.Current.Count; index++)
            {
                var at = scratch.Current[index];
                if (code[at].Operation == RegexOperation.Match)
                    return true;
                if (position < end && Takes(at, text[position]))
                    Follow(scratch.Next, at + 1, text, position + 1, scratch);
            }
            scratch.SwapThreads();
        }
        return false;
    }

    /// <summary>Runs forward from a position.</summary>
    /// <returns>The length of the match that the expression prefers; -1 without a match or when the budget is used up.</returns>
    internal int MatchForward(ReadOnlySpan<byte> data, int start, RegexScratch scratch)
    {
        var end = Math.Min(data.Length, start + ScanLimit);
        var best = -1;
        scratch.Current.Clear(code.Length);
        Follow(scratch.Current, 0, data, start, scratch);
        for (var position = start; scratch.Current.Count > 0; position++)
        {
            if (!scratch.Work(scratch.Current.Count))
                return -1;
            scratch.Next.Clear(code.Length);
            for (var index = 0; index < scratch.Current.Count; index++)
            {
                var at = scratch.Current[index];
                if (code[at].Operation == RegexOperation.Match)
                {
                    // What comes after it in the list is wanted less.
                    best = position - start;
                    break;
                }
                if (position < end && Takes(at, data[position]))
                    Follow(scratch.Next, at + 1, data, position + 1, scratch);
            }
            scratch.SwapThreads();
        }
        return best;
    }

    /// <summary>Runs a backward program from a position to the left and takes down every start of a match in the scratch.</summary>
    internal void MatchBackward(ReadOnlySpan<byte> data, int position, RegexScratch scratch)
    {
        scratch.Starts.Clear();
        var end = Math.Max(0, position - ScanLimit);
        scratch.Current.Clear(code.Length);
        Follow(scratch.Current, 0, data, position, scratch);
        for (; scratch.Current.Count > 0; position--)
        {
            if (!scratch.Work(scratch.Current.Count))
                return;
            scratch.Next.Clear(code.Length);
            for (var index = 0; index < scratch.Current.Count; index++)
            {
                var at = scratch.Current[index];
                if (code[at].Operation == RegexOperation.Match)
                    scratch.Starts.Add(position);
                else if (position > end && Takes(at, data[position - 1]))
                    Follow(scratch.Next, at + 1, data, position - 1, scratch);
            }
            scratch.SwapThreads();
        }
    }

    private bool Takes(int at, byte value)
    {
        var set = code[at].Argument * 4;
        return (sets[set + (value >> 6)] >> (value & 63) & 1) != 0;
    }

    /// <summary>Adds the instructions that can take a byte after following jumps, splits and assertions from one.</summary>
    private void Follow(RegexScratch.ThreadList list, int instruction, ReadOnlySpan<byte> data, int position, RegexScratch scratch)
    {
        var stack = scratch.Stack;
        stack.Add(instruction);
        while (stack.Count > 0)
        {
            var at = stack[^1];
            stack.RemoveAt(stack.Count - 1);
            if (!list.See(at))
                continue;
            ref readonly var step = ref code[at];
            switch (step.Operation)
            {
                case RegexOperation.Jump:
                    stack.Add(step.Argument);
                    break;
                case RegexOperation.Split:
                    stack.Add(step.Other);
                    stack.Add(step.Argument);
                    break;
                case RegexOperation.Assert:
                    if (Positions.Holds((Assertion)step.Argument, data, position, wide))
                        stack.Add(at + 1);
                    break;
                default:
                    list.Append(at);
                    break;
            }
        }
    }
}
