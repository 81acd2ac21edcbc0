namespace ScanHost.Yara.Matching;

/// <summary>A pattern would compile to more code than is allowed.</summary>
internal sealed class PatternTooLargeException() : Exception("regular expression is too large");
