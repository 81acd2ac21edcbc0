using System.Globalization;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Scripts;
using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Expansion;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Looks at pages that a web server runs: ASP, ASP.NET and JSP. Their languages are not parsed; the text is looked at as it is.</summary>
internal sealed partial class ServerPageStage : IScanStage
{
    public string Name => "server-page";

    public string Version => "5";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0
        && (facts.Type.Id is "asp" or "aspx" or "jsp"
            || (facts.Type.Category is FileCategory.Text or FileCategory.Script && FileNames.Extension(facts.Name).ToUpperInvariant() is "ASP" or "ASPX" or "ASHX" or "ASMX" or "ASCX" or "CER" or "ASA" or "JSP" or "JSPX" or "JSPF")
            // A page of JSP that is XML to its last letter.
            || (facts.Identification.Encoding is not null && FileNames.Extension(facts.Name).Equals("jspx", StringComparison.OrdinalIgnoreCase))
            || facts.Name.Equals("web.config", StringComparison.OrdinalIgnoreCase));

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var page = ScriptSource.Plain(Unescaped(ScanText.AllOf(scan)));
        foreach (var sign in UnixSigns.ServerPage)
            if (sign.Find(page) is { } shown)
                scan.Report(sign.Heuristic, new Evidence(null, null, MemberName.Shorten(shown.Trim())));
        return ValueTask.CompletedTask;
    }

    // Java reads its escapes before anything else, with any number of the letter u (The Java Language Specification, 3.3).
    private static string Unescaped(string text) =>
        Escape().Replace(text, escape => ((char)ushort.Parse(escape.Groups["code"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex(@"\\u{1,20}(?<code>00[2-7][0-9A-Fa-f])", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
