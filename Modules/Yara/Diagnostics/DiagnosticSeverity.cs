namespace ScanHost.Yara;

/// <summary>How bad a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The rule works, perhaps not as meant or not fast.</summary>
    Warning,

    /// <summary>The rule is left out; the others are not touched.</summary>
    Error,
}
