using ScanHost.Yara.Syntax;

namespace ScanHost.Yara.Diagnostics;

/// <summary>Ends the compilation of one rule. Never leaves the compiler.</summary>
internal sealed class RuleErrorException(DiagnosticCode code, TextSpan span, string message) : Exception(message)
{
    public DiagnosticCode Code { get; } = code;

    public TextSpan Span { get; } = span;
}
