namespace ScanHost.Yara.Patterns;

/// <summary>What is wrong with the body of a hex string or a regular expression.</summary>
/// <param name="Offset">Where, in bytes from the start of the body.</param>
/// <param name="Message">In libyara's words where it has some.</param>
internal sealed record PatternProblem(int Offset, string Message);

/// <summary>A parsed body: either a tree or an error; warnings in both cases.</summary>
/// <param name="Root">The tree; null when there is an error.</param>
/// <param name="Error">The first error; null when there is none.</param>
/// <param name="Warnings">What the rule's author should know.</param>
internal sealed record ParsedRegex(RegexNode? Root, PatternProblem? Error, IReadOnlyList<PatternProblem> Warnings)
{
    /// <summary>True when something repeats greedily: the longest match at each offset counts, otherwise the shortest.</summary>
    internal bool IsGreedy { get; init; }

    /// <summary>True when a dot repeats without limit (<c>.*</c>, <c>.+</c>, <c>.{3,}</c>), which deserves a warning in a string.</summary>
    internal bool HasUnboundedDot { get; init; }
}
