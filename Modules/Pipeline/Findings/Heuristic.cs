using ScanHost.Contracts.Scanning;

namespace ScanHost.Pipeline.Findings;

/// <summary>What a finding means: everything about it that does not depend on the file.</summary>
/// <param name="Id">Stable id, dotted lower case.</param>
/// <param name="Title">One line for a person.</param>
/// <param name="Severity">How bad if true.</param>
/// <param name="Confidence">How sure.</param>
/// <param name="Category">Kind of evidence.</param>
/// <param name="Attack">MITRE ATT&amp;CK technique ids.</param>
internal sealed record Heuristic(
    string Id, string Title, Severity Severity, Confidence Confidence, FindingCategory Category, params string[] Attack);
