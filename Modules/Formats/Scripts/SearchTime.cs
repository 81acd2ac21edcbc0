namespace ScanHost.Formats.Scripts;

/// <summary>
/// How long one search with a regular expression may take. The limit of the process (<c>REGEX_DEFAULT_MATCH_TIMEOUT</c>) reaches those for which the generator makes code; one with a reference back
/// without regard to case is interpreted, and has to name the limit itself.
/// </summary>
public static class SearchTime
{
    /// <summary>In milliseconds.</summary>
    public const int Limit = 10_000;
}
