namespace ScanHost.Yara.Matching;

/// <summary>One step of a <see cref="RegexProgram"/>.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Argument">The set, the target, the preferred target of a split, the assertion or the run.</param>
/// <param name="Other">The other target of a split; 1 for a greedy run.</param>
internal readonly record struct RegexInstruction(RegexOperation Operation, int Argument = 0, int Other = 0)
{
    /// <summary>True when all it refers to exists.</summary>
    internal bool IsValid(int codeLength, int setCount, int runCount) => Operation switch
    {
        RegexOperation.Take => (uint)Argument < (uint)setCount,
        RegexOperation.Jump => (uint)Argument < (uint)codeLength,
        RegexOperation.Split => (uint)Argument < (uint)codeLength && (uint)Other < (uint)codeLength,
        RegexOperation.Assert => (uint)Argument <= 3,
        RegexOperation.Run => (uint)Argument < (uint)runCount,
        _ => Operation == RegexOperation.Match,
    };
}

/// <summary>What a step does.</summary>
internal enum RegexOperation : byte
{
    /// <summary>Takes one byte of a set.</summary>
    Take,

    /// <summary>Goes on at another step.</summary>
    Jump,

    /// <summary>Goes on at two steps, the first of which is preferred.</summary>
    Split,

    /// <summary>Goes on where an assertion holds.</summary>
    Assert,

    /// <summary>The whole expression has matched.</summary>
    Match,

    /// <summary>Takes a fixed number of bytes, as often as its <see cref="RegexRun"/> says.</summary>
    Run,
}

/// <summary>
/// A counted repetition of a fixed number of bytes: one step of the program, however high the counts. All threads in it share it: it knows when
/// each has come in.
/// </summary>
/// <param name="First">The place of the first byte's set among those of all runs.</param>
/// <param name="Stride">Bytes of a round.</param>
/// <param name="Min">The least number of rounds, at least 1.</param>
/// <param name="Max">The greatest number of rounds.</param>
internal readonly record struct RegexRun(int First, int Stride, int Min, int Max)
{
    /// <summary>True when its counts make sense and all it refers to exists.</summary>
    internal bool IsValid(int runSetCount) => First >= 0 && Stride >= 1 && Stride <= runSetCount - First && Min >= 1 && Max >= Min;
}
