using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages;

/// <summary>Looks for names that deceive: the person who sees them, or the program that unpacks them.</summary>
internal sealed partial class NamesStage : IScanStage
{
    private const int MinFillers = 10;

    /// <summary>Extensions that make a name look harmless.</summary>
    private static readonly FrozenSet<string> Bait = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "doc", "docx", "xls", "xlsx", "ppt", "pptx", "rtf", "pdf", "txt", "csv",
        "jpg", "jpeg", "png", "gif", "bmp", "mp3", "mp4", "avi", "zip", "rar", "7z");

    /// <summary>Extensions that Windows runs on a double click. Not <c>lnk</c> and <c>url</c>, which Windows itself appends to a
    /// document's name, and not <c>dll</c> and <c>inf</c>: nobody can click a library, and many have names like Report.Pdf.dll.</summary>
    internal static readonly FrozenSet<string> Launchable = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "exe", "scr", "com", "bat", "cmd", "pif", "js", "jse", "vbs", "vbe", "wsf", "wsh", "hta", "msi", "ps1", "cpl");

    /// <summary>The formats that Windows programs unpack. On other systems a colon in a name is a letter like any other.</summary>
    private static readonly FrozenSet<string> WindowsArchives = FrozenSet.Create(StringComparer.Ordinal, "zip", "rar", "7z", "cab");

    public string Name => "names";

    public string Version => "5";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => true;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var name = scan.Facts.Name;
        var path = scan.Facts.Path;
        var launchable = Launchable.Contains(FileNames.Extension(name));

        if (HidesExtension(name))
            Report(scan, Heuristics.DoubleExtension, name);
        if (Override().IsMatch(name) || (launchable && Isolate().IsMatch(name)))
            Report(scan, Heuristics.DirectionOverride, name);
        if (launchable && IsPadded(name))
            Report(scan, Heuristics.PaddedName, name);
        if (launchable && (IsTurnedAround(name) || (IsPadded(name) && BaitBeforeBlanks(name))))
            Report(scan, Heuristics.DisguisedProgram, name);
        if (launchable && FileNames.Stem(name).Trim(" .").IsEmpty)
            Report(scan, Heuristics.ExtensionOnly, name);

        ContainerShape.JudgeType(scan);
        if (scan.Facts.Depth > 0)
            CheckPath(scan, path);

        return ValueTask.CompletedTask;
    }

    /// <summary>True when Windows, which leaves the last extension out, shows the name of a program as that of a document.</summary>
    internal static bool HidesExtension(string name) =>
        (Launchable.Contains(FileNames.Extension(name)) && Bait.Contains(FileNames.Extension(FileNames.Stem(name))) && !IsModule(name)) || OldProgram().IsMatch(name);

    // es.iterator.zip.js: sources are named after what they are about. Documents have at most blanks before their extension.
    private static bool IsModule(string name) =>
        FileNames.Extension(name).Equals("js", StringComparison.OrdinalIgnoreCase)
        && (name.TrimEnd('.', ' ').Count(letter => letter == '.') > 2 || FileNames.Extension(FileNames.Stem(name)).ToUpperInvariant() is "ZIP" or "TXT" or "CSV" or "GIF" or "BMP" or "RAR" or "7Z");

    private static void CheckPath(IScanContext scan, string path)
    {
        if (path.Split('/', '\\').Any(part => part == "..") || WindowsRoot().IsMatch(path) || HasStream(scan.Facts, path))
            Report(scan, Heuristics.Traversal, path);
        else if (path.Length > 1 && path[0] is '/')
            Report(scan, Heuristics.AbsoluteName, path);

        if (path.Split('/', '\\').Any(IsHiddenStep))
            Report(scan, Heuristics.DotSpace, path);
    }

    // The override turns what follows around: "fdp.exe" is shown as "exe.pdf".
    private static bool IsTurnedAround(string name)
    {
        var mark = name.IndexOf('\u202E', StringComparison.Ordinal);
        return mark >= 0 && Bait.Contains(new string([.. name[(mark + 1)..].Split('.')[0].Reverse()]).TrimStart('.'));
    }

    // letter.pdf, blanks out of sight, .exe
    private static bool BaitBeforeBlanks(string name) =>
        Fillers().Matches(name).MaxBy(run => run.Length) is { } blanks && Bait.Contains(FileNames.Extension(name.Remove(blanks.Index)));

    private static bool HasStream(ArtifactFacts facts, string path) =>
        WindowsArchives.Contains(facts.Origin) && AlternateStream().IsMatch(path);

    /// <summary>Dots and blanks alone, two dots together among them: Windows drops the blanks and goes one folder up.</summary>
    private static bool IsHiddenStep(string part) =>
        part.Contains("..") && part.Contains(' ') && part.AsSpan().Trim(" .").IsEmpty;

    private static bool IsPadded(string name)
    {
        var longest = Fillers().EnumerateMatches(name) is var runs ? Longest(runs) : 0;
        return longest >= MinFillers && longest > name.Length / 2;
    }

    private static int Longest(Regex.ValueMatchEnumerator runs)
    {
        var longest = 0;
        foreach (var run in runs)
            longest = Math.Max(longest, run.Length);

        return longest;
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string text) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(text)));

    // Invoice_PDF.scr: nobody ships screen savers and DOS programs under the names of documents; tools like read_pdf.exe there are many.
    [GeneratedRegex(@"[ _.(\[-](?:pdf|docx?|xlsx?|pptx?|jpe?g|png)[)\]]?\s*\.(?:scr|pif|com)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OldProgram();

    [GeneratedRegex(@"[\u202D\u202E]")]
    private static partial Regex Override();

    [GeneratedRegex(@"[\u202A\u202B\u2066-\u2069]")]
    private static partial Regex Isolate();

    // Blanks of all widths, and the letters that show nothing: Hangul and braille fillers, zero-width space.
    [GeneratedRegex(@"[\s_\u2800\u3164\u115F\u1160\u200B]+")]
    private static partial Regex Fillers();

    // C:\x, C:x, \x, \\server\share.
    [GeneratedRegex(@"^([A-Za-z]:|\\)")]
    private static partial Regex WindowsRoot();

    // name.ext:stream, but neither the :: of a Perl module nor the colon of a time of day.
    [GeneratedRegex(@"\.[A-Za-z]\w{0,4}:[^:/\\]+(:\$DATA)?$")]
    private static partial Regex AlternateStream();
}
