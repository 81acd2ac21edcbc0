using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Scripts;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>
/// Tells in which script languages an artifact is worth reading. Content tells most; but the words of a short or a disguised script look
/// like any text, and then the name decides which program will run it.
/// </summary>
internal static partial class ScriptKind
{
    /// <summary>From here on the content's own answer is sure (a first line, a mark).</summary>
    private const int SureConfidence = 85;

    private const long MaxDisguisedBytes = 4 << 20;

    /// <summary>Manuals are full of code that nobody runs from them.</summary>
    private static readonly FrozenSet<string> Manuals = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "md", "markdown", "rst", "adoc", "pod", "mdx",
        // Rules and queries of those who look for such scripts quote them.
        "yar", "yara", "kql", "csl", "spl", "rules",
        // Records, and settings whose commands are taken out and judged for themselves.
        "yml", "yaml", "csv", "tsv", "jsonl", "ndjson", "sql");

    private static readonly FrozenDictionary<string, ScriptLanguage> ByType = new Dictionary<string, ScriptLanguage>
    {
        ["javascript"] = ScriptLanguage.JavaScript, ["typescript"] = ScriptLanguage.JavaScript, ["vbscript"] = ScriptLanguage.VbScript, ["vba"] = ScriptLanguage.VbScript, ["powershell"] = ScriptLanguage.PowerShell,
        ["batch"] = ScriptLanguage.Batch, ["shell"] = ScriptLanguage.Shell, ["python"] = ScriptLanguage.Python, ["php"] = ScriptLanguage.Php,
        ["php-template"] = ScriptLanguage.Php, ["m4"] = ScriptLanguage.Shell,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ScriptLanguage> ByExtension = new Dictionary<string, ScriptLanguage>
    {
        ["js"] = ScriptLanguage.JavaScript, ["jse"] = ScriptLanguage.JavaScript, ["mjs"] = ScriptLanguage.JavaScript, ["cjs"] = ScriptLanguage.JavaScript,
        ["vbs"] = ScriptLanguage.VbScript, ["bas"] = ScriptLanguage.VbScript, ["cls"] = ScriptLanguage.VbScript, ["frm"] = ScriptLanguage.VbScript, ["vbe"] = ScriptLanguage.VbScript, ["vb"] = ScriptLanguage.VbScript, ["ps1"] = ScriptLanguage.PowerShell, ["psm1"] = ScriptLanguage.PowerShell,
        ["psd1"] = ScriptLanguage.PowerShell, ["bat"] = ScriptLanguage.Batch, ["cmd"] = ScriptLanguage.Batch, ["sh"] = ScriptLanguage.Shell, ["bash"] = ScriptLanguage.Shell, ["zsh"] = ScriptLanguage.Shell, ["ksh"] = ScriptLanguage.Shell, ["command"] = ScriptLanguage.Shell, ["m4"] = ScriptLanguage.Shell,
        ["py"] = ScriptLanguage.Python, ["pth"] = ScriptLanguage.Python, ["pyw"] = ScriptLanguage.Python, ["php"] = ScriptLanguage.Php, ["phtml"] = ScriptLanguage.Php,
        ["php5"] = ScriptLanguage.Php, ["inc"] = ScriptLanguage.Php,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when a script of this language may stand in the artifact.</summary>
    public static bool MayBe(ArtifactFacts facts, ScriptLanguage language)
    {
        if (ByType.TryGetValue(facts.Type.Id, out var said) && said == language)
            return facts.Identification.Confidence >= SureConfidence || !Manuals.Contains(FileNames.Extension(facts.Name));
        // A web server runs a picture called .php, up to the last letter.
        if (language == ScriptLanguage.Php && facts.Type.Category == FileCategory.Image && facts.Size < MaxDisguisedBytes && FileNames.Extension(facts.Name).StartsWith("php", StringComparison.OrdinalIgnoreCase))
            return true;
        // A picture whose first bytes are a comment to JScript.
        if (language == ScriptLanguage.JavaScript && facts.Size < MaxDisguisedBytes && facts.Identification.AlsoValidAs.Any(other => other.Id == "javascript"))
            return true;
        return MayRunByName(facts) && ByExtension.TryGetValue(FileNames.Extension(facts.Name), out var claimed) && claimed == language;
    }

    /// <summary>
    /// True for a text of those who describe such scripts: its addresses are written so that nothing follows them (hxxp, [.]), or it has lists of sentences, which no
    /// parser takes; and no program runs it by its name.
    /// </summary>
    public static bool IsReport(ArtifactFacts facts, ScriptLanguage language, string text) =>
        facts.Identification.Confidence < SureConfidence && facts.Relation is not "decoded" and not "script" && !ByExtension.ContainsKey(FileNames.Extension(facts.Name))
        && ((text.Contains("hxxp", StringComparison.OrdinalIgnoreCase) && text.Contains("[.]", StringComparison.Ordinal)) || (IsParsedWhole(language) && IsProse(text)));

    // Shells go line by line, and go on behind one that they do not understand.
    private static bool IsParsedWhole(ScriptLanguage language) => language is ScriptLanguage.PowerShell or ScriptLanguage.JavaScript or ScriptLanguage.VbScript or ScriptLanguage.Python;

    // Unless it hides in a comment or a long text of a script, a line of a list is an error to each of those parsers.
    private static bool IsProse(string text) => text.Length < MaxProse && ListLine().Count(text) >= MinListLines && !LongText().IsMatch(text);

    private const int MaxProse = 1 << 20;
    private const int MinListLines = 3;

    [GeneratedRegex(@"^[ \t]{0,8}[-*\u2022] [A-Za-z][\w'-]{0,30}:? [A-Za-z][^\n]{8,300}$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ListLine();

    [GeneratedRegex(@"<#|@['""]|/\*|""""""|'''|<<", RegexOptions.CultureInvariant)]
    private static partial Regex LongText();

    private static bool MayRunByName(ArtifactFacts facts) =>
        facts.Type.Category is FileCategory.Text or FileCategory.Script
            ? facts.Identification.Confidence < SureConfidence || facts.Type.IsA("html")
            // A mark of UTF-16 before plain letters, or a NUL among them, keeps a batch file from being read as text at all.
            : facts.Type.Category == FileCategory.Unknown && facts.Size < 16 << 20;
}
