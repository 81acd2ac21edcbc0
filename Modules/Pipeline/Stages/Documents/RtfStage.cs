using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Ole;
using ScanHost.Formats.Rtf;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Scripts;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Judges RTF documents by their objects, templates, fields and the state of their syntax.</summary>
internal sealed partial class RtfStage : IScanStage
{
    private const int MaxHonestDepth = 1000;
    private const int MaxHonestInterruptions = 20;

    public string Name => "rtf-objects";

    public string Version => "3";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBeA("rtf");

    // {0002CE02-0000-0000-C000-000000000046}, little end first.
    private static ReadOnlySpan<byte> EquationClass => [0x02, 0xCE, 0x02, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var document = RtfDocument.Parse(scan.Content.Span, cancellationToken);
        if (document.HasBadHeader)
            scan.Report(DocumentHeuristics.RtfBadHeader);
        if (document.Depth > MaxHonestDepth)
            Report(scan, DocumentHeuristics.RtfObfuscated, FormattableString.Invariant($"groups nested {document.Depth} deep"));
        foreach (var item in document.Objects)
            CheckObject(scan, item);
        foreach (var template in document.Templates.Where(OleMonikers.IsRemote))
        {
            ReportRemote(scan, DocumentHeuristics.RtfTemplate, template);
            if (NamelessHosts.IsNameless(template))
                Report(scan, DocumentHeuristics.NamelessSource, template);
        }
        foreach (var field in document.Fields.Where(field => Dde().IsMatch(field)))
        {
            Report(scan, DocumentHeuristics.RtfDde, field);
            CommandSigns.Report(scan, field.Replace("\"", " ", StringComparison.Ordinal), cancellationToken);
        }
        if (document.Objects.Count > 0)
            scan.Note("objects", new JsonArray([.. document.Objects.Take(50).Select(item => new JsonObject
            {
                ["class"] = MemberName.Shorten(ClassOf(item)), ["size"] = item.Data.Length, ["offset"] = item.Offset,
            })]));
        return ValueTask.CompletedTask;
    }

    private static string ClassOf(RtfObject item) => Ole1Object.Read(item.Data)?.ClassName is { Length: > 0 } name ? name : item.Class;

    private static void CheckObject(IScanContext scan, RtfObject item)
    {
        var at = new Evidence(item.Offset, 0, MemberName.Shorten(ClassOf(item)));
        if (item is { IsUpdated: true, Data.Length: > 0 })
            scan.Report(DocumentHeuristics.RtfObjUpdate, at);
        if (item.Interruptions > MaxHonestInterruptions)
            scan.Report(DocumentHeuristics.RtfObfuscated, at);
        if (IsEquation(item))
            scan.Report(DocumentHeuristics.RtfEquation, at);
        foreach (var target in OleMonikers.Find(item.Data).Where(OleMonikers.IsRemote))
            ReportRemote(scan, DocumentHeuristics.RtfLink, target);
        if (Ole1Object.Read(item.Data)?.Package is { } package)
            CheckPackage(scan, package);
    }

    private static void CheckPackage(IScanContext scan, OlePackage package)
    {
        var content = FileIdentifier.Identify(package.Data.Span);
        if (PayloadNames.IsProgram(package.FileName) || PayloadNames.IsProgram(content) || PayloadNames.IsShortcut(package.FileName, content))
            Report(scan, DocumentHeuristics.RtfPackedProgram, package.FileName);
    }

    // Word itself writes an equation with its native stream; exploits leave out or overflow it.
    private static bool IsEquation(RtfObject item)
    {
        var isClass = item.Class.StartsWith("Equation", StringComparison.OrdinalIgnoreCase) || ClassOf(item).StartsWith("Equation", StringComparison.OrdinalIgnoreCase)
            || item.Data.AsSpan().IndexOf(EquationClass) >= 0;
        return isClass && !HasHonestEquation(item);
    }

    private static bool HasHonestEquation(RtfObject item)
    {
        var native = Ole1Object.Read(item.Data)?.NativeData ?? default;
        try
        {
            var ole = OleFile.Parse(native);
            return ole.Find("Equation Native") is { } stream && EquationNative.IsHonest(ole.Read(stream).Span);
        }
        catch (Formats.MalformedFileException)
        {
            // Converters write the native stream itself, without a file around it.
            return EquationNative.IsHonest(native.Span);
        }
    }

    private static void ReportRemote(IScanContext scan, Heuristic heuristic, string target)
    {
        Report(scan, heuristic, target);
        if (target.Contains("://", StringComparison.Ordinal))
            scan.Indicate("url", target);
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string evidence) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(evidence)));

    [GeneratedRegex(@"\bDDE(?:AUTO)?\b.*(?:\bcmd\b|powershell|mshta|rundll32|regsvr32|wscript|cscript|certutil|msiexec)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Dde();
}
