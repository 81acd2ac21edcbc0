using System.Globalization;
using System.Text;

namespace ScanHost.Yara;

/// <summary>One thing that the compiler has to say about a place in a rule file.</summary>
/// <param name="Severity">Whether the rule was left out.</param>
/// <param name="Code">What it is about.</param>
/// <param name="Message">For a person, in YARA's words. May contain text of the rules.</param>
/// <param name="File">Name of the source, as it was given.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in bytes.</param>
/// <param name="Length">Of the marked text, in bytes; at least 1.</param>
/// <param name="Rule">The rule's name; null outside a rule.</param>
/// <param name="SourceLine">The whole line, cut to a readable length; control characters are replaced.</param>
public sealed record Diagnostic(
    DiagnosticSeverity Severity,
    DiagnosticCode Code,
    string Message,
    string File,
    int Line,
    int Column,
    int Length,
    string? Rule,
    string SourceLine)
{
    /// <summary>One line, as the yara tool prints it.</summary>
    public override string ToString()
    {
        var kind = Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return Rule is null
            ? string.Create(CultureInfo.InvariantCulture, $"{File}({Line}): {kind}: {Message}")
            : string.Create(CultureInfo.InvariantCulture, $"{kind}: rule \"{Rule}\" in {File}({Line}): {Message}");
    }

    /// <summary>Several lines: code, place, message, the source line and carets under the marked text.</summary>
    public string ToDetailedString()
    {
        var kind = Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{kind}[Y{(int)Code}]: {Message}\n");
        text.Append(CultureInfo.InvariantCulture, $"  --> {File}:{Line}:{Column}");
        if (Rule is not null)
            text.Append(CultureInfo.InvariantCulture, $" in rule {Rule}");

        if (Column <= SourceLine.Length + 1)
        {
            var marks = Math.Clamp(Length, 1, Math.Max(1, SourceLine.Length - Column + 1));
            text.Append("\n   | ").Append(SourceLine);
            text.Append("\n   | ").Append(' ', Column - 1).Append('^', marks);
        }

        return text.ToString();
    }
}
