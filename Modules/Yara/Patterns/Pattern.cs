namespace ScanHost.Yara.Patterns;

/// <summary>A string of a rule: what is searched for in the scanned bytes.</summary>
internal abstract record Pattern;

/// <summary>A text string.</summary>
/// <param name="Text">Its bytes, escapes resolved; at least one.</param>
/// <param name="Modifiers">Its modifiers, in a combination that the language allows.</param>
internal sealed record TextPattern(byte[] Text, PatternModifiers Modifiers) : Pattern;

/// <summary>A hex string. The shortest match at each offset counts.</summary>
/// <param name="Root">What <see cref="HexPatternParser"/> made of its body.</param>
internal sealed record HexPattern(RegexNode Root) : Pattern;

/// <summary>A regular expression. Greedy ones match the longest text at each offset, others the shortest.</summary>
/// <param name="Root">What <see cref="RegexParser"/> made of its body.</param>
/// <param name="Modifiers">Its modifiers; <c>/i</c> and <c>/s</c> among the flags.</param>
internal sealed record RegexPattern(RegexNode Root, PatternModifiers Modifiers) : Pattern;
