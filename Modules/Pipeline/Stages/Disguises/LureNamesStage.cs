using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Disguises;

/// <summary>Looks for names that are dressed up for the eye.</summary>
internal sealed partial class LureNamesStage : IScanStage
{
    public string Name => "lure-names";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Name.AsSpan().ContainsAnyExceptInRange('\0', '\x7F');

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var name = scan.Facts.Name;
        if (Picture().IsMatch(name) && FileNames.Extension(name).ToLowerInvariant() is "htm" or "html" or "shtml" or "svg")
            scan.Report(DisguiseHeuristics.LureGlyph, new Evidence(null, null, MemberName.Shorten(name)));
        if (MixedWord().IsMatch(name))
            scan.Report(DisguiseHeuristics.Homoglyph, new Evidence(null, null, MemberName.Shorten(name)));
        return ValueTask.CompletedTask;
    }

    // Telephones, locks, keys, sheets, envelopes, notes: the pictures of missed calls, protected files and invoices.
    [GeneratedRegex(@"[\u260E\u2706\u2709\u23F5\u25B6\u266B]|\uD83D[\uDCDE-\uDCE0\uDCF1\uDCF2\uDD0F-\uDD13\uDCC4\uDCC3\uDCD1\uDCE7-\uDCE9\uDCB0\uDCB3]|\uD83C[\uDFB5\uDFB6\uDFA4]")]
    private static partial Regex Picture();

    // A Latin letter beside a Cyrillic or Greek one that looks like Latin.
    [GeneratedRegex(@"[A-Za-z][\u0405\u0406\u0408\u0410\u0412\u0415\u041A\u041C-\u041E\u0420-\u0422\u0425\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u03BF\u0391\u0392\u0395-\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7]|[\u0405\u0406\u0408\u0410\u0412\u0415\u041A\u041C-\u041E\u0420-\u0422\u0425\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u03BF\u0391\u0392\u0395-\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7][A-Za-z]")]
    private static partial Regex MixedWord();
}
