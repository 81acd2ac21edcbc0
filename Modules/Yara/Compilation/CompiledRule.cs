using ScanHost.Yara.Scanning.Conditions;

namespace ScanHost.Yara.Compilation;

/// <summary>A rule in a rule set.</summary>
/// <param name="Info">What its author said.</param>
/// <param name="Namespace">Number of its namespace.</param>
/// <param name="FirstPattern">Number of its first pattern; the others follow.</param>
/// <param name="Patterns">Its strings.</param>
/// <param name="Condition">Its condition.</param>
internal sealed record CompiledRule(Rule Info, int Namespace, int FirstPattern, CompiledPattern[] Patterns, Node Condition);

/// <summary>A string of a rule.</summary>
/// <param name="Name">With its <c>$</c>.</param>
/// <param name="IsPrivate">Its matches are not reported.</param>
/// <param name="IsHex">It is a hex string.</param>
internal readonly record struct CompiledPattern(string Name, bool IsPrivate, bool IsHex);
