using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Office;
using ScanHost.Formats.Ole;
using ScanHost.Formats.Xls;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Looks at the structure of compound files: classes of objects, packed files, links, Excel 4 macros, properties, encryption.</summary>
internal sealed class CompoundStage : IScanStage
{
    private const int MaxListed = 64;
    private const int MaxLinkBytes = 64 << 10;

    public string Name => "cfb";

    public string Version => "3";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBeA("ole");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var ole = OleFile.Parse(scan.Content);
        NoteDirectory(scan, ole);
        foreach (var entry in ole.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckClass(scan, ole, entry);
            if (entry.IsStream)
                CheckStream(scan, ole, entry);
        }

        CheckEncryption(scan, ole, cancellationToken);
        foreach (var problem in ole.Problems)
            Report(scan, DocumentHeuristics.CorruptCompound, problem);
        return ValueTask.CompletedTask;
    }

    private static void CheckEncryption(IScanContext scan, OleFile ole, CancellationToken cancellationToken)
    {
        if (OleEncryption.SchemeOf(ole) is not { } scheme)
            return;
        scan.Note("encrypted", scheme);
        if (OfficeEncryption.Read(ole)?.Open(OfficeEncryption.DefaultPassword, cancellationToken) is not null)
            scan.Report(DocumentHeuristics.DefaultPassword);
        // PowerPoint itself encrypts files that may be read but not changed by its own password.
        if (OleEncryption.Document(ole, scan.Content, [], cancellationToken) is { Password: OfficeEncryption.DefaultPassword })
            scan.Report(DocumentHeuristics.DefaultPassword);
        if (scheme == "workbook" && OleEncryption.Workbook(ole, scan.Facts.PasswordCandidates, cancellationToken) is { } workbook)
        {
            if (workbook.Password == OfficeEncryption.DefaultPassword)
                scan.Report(DocumentHeuristics.DefaultPassword);
            CheckWorkbook(scan, XlsWorkbook.Read(workbook.Plain));
        }
    }

    private static void NoteDirectory(IScanContext scan, OleFile ole)
    {
        var streams = ole.Entries.Where(entry => entry.IsStream).ToArray();
        scan.Note("streams", new JsonObject
        {
            ["count"] = streams.Length,
            ["listed"] = new JsonArray([.. streams.Take(MaxListed).Select(entry =>
                new JsonObject { ["path"] = MemberName.Shorten(OlePaths.Printable(entry.Path)), ["size"] = entry.Size })]),
        });
        var classes = ole.Entries.Where(entry => entry.Clsid != Guid.Empty).Select(entry => entry.Clsid.ToString()).Distinct().Order(StringComparer.Ordinal).Take(MaxListed).ToArray();
        if (classes.Length > 0)
            scan.Note("classes", new JsonArray([.. classes.Select(id => JsonValue.Create(id))]));
    }

    private static void CheckClass(IScanContext scan, OleFile ole, OleEntry entry)
    {
        if (entry.Clsid == SuspectClasses.Equation && !HasHonestEquation(ole, entry))
        {
            Report(scan, DocumentHeuristics.EquationEditor, OlePaths.Printable(entry.Path));
            if (ole.ChildOf(entry, "Equation Native") is { IsStream: true } native && EquationNative.Overflows(ole.Read(native).Span))
                Report(scan, DocumentHeuristics.EquationOverflow, OlePaths.Printable(entry.Path));
        }
        else if (entry.Clsid == SuspectClasses.Flash)
            Report(scan, DocumentHeuristics.Flash, OlePaths.Printable(entry.Path));
        else if (SuspectClasses.Bad.TryGetValue(entry.Clsid, out var meaning))
            Report(scan, DocumentHeuristics.BadClass, meaning);
    }

    private static bool HasHonestEquation(OleFile ole, OleEntry storage) =>
        ole.ChildOf(storage, "Equation Native") is { IsStream: true } native && EquationNative.IsHonest(ole.Read(native).Span);

    private static void CheckStream(IScanContext scan, OleFile ole, OleEntry entry)
    {
        if (entry.Name.EndsWith("SummaryInformation", StringComparison.Ordinal))
            ReadProperties(scan, ole.Read(entry).Span);
        else if (entry.Name.EndsWith("Ole10Native", StringComparison.OrdinalIgnoreCase))
            CheckPackage(scan, ole.Read(entry));
        else if (entry.Name.Equals("Workbook", StringComparison.OrdinalIgnoreCase))
            CheckWorkbook(scan, XlsWorkbook.Read(ole.Read(entry).Span));
        else if (entry.Name is "\u0001Ole" or "\u0003LinkInfo")
            CheckLinks(scan, ole.Read(entry, MaxLinkBytes).Span);
    }

    private static void CheckLinks(IScanContext scan, ReadOnlySpan<byte> stream)
    {
        foreach (var target in OleMonikers.Find(stream).Where(OleMonikers.IsRemote))
        {
            Report(scan, DocumentHeuristics.LinkMoniker, target);
            if (target.Contains("://", StringComparison.Ordinal))
                scan.Indicate("url", target);
        }
    }

    private static void CheckPackage(IScanContext scan, ReadOnlyMemory<byte> stream)
    {
        if (OlePackage.Read(stream) is not { } package)
            return;
        var content = FileIdentifier.Identify(package.Data.Span);
        if (PayloadNames.IsShortcut(package.FileName, content))
            Report(scan, DocumentHeuristics.PackedShortcut, package.FileName);
        else if (PayloadNames.IsProgram(package.FileName) || PayloadNames.IsProgram(content))
            Report(scan, DocumentHeuristics.PackedProgram, package.FileName);
    }

    private static void CheckWorkbook(IScanContext scan, XlsWorkbook workbook)
    {
        var sheets = workbook.Sheets.Where(sheet => sheet.IsMacroSheet || sheet.Visibility == SheetVisibility.VeryHidden).Take(MaxListed).ToArray();
        if (sheets.Length > 0)
            scan.Note("special_sheets", new JsonArray([.. sheets.Select(sheet => new JsonObject
            {
                ["name"] = MemberName.Shorten(sheet.Name), ["macro"] = sheet.IsMacroSheet, ["visibility"] = sheet.Visibility.ToString(),
            })]));
        if (workbook.AutoNames.Count > 0 && XlmCode.SystemCall(workbook.MacroText) is { } call)
        {
            Report(scan, DocumentHeuristics.XlmExec, $"{workbook.AutoNames[0]}: {call}");
            XlmCode.ReportCommands(scan, workbook.MacroText);
        }
    }

    private static void ReadProperties(IScanContext scan, ReadOnlySpan<byte> stream)
    {
        foreach (var (name, value) in PropertySet.Read(stream))
        {
            scan.Note(name, MemberName.Shorten(value));
            if (XlmCode.LongestHexRun(value) >= 128)
                Report(scan, DocumentHeuristics.ShellcodeInMetadata, name);
        }
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string evidence) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(evidence)));
}
