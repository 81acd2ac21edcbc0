namespace ScanHost.Yara.Matching;

/// <summary>One step of a <see cref="RegexProgram"/>.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Argument">The set, the target, the preferred target of a split or the assertion.</param>
/// <param name="Other">The other target of a split.</param>
internal readonly record struct RegexInstruction(RegexOperation Operation, int Argument = 0, int Other = 0)
{
    /// <summary>True when all it refers to exists.</summary>
    internal bool IsValid(int codeLength, int setCount) => Operation switch
    {
        RegexOperation.Take => (uint)Argument < (uint)setCount,
        RegexOperation.Jump => (uint)Argument < (uint)codeLength,
        RegexOperation.Split => (uint)Argument < (uint)codeLength && (uint)Other < (uint)codeLength,
        RegexOperation.Assert => (uint)Argument <= 3,
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
}
