using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Scripts;
using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Expansion;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Looks at pages that a web server runs: ASP, ASP.NET and JSP. Their languages are not parsed; the text is looked at as it is.</summary>
internal sealed class ServerPageStage : IScanStage
{
    public string Name => "server-page";

    public string Version => "4";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0
        && (facts.Type.Id is "asp" or "aspx" or "jsp"
            || (facts.Type.Category is FileCategory.Text or FileCategory.Script && FileNames.Extension(facts.Name).ToUpperInvariant() is "ASP" or "ASPX" or "ASHX" or "ASMX" or "ASCX" or "CER" or "ASA" or "JSP" or "JSPX" or "JSPF")
            || facts.Name.Equals("web.config", StringComparison.OrdinalIgnoreCase));

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var page = ScriptSource.Plain(ScanText.AllOf(scan));
        foreach (var sign in UnixSigns.ServerPage)
            if (sign.Find(page) is { } shown)
                scan.Report(sign.Heuristic, new Evidence(null, null, MemberName.Shorten(shown.Trim())));
        return ValueTask.CompletedTask;
    }
}
