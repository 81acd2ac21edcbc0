using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Html;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Documents;
using ScanHost.Pipeline.Stages.Images;
using ScanHost.Pipeline.Stages.Scripts;

namespace ScanHost.Pipeline.Stages.Web;

/// <summary>Looks at pages of HTML, HTML applications and SVG drawings. Their scripts and what they carry are artifacts of their own.</summary>
internal sealed partial class WebStage : IScanStage
{
    /// <summary>A zip archive with one file has hardly fewer letters.</summary>
    private const int MinDownload = 120;

    private const int MinCarried = 500;

    public string Name => "web";

    public string Version => "5";

    public StagePhase Phase => StagePhase.Analyse;

    /// <summary>An HTML application is one by its name: the same bytes called .html run in a browser's cage.</summary>
    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBeA("html") || facts.IsOrMayBeA("svg") || facts.Type.Id == "wsc" || IsHta(facts);

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var page = WebPage.Read(ScanText.Of(scan));
        if (page.Source.IsCut || page.Outline.IsCut)
            scan.Miss(GapReason.Limit, $"Only the first {SourceText.MaxBytes} bytes and {HtmlOutline.MaxItems} parts of each kind of a page are looked at.");
        Note(scan, page.Outline);

        foreach (var (heuristic, shown) in CodeSigns.Of(page).Concat(FormSigns.Of(page)).Concat(PageTraps.Of(page)).Concat(PageCode.Of(page.Code)))
            scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(shown)));
        if (scan.Facts.Relation == "attachment" && FormSigns.AsksForAccount(page) is { } target)
            scan.Report(WebHeuristics.CredentialMailed, new Evidence(null, null, MemberName.Shorten(target)));
        if (scan.Facts.Relation == "decoded" && page.Outline.Forms.Any(form => form.HasPassword))
            scan.Report(scan.Facts.Name.StartsWith("markup-", StringComparison.Ordinal) ? WebHeuristics.CredentialWritten : WebHeuristics.CredentialHidden);
        ReportCarried(scan, page, cancellationToken);
        ReportLinks(scan, page, cancellationToken);
        if (IsHta(scan.Facts) || page.Outline.Tags.ContainsKey("hta:application"))
            ReportApplication(scan, page, cancellationToken);
        if (scan.Facts.Type.Id == "wsc" && CodeSigns.StartsPrograms(page.Code) is { Success: true } start)
            scan.Report(ScriptHeuristics.Scriptlet, new Evidence(null, null, start.Value));
        if (scan.Facts.Type.IsA("svg"))
            ReportDrawing(scan, page);
        else if (RedirectSigns.Leads(page.Code) is { } redirect)
            scan.Report(WebHeuristics.PageRedirect, new Evidence(null, null, MemberName.Shorten(redirect)));
        foreach (var (heuristic, shown) in RedirectSigns.Of(page))
            scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(shown)));
        ReportCodeToScan(scan, page, cancellationToken);
        return ValueTask.CompletedTask;
    }

    private static bool IsHta(ArtifactFacts facts) =>
        (facts.Identification.Encoding is not null || facts.IsOrMayBe("hta")) && FileNames.Extension(facts.Name).Equals("hta", StringComparison.OrdinalIgnoreCase);

    private static void Note(IScanContext scan, HtmlOutline page)
    {
        if (page.Title.Length > 0)
            scan.Note("title", MemberName.Shorten(page.Title));
        scan.Note("scripts", page.Scripts.Count(script => script.Language != "data"));
        scan.Note("links", page.Links.Count);
        if (page.Forms.Count > 0)
            scan.Note("forms", new JsonArray([.. page.Forms.Take(10).Select(form => new JsonObject
            {
                ["action"] = MemberName.Shorten(form.Action),
                ["password"] = form.HasPassword,
            })]));
    }

    private static void ReportCarried(IScanContext scan, WebPage page, CancellationToken cancellationToken)
    {
        var isFound = false;
        var (builds, clicks) = (new Lazy<bool>(() => CodeSigns.BuildsFile(page.Code)), new Lazy<bool>(() => CodeSigns.Clicks(page.Code)));
        foreach (var script in page.Outline.Scripts)
            foreach (var (kind, offset) in CarriedFile.In(script.Text, cancellationToken).Take(1))
                ReportFile(page.Show(script.Offset + offset, kind), builds.Value);
        foreach (var link in page.Outline.Links)
            if (link.Address.Length > (link.IsDownload ? MinDownload : MinCarried) && CarriedFile.InAddress(link.Address) is { } kind)
                // No script builds the file, but one clicks the link for the visitor.
                ReportFile(page.Show(link.Offset, kind), link.IsDownload && clicks.Value);
        // Scripts fetch it from wherever it stands: from a field, a comment, an element that nobody sees.
        if (!isFound)
            foreach (var (kind, offset) in CarriedFile.InPage(page.Source.Text, cancellationToken).Take(1))
                ReportFile(page.Show(offset, kind), builds.Value);
        if (!isFound)
            foreach (var (kind, _) in CarriedFile.In(page.Outline.VisibleText, cancellationToken).Take(1))
                ReportFile(new(null, null, $"{kind} in the page's text"), isBuilt: false);

        void ReportFile(Evidence shown, bool isBuilt)
        {
            isFound = true;
            scan.Report(WebHeuristics.CarriedContainer, shown);
            if (isBuilt)
                scan.Report(WebHeuristics.Smuggling, shown);
        }
    }

    private static void ReportLinks(IScanContext scan, WebPage page, CancellationToken cancellationToken)
    {
        foreach (var link in page.Outline.Links)
            if (StartingProtocol().IsMatch(link.Address))
                ReportProtocol(scan, link.Tag == "a" && NamedServer().IsMatch(link.Address) ? WebHeuristics.FileServer : WebHeuristics.Protocol, page.Show(link.Offset, link.Address), link.Address, cancellationToken);
        if (StartingLocation().Match(page.Code) is { Success: true } location)
            ReportProtocol(scan, WebHeuristics.Protocol, new Evidence(null, null, MemberName.Shorten(location.Value)), location.Value, cancellationToken);
        if (page.Outline.Links.Select(link => link.Address).Append(page.Outline.Refresh ?? "").Append(page.Code).Append(Uri.UnescapeDataString(page.Code)).Select(text => ForeignFolder().Match(text)).FirstOrDefault(match => match.Success) is { } folder)
            scan.Report(WebHeuristics.ForeignFolder, new Evidence(null, null, MemberName.Shorten(folder.Value)));
        if (HelpControl().IsMatch(page.Source.Text) && HelpStart().IsMatch(page.Source.Text) && HelpItem().Match(page.Source.Text) is { Success: true } item)
        {
            scan.Report(WebHeuristics.HelpShortcut, new Evidence(null, null, MemberName.Shorten(item.Groups["command"].Value)));
            CommandSigns.Report(scan, item.Groups["command"].Value.Replace(',', ' '), cancellationToken);
        }
        if (page.Outline.Refresh is { } refresh)
        {
            if (StartingProtocol().IsMatch(refresh))
                scan.Report(WebHeuristics.Protocol, new Evidence(null, null, MemberName.Shorten(refresh)));
            else if (refresh.StartsWith("http", StringComparison.OrdinalIgnoreCase) || refresh.StartsWith("//", StringComparison.Ordinal))
                scan.Report(WebHeuristics.MetaRefresh, new Evidence(null, null, MemberName.Shorten(refresh)));
        }
    }

    // Tools of administrators show a window and wait for somebody to press a button of it.
    private static bool IsTool(WebPage page) =>
        (page.Outline.Tags.ContainsKey("button") || page.Outline.Tags.ContainsKey("input")) && !CodeSigns.FetchesOrHides(OwnScript().Replace(page.Code, "")) && !ActsOnLoad(page.Source.Text);

    // A script of the firm's own server or folder, which PowerShell is given as a file.
    [GeneratedRegex(@"\bpowershell(?:\.exe)?(?:\s+-(?:NoProfile|NoLogo|NonInteractive|ExecutionPolicy\s+(?:RemoteSigned|AllSigned)))*\s+-File\s+(?:\\\\[\w-]+\\|\w:\\(?!Users\\Public|ProgramData|Windows\\Temp))[\w$ .\\-]{3,200}\.ps1", RegexOptions.IgnoreCase)]
    private static partial Regex OwnScript();

    // When it is loaded, a tool sets its size and shows who is there.
    private static bool ActsOnLoad(string text)
    {
        if (!OnLoad().IsMatch(text))
            return false;
        if (LoadingSub().Match(text) is not { Success: true } sub || OnLoad().Count(text) > 1)
            return true;
        var called = Subs().Matches(text).Select(one => one.Groups["name"].Value).Where(name => !name.Equals("Window_OnLoad", StringComparison.OrdinalIgnoreCase)).ToList();
        var body = sub.Groups["body"].Value;
        return Starts().IsMatch(body) || called.Exists(name => body.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\bsub\s+window_onload\b[^\n]{0,20}\n(?<body>[\s\S]{0,2000}?)\bend\s+sub\b", RegexOptions.IgnoreCase)]
    private static partial Regex LoadingSub();

    [GeneratedRegex(@"\b(?:sub|function)\s+(?<name>[A-Za-z]\w{0,60})", RegexOptions.IgnoreCase)]
    private static partial Regex Subs();

    [GeneratedRegex(@"\.(?:Run|Exec|ShellExecute|Create)\b|\bGetObject\b|\bExecute|\beval\b|WScript\.Shell|setTimeout|setInterval", RegexOptions.IgnoreCase)]
    private static partial Regex Starts();

    [GeneratedRegex(@"\bwindow_?\.?onload\b|<body\b[^>]{0,300}\bonload\b", RegexOptions.IgnoreCase)]
    private static partial Regex OnLoad();

    // What starts programs is given them in its address: CVE-2022-30190, and the like of ms-officecmd.
    private static void ReportProtocol(IScanContext scan, Heuristic heuristic, Evidence evidence, string address, CancellationToken cancellationToken)
    {
        scan.Report(heuristic, evidence);
        if (DiagnosticTool().Match(Uri.UnescapeDataString(address)) is not { Success: true } given)
            return;
        scan.Report(WebHeuristics.ProtocolCommand, evidence);
        CommandSigns.Report(scan, given.Groups["command"].Value, cancellationToken);
    }

    [GeneratedRegex(@"\bms-msdt:[^\n]{0,400}IT_BrowseForFile\s*=\s*(?<command>[^\n]{0,2000})|--(?:gpu|renderer|utility)(?:-cmd-prefix|-launcher)\s*=\s*[""']?(?<command>[^\n]{0,2000})", RegexOptions.IgnoreCase)]
    private static partial Regex DiagnosticTool();

    private static void ReportApplication(IScanContext scan, WebPage page, CancellationToken cancellationToken)
    {
        if (CodeSigns.StartsPrograms(page.Code) is not { Success: true } start)
            return;
        // What it starts may stand in the page, where no filter of scripts looks.
        if (CommandLines.Within(page.Outline.VisibleText.Trim()) is { } shown)
            CommandSigns.Report(scan, shown, cancellationToken);
        scan.Report(IsTool(page) ? WebHeuristics.HtaProgram : WebHeuristics.HtaExec, new Evidence(null, null, start.Value));
    }

    // Drawing programs put plain labels into foreignObject; a form or a frame in it is a page.
    private static void ReportDrawing(IScanContext scan, WebPage page)
    {
        var outline = page.Outline;
        var embedsPage = outline.Tags.ContainsKey("foreignobject")
            && (outline.Tags.ContainsKey("form") || outline.Tags.ContainsKey("input") || outline.Tags.ContainsKey("iframe") || outline.Tags.ContainsKey("embed"));
        // Charts that a program drew have script that only shows and hides their parts.
        var script = outline.Scripts.FirstOrDefault(script => script.Language != "data" && ReachesOut().IsMatch(script.Text))
            ?? outline.Links.Where(link => link.Tag.EndsWith("script", StringComparison.Ordinal)).Select(link => CarriedFile.ScriptInAddress(link.Address)).OfType<string>()
                .Where(code => ReachesOut().IsMatch(code)).Select(code => new HtmlScript("javascript", HtmlScriptKind.Address, "", code, 0)).FirstOrDefault();
        if (embedsPage || script is not null)
            scan.Report(WebHeuristics.SvgScript, new Evidence(null, null, script is null ? "a page in foreignObject" : MemberName.Shorten(script.Text.Trim())));
        if (outline.Forms.Any(form => form.HasPassword) || outline.Links.Any(link => CarriesForm(link.Address)))
            scan.Report(WebHeuristics.DrawnForm, new Evidence(null, null, "a field for a password"));
        if ((RedirectSigns.Leads(page.Code) ?? RedirectSigns.LeadsByPieces(page.Code) ?? RedirectSigns.LeavesOnLoad(page)) is { } leads)
            scan.Report(WebHeuristics.HiddenRedirect, new Evidence(null, null, MemberName.Shorten(leads)));
    }

    // A page that was saved or mailed shows the code as a picture, which is an artifact of its own, or draws it.
    private static void ReportCodeToScan(IScanContext scan, WebPage page, CancellationToken cancellationToken)
    {
        if (BaitWords.HasScanLure(BaitWords.Of(page.Outline.VisibleText)))
            scan.Report(ImageHeuristics.ScanLure);
        foreach (var drawn in DrawnCodes.In(page.Source.Text, cancellationToken))
            QrSigns.Report(scan, drawn, isSent: true);
    }

    private static bool CarriesForm(string address) => CarriedFile.PageInAddress(address) is { } page && page.Forms.Any(form => form.HasPassword);

    [GeneratedRegex(@"(?:search(?:-ms)?:[^'""<>\n]{0,300}crumb=location:(?:\\|%5C|/|file:|https?:)|crumb=location:\\{1,4}[\w.-]{3,100}(?:@\w+)?\\)[^'""<>\s]{0,200}", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignFolder();

    // Its other commands show contents, an index, and topics.
    [GeneratedRegex(@"value\s*=\s*[""']?\s*(?:Short\s*Cut|WinHelp)\b", RegexOptions.IgnoreCase)]
    private static partial Regex HelpStart();

    // The control of HTML Help that runs its first item, HtmlHelp 1.4 "Shortcut".
    [GeneratedRegex(@"adb880a6-d8ff-11cf-9377-00aa003b7a11|52a2aaae-085d-4187-97ea-8c30db990436", RegexOptions.IgnoreCase)]
    private static partial Regex HelpControl();

    [GeneratedRegex(@"name\s*=\s*[""']?Item1[""']?\s+value\s*=\s*(?<q>[""'])\s*,?(?<command>(?:(?!\k<q>)[^\n]){4,2000})\k<q>", RegexOptions.IgnoreCase, SearchTime.Limit)]
    private static partial Regex HelpItem();

    [GeneratedRegex(@"\blocation\b|\bwindow\.open\b|\batob\b|\beval\b|(?-i:\bFunction\s*\()|fromCharCode|\bunescape\b|\bfetch\b|XMLHttpRequest|createObjectURL|\bBlob\b|document\.write|createElement(?:NS)?\s*\([^)]{0,60}['""](?:a|iframe|script|form)['""]|\.click\s*\(|\.src\s*=|\bcookie\b|\bpostMessage\b|\balert\b|decodeURI|\\x[0-9a-f]{2}|\bimport\s*\(|https?://(?!www\.w3\.org)", RegexOptions.IgnoreCase)]
    private static partial Regex ReachesOut();

    [GeneratedRegex(@"^\s*(?:ms-msdt:|search-ms:|ms-officecmd:|ms-search:|search:query|ms-appinstaller:|file:/{2,4}[\w.-]*[.@][\w.-]+[/\\]|file:/{4,5}\w|\\\\[\w.-]+[\\@])", RegexOptions.IgnoreCase)]
    private static partial Regex StartingProtocol();

    // A page of a firm that tells where its files are; what loads by itself, or leads to an address without a name, is no such page.
    [GeneratedRegex(@"^\s*file:/{2,4}(?=[^/\\]*[a-z])(?![^/\\]*@)(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}[/\\](?![^?#]*\.(?:exe|scr|lnk|js|vbs|hta|bat|cmd|msi|jar|url|zip|iso|dll|cpl)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex NamedServer();

    [GeneratedRegex(@"(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\s*\(|window\.open\s*\()\s*['""`]\s*(?:ms-msdt:|search-ms:|ms-officecmd:|ms-search:|search:query|ms-appinstaller:)[^'`\n]{0,2000}", RegexOptions.IgnoreCase)]
    private static partial Regex StartingLocation();
}
