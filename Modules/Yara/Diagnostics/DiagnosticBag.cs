using ScanHost.Yara.Syntax;

namespace ScanHost.Yara.Diagnostics;

/// <summary>Collects what there is to say, up to a bound.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>A hostile file has no end of errors.</summary>
    private const int MaxDiagnostics = 100_000;

    private readonly List<Diagnostic> diagnostics = [];

    public IReadOnlyList<Diagnostic> All => diagnostics;

    public void Error(SourceText source, DiagnosticCode code, TextSpan span, string? rule, string message) =>
        Add(DiagnosticSeverity.Error, source, code, span, rule, message);

    public void Warning(SourceText source, DiagnosticCode code, TextSpan span, string? rule, string message) =>
        Add(DiagnosticSeverity.Warning, source, code, span, rule, message);

    private void Add(
        DiagnosticSeverity severity, SourceText source, DiagnosticCode code, TextSpan span, string? rule, string message)
    {
        if (diagnostics.Count > MaxDiagnostics)
            return;

        if (diagnostics.Count == MaxDiagnostics)
            (severity, code, message) = (DiagnosticSeverity.Error, DiagnosticCode.TooManyDiagnostics, "too many diagnostics");

        var (line, column) = source.Position(span.Start);
        diagnostics.Add(new Diagnostic(
            severity, code, message, source.Name, line, column, Math.Max(1, span.Length), rule, source.LineText(line)));
    }
}
