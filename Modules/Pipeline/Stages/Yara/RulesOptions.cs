namespace ScanHost.Pipeline.Stages.Yara;

/// <summary>Where YARA rules are.</summary>
internal sealed class RulesOptions
{
    public const string Section = "Rules";

    /// <summary>
    /// Rule files, or folders with rule files (<c>.yar</c>, <c>.yara</c>) in and below them, besides the rules that ScanHost brings.
    /// Changes of them are taken up while the program runs. Default none.
    /// </summary>
    public IReadOnlyList<string> Paths { get; init; } = [];
}
