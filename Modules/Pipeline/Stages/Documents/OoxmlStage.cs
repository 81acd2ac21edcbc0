using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Office;
using ScanHost.Formats.Ole;
using ScanHost.Formats.Scripts;
using ScanHost.Formats.Xls;
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

    /// <summary>Windows starts no longer command line (CreateProcessW, lpCommandLine).</summary>
    private const int MaxCommandLine = 32_767;

    private const int MaxLinks = 100_000;
    private const int MaxLetterBytes = 1 << 20;
    private const int MaxPropertyBytes = 1 << 20;
    private const int MaxEmbeddingBytes = 64 << 20;

    /// <summary>More text than this is a document with a purpose of its own: letters.</summary>
    private const int MaxBaitWords = 4000;

    public string Name => "ooxml";

    public string Version => "5";

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
        CheckEmbeddings(scan, package, cancellationToken);
        MissUnread(scan, package);
        return ValueTask.CompletedTask;
    }

    private static void MissUnread(IScanContext scan, OpcPackage package)
    {
        if (package.IsCut)
            scan.Miss(GapReason.Limit, $"Of a part at most {OpcPackage.MaxPartBytes} bytes are looked at, of all together {OpcPackage.MaxTotalBytes}, and {OpcPackage.MaxListed} parts and relationships.");
        if (package.HasBrokenXml)
            scan.Miss(GapReason.Damaged, $"The XML of a part ends early, is nested deeper than {OfficeXml.MaxDepth} elements or has more fields than are read.");
    }

    private static void CheckRelationships(IScanContext scan, OpcPackage package)
    {
        var external = new JsonArray();
        foreach (var relationship in package.Relationships.Where(relationship => relationship.IsExternal))
        {
            if (relationship.Kind != "hyperlink" && external.Count < MaxListed)
                external.Add((JsonNode)new JsonObject { ["kind"] = MemberName.Shorten(relationship.Kind), ["target"] = MemberName.Shorten(relationship.Target) });
            CheckTarget(scan, package, relationship);
            CheckCommand(scan, relationship);
        }

        if (external.Count > 0)
            scan.Note("external", external);
    }

    private static void CheckTarget(IScanContext scan, OpcPackage package, OpcRelationship relationship)
    {
        var target = relationship.Target.Trim();
        var runsScript = ScriptHandler().IsMatch(target);
        if (!runsScript && !OleMonikers.IsRemote(target))
            return;
        var heuristic = HeuristicFor(package, relationship);
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

    private static Heuristic? HeuristicFor(OpcPackage package, OpcRelationship relationship) => relationship.Kind switch
    {
        "attachedTemplate" => DocumentHeuristics.RemoteTemplate,
        "oleObject" or "frame" or "subDocument" or "aFChunk" or "package" or "control" => DocumentHeuristics.RemoteObject,
        _ when relationship.Source.StartsWith("customUI/", StringComparison.OrdinalIgnoreCase) || package.RoleOf(relationship.Owner).HasFlag(OpcRole.Ribbon) => DocumentHeuristics.RemoteRibbon,
        _ => null,
    };

    // A letter as a document: the code to scan is one of its pictures, an artifact of its own; what a picture is said to show counts as text.
    private static void CheckWords(IScanContext scan, OpcPackage package)
    {
        var words = new StringBuilder();
        foreach (var part in package.PartsOf(OpcRole.Page).Take(MaxListed))
            OfficeXml.Walk(
                package.ReadStart(part, MaxLetterBytes),
                reader => words.Append(reader.GetAttribute("descr") is { } shown ? shown + ". " : ""),
                text => words.Append(text).Append(' '));
        var bait = BaitWords.Of(words.ToString());
        if (BaitWords.HasScanLure(bait))
            scan.Report(ImageHeuristics.ScanLure);
        var links = package.Relationships.Where(relationship => relationship.IsExternal && relationship.Kind == "hyperlink").Select(relationship => relationship.Target.Trim()).Distinct(StringComparer.Ordinal).ToArray();
        if (links.Length > MaxLinks)
            scan.Miss(GapReason.Limit, $"Only the first {MaxLinks} different links are looked at.");
        foreach (var link in links.Take(MaxLinks))
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

    [GeneratedRegex(@"^(?:https?|mailto|ftp|file|tel):", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();

    private static void CheckParts(IScanContext scan, OpcPackage package, CancellationToken cancellationToken)
    {
        foreach (var part in package.Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckPart(scan, package, part);
        }

        if (!package.PartsOf(OpcRole.Macros).Any())
            return;
        if (PromisesNoMacros(scan.Facts))
            Report(scan, DocumentHeuristics.MacrosUnderPlainType, "vbaProject.bin");
        CheckHiddenCommands(scan, package, cancellationToken);
    }

    // Where macros fetch their texts from: variables, properties, shared cell texts, descriptions of pictures.
    private static void CheckHiddenCommands(IScanContext scan, OpcPackage package, CancellationToken cancellationToken)
    {
        var stores = package.PartsOf(OpcRole.Store).ToList();
        if (stores.Count > MaxStores)
            scan.Miss(GapReason.Limit, $"Only the first {MaxStores} parts where macros keep texts are looked at.");
        foreach (var part in stores.Take(MaxStores))
            package.Walk(
                part,
                reader => Check((reader.LocalName == "docVar" ? reader.GetAttribute("val", reader.NamespaceURI) : reader.GetAttribute("descr")) ?? ""),
                Check);

        void Check(string text)
        {
            if (text.Length is < 12 or > MaxCommandLine || !CommandLines.Is(text.Trim()))
                return;
            Report(scan, DocumentHeuristics.HiddenCommand, text);
            CommandSigns.Report(scan, text, cancellationToken);
        }
    }

    private static bool PromisesNoMacros(ArtifactFacts facts) =>
        facts.Type.Id is "docx" or "dotx" or "xlsx" or "xltx" or "pptx" or "potx" or "ppsx"
        || FileNames.Extension(facts.Name).ToUpperInvariant() is "DOCX" or "XLSX" or "PPTX" or "DOTX" or "XLTX" or "PPSX";

    private static void CheckPart(IScanContext scan, OpcPackage package, string part)
    {
        var role = package.RoleOf(part);
        if (role.HasFlag(OpcRole.Control))
            scan.Report(DocumentHeuristics.ActiveX);
        if (role.HasFlag(OpcRole.Ribbon))
            CheckRibbon(scan, package, part);
        if (role.HasFlag(OpcRole.ExternalLink))
            CheckDdeLinks(scan, package, part);
        if (role.HasFlag(OpcRole.Words))
            CheckFields(scan, package, part);
        if (role.HasFlag(OpcRole.CustomProperties))
            CheckAddIn(scan, package, part);
    }

    // Embedded files are artifacts of their own and judged whole there: a sample is enough, and it comes last.
    private static void CheckEmbeddings(IScanContext scan, OpcPackage package, CancellationToken cancellationToken)
    {
        foreach (var part in package.PartsOf(OpcRole.Embedding))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (EmbeddedPayloads.Find(package.ReadStart(part, MaxEmbeddingBytes), part) is { } payload)
                Report(scan, DocumentHeuristics.EmbeddedProgram, payload);
        }
    }

    private static void CheckRibbon(IScanContext scan, OpcPackage package, string part) =>
        package.Walk(part, reader =>
        {
            if (reader.GetAttribute("onLoad") is { } call && (call.Contains("://", StringComparison.Ordinal) || call.Contains(@"\\", StringComparison.Ordinal)))
                Report(scan, DocumentHeuristics.RemoteRibbon, call);
        });

    private static void CheckDdeLinks(IScanContext scan, OpcPackage package, string part)
    {
        var binary = package.Walk(part, reader =>
        {
            if (reader.LocalName == "ddeLink")
                CheckDdeLink(scan, $"{reader.GetAttribute("ddeService")} {reader.GetAttribute("ddeTopic")}");
        });
        if (XlsbLinks.Dde(binary) is { } link)
            CheckDdeLink(scan, $"{link.Server} {link.Topic}");
    }

    private static void CheckDdeLink(IScanContext scan, string link)
    {
        scan.Note("dde_link", MemberName.Shorten(link));
        if (!Commands().IsMatch(link))
            return;
        Report(scan, DocumentHeuristics.Dde, link);
        CommandSigns.Report(scan, link, CancellationToken.None);
    }

    private static void CheckFields(IScanContext scan, OpcPackage package, string part)
    {
        foreach (var instruction in WordFields.Resolved(package.ReadFields(part)))
        {
            if (!DdeField().IsMatch(instruction) || !Commands().IsMatch(instruction))
                continue;
            Report(scan, DocumentHeuristics.Dde, instruction);
            CommandSigns.Report(scan, instruction.Replace("\"", " ", StringComparison.Ordinal), CancellationToken.None);
        }
    }

    // An add-in built for Office names its manifest in a property: [MS-OFFMACRO2], and "Custom document properties overview" of VSTO.
    private static void CheckAddIn(IScanContext scan, OpcPackage package, string part)
    {
        var isLocation = false;
        package.Walk(
            part,
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
                package.ReadStart(part, MaxPropertyBytes),
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
