namespace ScanHost.Yara;

/// <summary>A piece of information that a rule carries.</summary>
/// <param name="Name">Its name; a rule can have several of one name.</param>
/// <param name="Value">An integer or a string.</param>
/// <param name="Type">Integer, string or boolean.</param>
public sealed record RuleMeta(string Name, YaraValue Value, YaraType Type);
