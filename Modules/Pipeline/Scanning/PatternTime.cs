using ScanHost.Formats.Scripts;

namespace ScanHost.Pipeline.Scanning;

/// <summary>
/// How long one search with a regular expression may take. A search cannot be canceled, so without a limit a hostile text would hold
/// a stage past its own time, and the whole scan would be given up instead of the one stage.
/// </summary>
internal static class PatternTime
{
    /// <summary>Shorter than <see cref="ScanWatch.Grace"/>: a search that has just begun when a stage is canceled ends within the grace.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(SearchTime.Limit);

    /// <summary>The words of the gap.</summary>
    public const string Missed = "A search in the text ran past its time; what it looks for was not found out.";

    /// <summary>
    /// Makes it the limit of every expression of the process that names none of its own. The runtime reads it once, when the first
    /// expression of an assembly is made, so this has to run before any scan.
    /// See https://learn.microsoft.com/dotnet/api/system.text.regularexpressions.regex.matchtimeout
    /// </summary>
    public static void Apply() => AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", Limit);
}
