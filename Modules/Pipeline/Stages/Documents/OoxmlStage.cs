using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Office;
using ScanHost.Formats.Ole;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Scripts;
using LinkIndicators = ScanHost.Pipeline.Stages.Indicators.LinkSigns;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Looks at an Office Open XML package as a whole: what it loads from elsewhere, what runs by itself, what it carries.</summary>
internal sealed partial class OoxmlStage : IScanStage
{
    private const int MaxListed = 32;
    private const int MaxStores = 500;
    private const int MaxXmlBytes = 16 << 20;
    private const int MaxLetterBytes = 1 << 20;

    /// <summary>More text than this is a document with a purpose of its own: letters.</summary>
    private const int MaxBaitWords = 4000;

    public string Name => "ooxml";

    public string Version => "4";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBeA("openxml");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var package = OpcPackage.Parse(scan.Content);
        if (package.Start > 0)
            scan.Report(DocumentHeuristics.PrependedPackage, new Evidence(0, package.Start, null));
        CheckRelationships(scan, package);
        cancellationToken.ThrowIfCancellationRequested();
        CheckParts(scan, package, cancellationToken);
        CheckWords(scan, package);
        XlsxMacroSheets.Check(scan, package);
        NoteProperties(scan, package);
        return ValueTask.CompletedTask;
    }

    private static void CheckRelationships(IScanContext scan, OpcPackage package)
    {
        var external = new JsonArray();
        foreach (var relationship in package.ReadRelationships().Where(relationship => relationship.IsExternal))
        {
            if (relationship.Kind != "hyperlink" && external.Count < MaxListed)
                external.Add((JsonNode)new JsonObject { ["kind"] = MemberName.Shorten(relationship.Kind), ["target"] = MemberName.Shorten(relationship.Target) });
            CheckTarget(scan, relationship);
            CheckCommand(scan, relationship);
        }

        if (external.Count > 0)
            scan.Note("external", external);
    }

    private static void CheckTarget(IScanContext scan, OpcRelationship relationship)
    {
        var target = relationship.Target.Trim();
        var runsScript = ScriptHandler().IsMatch(target);
        if (!runsScript && !OleMonikers.IsRemote(target))
            return;
        var heuristic = HeuristicFor(relationship);
        if (heuristic is not null)
        {
            Report(scan, heuristic, $"{relationship.Kind}: {target}");
            if (NamelessHosts.IsNameless(target))
                Report(scan, DocumentHeuristics.NamelessSource, target);
        }
        else if (!runsScript)
            return;
        if (runsScript)
            Report(scan, DocumentHeuristics.RemoteScriptObject, target);
        if (target.Contains("://", StringComparison.Ordinal))
            scan.Indicate("url", target);
    }

    // What a presentation starts at a click or when the mouse passes is named where an address would stand.
    private static void CheckCommand(IScanContext scan, OpcRelationship relationship)
    {
        var target = Uri.UnescapeDataString(relationship.Target.Trim());
        if (Scheme().IsMatch(target) || !CommandLines.Is(target))
            return;
        Report(scan, DocumentHeuristics.CommandLink, target);
        CommandSigns.Report(scan, target, CancellationToken.None);
    }

    private static Heuristic? HeuristicFor(OpcRelationship relationship) => relationship.Kind switch
    {
        "attachedTemplate" => DocumentHeuristics.RemoteTemplate,
        "oleObject" or "frame" or "subDocument" or "aFChunk" or "package" or "control" => DocumentHeuristics.RemoteObject,
        _ when relationship.Source.StartsWith("customUI/", StringComparison.OrdinalIgnoreCase) => DocumentHeuristics.RemoteRibbon,
        _ => null,
    };

    // A letter as a document: the code to scan is one of its pictures, an artifact of its own; what a picture is said to show counts as text.
    private static void CheckWords(IScanContext scan, OpcPackage package)
    {
        var words = new StringBuilder();
        foreach (var part in package.Parts.Where(part => Pages().IsMatch(part)).Take(MaxListed))
            OfficeXml.Walk(
                package.Read(part, MaxLetterBytes),
                reader => words.Append(reader.GetAttribute("descr") is { } shown ? shown + ". " : ""),
                text => words.Append(text).Append(' '));
        var bait = BaitWords.Of(words.ToString());
        if (BaitWords.HasScanLure(bait))
            scan.Report(ImageHeuristics.ScanLure);
        var links = package.ReadRelationships().Where(relationship => relationship.IsExternal && relationship.Kind == "hyperlink").Select(relationship => relationship.Target.Trim()).Distinct(StringComparer.Ordinal).Take(MaxListed).ToArray();
        foreach (var link in links)
            if (LinkIndicators.Of(link) is { } sign)
                Report(scan, sign, link);
        if (words.Length < MaxBaitWords && links is { Length: 1 or 2 } && bait.HasFlag(Bait.Document) && (bait & (Bait.SignIn | Bait.Account)) != 0
            && links.FirstOrDefault(LeadsToStranger) is { } stranger)
            Report(scan, DocumentHeuristics.OfficeBait, stranger);
    }

    private static bool LeadsToStranger(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var target) && target.Scheme is "http" or "https" && !Makers().IsMatch(target.Host);

    // Those whose programs show protected documents.
    [GeneratedRegex(@"(?:^|\.)(?:microsoft|microsoftonline|office|office365|sharepoint|live|adobe|google|docusign)\.(?:com|net)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Makers();

    [GeneratedRegex(@"^(?:word/document\.xml|xl/sharedStrings\.xml|xl/worksheets/sheet\d+\.xml|xl/drawings/drawing\d+\.xml|ppt/slides/slide\d+\.xml)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pages();

    [GeneratedRegex(@"^(?:https?|mailto|ftp|file|tel):", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();

    private static void CheckParts(IScanContext scan, OpcPackage package, CancellationToken cancellationToken)
    {
        foreach (var part in package.Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckPart(scan, package, part);
        }

        if (!package.Parts.Any(part => part.EndsWith("/vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            return;
        if (PromisesNoMacros(scan.Facts))
            Report(scan, DocumentHeuristics.MacrosUnderPlainType, "vbaProject.bin");
        CheckHiddenCommands(scan, package, cancellationToken);
    }

    // Where macros fetch their texts from: variables, properties, shared cell texts, descriptions of pictures.
    private static void CheckHiddenCommands(IScanContext scan, OpcPackage package, CancellationToken cancellationToken)
    {
        var stores = package.Parts.Where(part => Stores().IsMatch(part)).ToList();
        if (stores.Count > MaxStores)
            scan.Miss(GapReason.Limit, $"Only the first {MaxStores} parts where macros keep texts are looked at.");
        foreach (var part in stores.Take(MaxStores))
            OfficeXml.Walk(
                package.Read(part, MaxXmlBytes),
                reader => Check((reader.LocalName == "docVar" ? reader.GetAttribute("val", reader.NamespaceURI) : reader.GetAttribute("descr")) ?? ""),
                Check);

        void Check(string text)
        {
            if (text.Length is < 12 or > 8192 || !CommandLines.Is(text.Trim()))
                return;
            Report(scan, DocumentHeuristics.HiddenCommand, text);
            CommandSigns.Report(scan, text, cancellationToken);
        }
    }

    [GeneratedRegex(@"^(?:word/settings\.xml|word/document\.xml|docProps/\w+\.xml|xl/sharedStrings\.xml|xl/drawings/drawing\d+\.xml)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Stores();

    private static bool PromisesNoMacros(ArtifactFacts facts) =>
        facts.Type.Id is "docx" or "dotx" or "xlsx" or "xltx" or "pptx" or "potx" or "ppsx"
        || FileNames.Extension(facts.Name).ToUpperInvariant() is "DOCX" or "XLSX" or "PPTX" or "DOTX" or "XLTX" or "PPSX";

    private static void CheckPart(IScanContext scan, OpcPackage package, string part)
    {
        if (part.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase))
        {
            if (EmbeddedPayloads.Find(package.Read(part, 64 << 20), part) is { } payload)
                Report(scan, DocumentHeuristics.EmbeddedProgram, payload);
        }
        else if (part.Contains("/activeX/", StringComparison.OrdinalIgnoreCase) && part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            scan.Report(DocumentHeuristics.ActiveX);
        else if (part.StartsWith("customUI/", StringComparison.OrdinalIgnoreCase) && part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            CheckRibbon(scan, package.Read(part, MaxXmlBytes));
        else if (part.StartsWith("xl/externalLinks/externalLink", StringComparison.OrdinalIgnoreCase))
            CheckDdeLinks(scan, package.Read(part, MaxXmlBytes));
        else if (part.StartsWith("word/", StringComparison.OrdinalIgnoreCase) && part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            CheckFields(scan, package.Read(part, MaxXmlBytes));
        else if (part.Equals("docProps/custom.xml", StringComparison.OrdinalIgnoreCase))
            CheckAddIn(scan, package.Read(part, MaxXmlBytes));
    }

    private static void CheckRibbon(IScanContext scan, byte[] xml) =>
        OfficeXml.Walk(xml, reader =>
        {
            if (reader.GetAttribute("onLoad") is { } call && (call.Contains("://", StringComparison.Ordinal) || call.Contains(@"\\", StringComparison.Ordinal)))
                Report(scan, DocumentHeuristics.RemoteRibbon, call);
        });

    private static void CheckDdeLinks(IScanContext scan, byte[] xml) =>
        OfficeXml.Walk(xml, reader =>
        {
            if (reader.LocalName != "ddeLink")
                return;
            var link = $"{reader.GetAttribute("ddeService")} {reader.GetAttribute("ddeTopic")}";
            scan.Note("dde_link", MemberName.Shorten(link));
            if (!Commands().IsMatch(link))
                return;
            Report(scan, DocumentHeuristics.Dde, link);
            CommandSigns.Report(scan, link, CancellationToken.None);
        });

    private static void CheckFields(IScanContext scan, byte[] xml)
    {
        foreach (var instruction in WordFields.Resolved(WordFields.Read(xml)))
        {
            if (!DdeField().IsMatch(instruction) || !Commands().IsMatch(instruction))
                continue;
            Report(scan, DocumentHeuristics.Dde, instruction);
            CommandSigns.Report(scan, instruction.Replace("\"", " ", StringComparison.Ordinal), CancellationToken.None);
        }
    }

    // An add-in built for Office names its manifest in a property: [MS-OFFMACRO2], and "Custom document properties overview" of VSTO.
    private static void CheckAddIn(IScanContext scan, byte[] xml)
    {
        var isLocation = false;
        OfficeXml.Walk(
            xml,
            reader => isLocation = reader.LocalName == "property" ? reader.GetAttribute("name") == "_AssemblyLocation" : isLocation,
            text =>
            {
                if (isLocation && OleMonikers.IsRemote(text.Trim()))
                    Report(scan, DocumentHeuristics.RemoteVsto, text.Trim());
            });
    }

    private static void NoteProperties(IScanContext scan, OpcPackage package)
    {
        scan.Note("parts", package.Parts.Count);
        foreach (var part in new[] { "docProps/core.xml", "docProps/app.xml" })
        {
            string? name = null;
            OfficeXml.Walk(
                package.Read(part, 1 << 20),
                reader => name = reader.LocalName is "creator" or "lastModifiedBy" or "title" or "subject" or "description" or "keywords" or "created" or "modified"
                    or "Template" or "Application" or "Company" ? JsonName(reader.LocalName) : null,
                text =>
                {
                    if (name is not null)
                        scan.Note(name, MemberName.Shorten(text));
                    name = null;
                });
        }
    }

    private static string JsonName(string element)
    {
        var name = new StringBuilder();
        foreach (var character in element)
            _ = char.IsUpper(character) && name.Length > 0 ? name.Append('_').Append(char.ToLowerInvariant(character)) : name.Append(char.ToLowerInvariant(character));
        return name.ToString();
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string evidence) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(evidence)));

    [GeneratedRegex(@"^(?:mhtml:|mk:@|script:|ms-msdt:|ms-search|search-ms:|ms-officecmd:|its:|ms-its:)|!x-usc:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ScriptHandler();

    [GeneratedRegex(@"\bDDE(?:AUTO)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DdeField();

    [GeneratedRegex(
        @"\bcmd\b|powershell|\bpwsh\b|mshta|rundll32|regsvr32|wscript|cscript|certutil|msiexec|bitsadmin|schtasks|\bwmic\b|forfiles",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Commands();
}
