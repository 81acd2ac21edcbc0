using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.OneNote;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Judges the files attached to the pages of a OneNote section.</summary>
internal sealed class OneNoteStage : IScanStage
{
    private const int MinRepeats = 4;

    public string Name => "onenote-files";

    public string Version => "2";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Type.IsA("onenote") || facts.Type.IsA("onenote-toc");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var files = OneNoteFiles.Find(scan.Content, out var isCut);
        var names = OneNoteFiles.Names(scan.Content.Span, out var areNamesCut);
        foreach (var item in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckFile(scan, item);
        }

        CheckLure(scan, files);
        // Names stand apart from the data: one that promises a program counts when there is a file that no picture is.
        foreach (var name in names)
            CheckName(scan, name, files.Count > 0);
        if (isCut || areNamesCut)
            scan.Miss(GapReason.Limit, "At most 2,000 files, eight times the section in all, and 100,000 names are looked at.");
        scan.Note("files", files.Count);
        if (names.Count > 0)
            scan.Note("names", new JsonArray([.. names.Distinct().Take(50).Select(name => JsonValue.Create(MemberName.Shorten(name)))]));
        return ValueTask.CompletedTask;
    }

    private static void CheckFile(IScanContext scan, OneNoteFile item)
    {
        var content = FileIdentifier.Identify(item.Data.Span);
        var at = new Evidence(item.Offset, item.Data.Length, content.Type.Label);
        if (PayloadNames.IsProgram(content) || PayloadNames.IsShortcut("", content) || content.Type.Category == FileCategory.Script)
            scan.Report(DocumentHeuristics.OneNoteProgram, at);
        if (item.Data.Span.IndexOf("#@~^"u8) >= 0)
            scan.Report(DocumentHeuristics.OneNoteEncodedScript, at);
    }

    // [MS-ONESTORE] 2.6.13 keeps a file once; builders of lures paste it again and again, and cover it with a picture of a button.
    private static void CheckLure(IScanContext scan, IReadOnlyList<OneNoteFile> files)
    {
        var runs = files.Where(item => FileIdentifier.Identify(item.Data.Span) is var content && (PayloadNames.IsProgram(content) || PayloadNames.IsShortcut("", content) || content.Type.Category == FileCategory.Script)).ToList();
        if (runs.Count == 0)
            return;
        if (runs.GroupBy(item => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(item.Data.Span))).FirstOrDefault(same => same.Count() >= MinRepeats) is { } repeated)
            scan.Report(DocumentHeuristics.OneNoteRepeated, new Evidence(repeated.First().Offset, null, FormattableString.Invariant($"{repeated.Count()} times")));
        if (files.Any(item => FileIdentifier.Identify(item.Data.Span).Type.Category == FileCategory.Image))
            scan.Report(DocumentHeuristics.OneNoteLure);
    }

    private static void CheckName(IScanContext scan, string name, bool hasFiles)
    {
        var at = new Evidence(null, null, MemberName.Shorten(name));
        if (name.AsSpan().ContainsAny('\u202E', '\u202B', '\u202D'))
            scan.Report(DocumentHeuristics.OneNoteDirection, at);
        if (hasFiles && FileNames.Extension(name).ToUpperInvariant() is "HTA" or "CMD" or "BAT" or "VBS" or "VBE" or "JS" or "JSE" or "WSF" or "LNK" or "EXE" or "CHM" or "PS1" or "SCR")
            scan.Report(DocumentHeuristics.OneNoteProgram, at);
    }
}
