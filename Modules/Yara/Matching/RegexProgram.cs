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
    private readonly RegexRun[] runs;
    private readonly int[] runSets;
    private readonly bool wide;

    [ThreadStatic]
    private static RegexScratch? ownScratch;

    internal RegexProgram(RegexInstruction[] code, ulong[] sets, RegexRun[] runs, int[] runSets, bool wide)
    {
        this.code = code;
        this.sets = sets;
        this.runs = runs;
        this.runSets = runSets;
        this.wide = wide;
    }

    /// <summary>Its number of steps.</summary>
    internal int Size => code.Length;

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
        writer.WriteArray(runs);
        writer.WriteArray(runSets);
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
        var runs = reader.ReadArray<RegexRun>();
        var runSets = reader.ReadInt32s();
        foreach (var instruction in code)
        {
            if (!instruction.IsValid(code.Length, sets.Length / 4, runs.Length))
                throw new InvalidDataException("A program jumps outside itself.");
        }
        if (!Array.TrueForAll(runs, run => run.IsValid(runSets.Length)) || !ArrayFormat.AreWithin(runSets, 0, sets.Length / 4))
            throw new InvalidDataException("A run of a program is damaged.");
        return code.Length > 0 ? new(code, sets, runs, runSets, wide) : throw new InvalidDataException("A program is empty.");
    }

    /// <summary>
    /// True when the expression matches somewhere in the text. As in libyara no match starts at its end, unless the text is empty.
    /// </summary>
    internal bool IsMatch(ReadOnlySpan<byte> text)
    {
        var scratch = ownScratch ??= new();
        scratch.Begin(null);
        scratch.StartRuns(0, runSets.Length);
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
                if (position < end)
                    Advance(at, text[position], text, position + 1, scratch);
            }
            scratch.SwapThreads();
        }
        return false;
    }

    /// <summary>Runs forward from a position.</summary>
    /// <returns>The length of the match that the expression prefers; -1 without a match or when the budget is used up.</returns>
    internal int MatchForward(ReadOnlySpan<byte> data, int start, RegexScratch scratch)
    {
        scratch.StartRuns(start, runSets.Length);
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
                    if (runs.Length > 0)
                        LeaveRuns(index + 1, position, scratch);
                    break;
                }
                if (position < end)
                    Advance(at, data[position], data, position + 1, scratch);
            }
            scratch.SwapThreads();
        }
        return best;
    }

    /// <summary>Runs a backward program from a position to the left and takes down every start of a match in the scratch.</summary>
    internal void MatchBackward(ReadOnlySpan<byte> data, int position, RegexScratch scratch)
    {
        scratch.Starts.Clear();
        scratch.StartRuns(position, runSets.Length);
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
                else if (position > end)
                    Advance(at, data[position - 1], data, position - 1, scratch);
            }
            scratch.SwapThreads();
        }
    }

    /// <summary>Lets a thread take a byte; <paramref name="next"/> is the position behind it.</summary>
    private void Advance(int at, byte value, ReadOnlySpan<byte> data, int next, RegexScratch scratch)
    {
        if (code[at].Operation == RegexOperation.Run)
            AdvanceRun(at, value, data, next, scratch);
        else if (Contains(code[at].Argument, value))
            Follow(scratch.Next, at + 1, data, next, scratch);
    }

    private void AdvanceRun(int at, byte value, ReadOnlySpan<byte> data, int next, RegexScratch scratch)
    {
        var step = code[at];
        var run = runs[step.Argument];
        var time = Math.Abs(next - scratch.Origin);
        var (stays, leaves) = (false, false);
        for (var phase = 0; phase < run.Stride; phase++)
        {
            var queue = scratch.Runs[run.First + phase];
            if (queue.IsEmpty)
                continue;
            // Those that came in at this very time have not been asked for the byte.
            if (!Contains(runSets[run.First + ((time - 1 - phase + run.Stride) % run.Stride)], value))
                queue.DropUntil(time - 1);
            else if ((long)run.Max * run.Stride < time)
                queue.DropUntil(time - (run.Max * run.Stride) - 1);
            if (queue.IsEmpty)
                continue;
            stays |= queue.First < time;
            leaves |= time % run.Stride == phase && time - queue.First >= (long)run.Min * run.Stride;
        }
        var isGreedy = step.Other != 0;
        if (leaves && !isGreedy)
            Follow(scratch.Next, at + 1, data, next, scratch);
        if (stays && scratch.Next.See(at))
            scratch.Next.Append(at);
        if (leaves && isGreedy)
            Follow(scratch.Next, at + 1, data, next, scratch);
    }

    private void EnterRun(int run, int position, RegexScratch scratch)
    {
        var time = Math.Abs(position - scratch.Origin);
        scratch.Runs[runs[run].First + (time % runs[run].Stride)].Add(time);
    }

    /// <summary>Ends the threads from <paramref name="first"/> on that are in a run.</summary>
    private void LeaveRuns(int first, int position, RegexScratch scratch)
    {
        var time = Math.Abs(position - scratch.Origin);
        for (var index = first; index < scratch.Current.Count; index++)
        {
            var step = code[scratch.Current[index]];
            if (step.Operation != RegexOperation.Run)
                continue;
            var run = runs[step.Argument];
            for (var phase = 0; phase < run.Stride; phase++)
                scratch.Runs[run.First + phase].DropUntil(time);
        }
    }

    private bool Contains(int set, byte value) => (sets[(set * 4) + (value >> 6)] >> (value & 63) & 1) != 0;

    /// <summary>Adds the instructions that can take a byte after following jumps, splits and assertions from one.</summary>
    private void Follow(RegexScratch.ThreadList list, int instruction, ReadOnlySpan<byte> data, int position, RegexScratch scratch)
    {
        var stack = scratch.Stack;
        stack.Add(instruction);
        while (stack.Count > 0)
        {
            var at = stack[^1];
            stack.RemoveAt(stack.Count - 1);
            ref readonly var step = ref code[at];
            if (step.Operation == RegexOperation.Run)
                EnterRun(step.Argument, position, scratch);
            if (!list.See(at))
                continue;
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
