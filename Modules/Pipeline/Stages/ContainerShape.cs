using System.Collections.Frozen;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages;

/// <summary>Judges a container by the names of its members and by its own name.</summary>
internal static class ContainerShape
{
    private const int SureConfidence = 85;

    /// <summary>Images that are sent to be clicked hold few files; those of drivers and installers many.</summary>
    private const int MaxBaitMembers = 8;

    private static readonly FrozenSet<string> Programs = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "exe", "scr", "com", "pif", "msi", "cpl");

    private static readonly FrozenSet<string> ScriptsAndShortcuts = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "lnk", "url", "jse", "vbs", "vbe", "wsf", "wsh", "hta", "bat", "cmd", "ps1", "chm", "iqy", "slk", "library-ms", "settingcontent-ms");

    private static readonly FrozenSet<string> WindowsScripts = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "js", "jse", "vbs", "vbe", "wsf", "hta", "bat", "cmd", "ps1");

    private static readonly FrozenSet<string> Libraries = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "dll", "dat", "cpl", "ocx", "tmp");

    /// <summary>Libraries of Windows that programs load by their bare names, as lists of side-loading have them.</summary>
    private static readonly FrozenSet<string> SystemLibraries = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "version.dll", "dbghelp.dll", "dbgcore.dll", "wininet.dll", "winhttp.dll", "cryptsp.dll", "cryptbase.dll", "userenv.dll", "wtsapi32.dll", "uxtheme.dll", "propsys.dll", "profapi.dll",
        "msimg32.dll", "dwmapi.dll", "iphlpapi.dll", "netutils.dll", "secur32.dll", "sspicli.dll", "mscoree.dll", "mpclient.dll", "edputil.dll", "windowscodecs.dll", "wldp.dll", "credui.dll");

    private static readonly FrozenSet<string> PicturesAndSuch = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "pdf", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "mp3", "wav", "flac", "ogg", "mp4", "avi", "mkv", "mov", "wmv");

    private static readonly FrozenSet<string> RareTypes = FrozenSet.Create(
        StringComparer.Ordinal, "ace", "zpaq", "arj", "uuencode", "arc", "zoo", "alz", "egg", "lzh", "squeez", "uharc", "freearc", "szdd", "kwaj");

    /// <summary>Reports what the container itself is.</summary>
    public static void JudgeType(IScanContext scan)
    {
        var facts = scan.Facts;
        if (!facts.Type.HoldsFiles || facts.Identification.Confidence < SureConfidence)
            return;
        if (PicturesAndSuch.Contains(FileNames.Extension(facts.Name)) && facts.Type.Category is FileCategory.Archive or FileCategory.Package)
            scan.Report(ArchiveHeuristics.Disguised, new Evidence(null, null, facts.Type.Label));
        if (facts.Relation == "attachment" && RareTypes.Contains(facts.Type.Id))
            scan.Report(ArchiveHeuristics.Rare, new Evidence(null, null, facts.Type.Label));
    }

    /// <summary>Reports what the names of the members say.</summary>
    public static void JudgeMembers(IScanContext scan, MemberNames members)
    {
        if (members.AnyEncrypted)
            scan.Report(ArchiveHeuristics.Encrypted);
        JudgePackage(scan, members.Marks);
        if (members.Count == 0 || members.Count > members.First.Count)
            return;
        var extensions = members.First.Select(name => FileNames.Extension(MemberName.LastPart(name))).ToList();
        if (extensions is [var single] && Programs.Contains(single) && NamesStage.HidesExtension(members.First[0]) && scan.Facts.Type.Category is FileCategory.Archive or FileCategory.DiskImage)
            scan.Report(ArchiveHeuristics.SingleDisguised, Quote(members.First[0]));
        var isImage = scan.Facts.Type.Category == FileCategory.DiskImage;
        if (isImage)
            JudgeImage(scan, members, extensions);
        else if (IsBehindPicture(scan.Facts) && members.First.Where((_, at) => Programs.Contains(extensions[at]) || ScriptsAndShortcuts.Contains(extensions[at])).FirstOrDefault() is { } hidden)
            scan.Report(ArchiveHeuristics.ProgramBehind, Quote(hidden));
        else if (scan.Facts.Type.Category != FileCategory.Archive)
            return;
        else if (extensions is [var only] && Programs.Contains(only))
            scan.Report(ArchiveHeuristics.SingleProgram, Quote(members.First[0]));
        else if (members.Count <= 3 && extensions.TrueForAll(extension => ScriptsAndShortcuts.Contains(extension) || IsScript(extension)) && (scan.Facts.Relation == "attachment" || !extensions.TrueForAll(IsScript)))
            scan.Report(ArchiveHeuristics.OnlyScriptsOrShortcuts, [.. members.First.Select(Quote)]);
    }

    // A wheel's name says whether it is for any platform (PEP 425); npm's list has no field for it.
    private static void JudgePackage(IScanContext scan, PackageMarks marks)
    {
        var isNpm = scan.Facts.Type.Id == "tar" && marks.HasNpmManifest && !marks.DeclaresNative;
        var isAnyWheel = scan.Facts.Name.EndsWith("-none-any.whl", StringComparison.OrdinalIgnoreCase);
        if (marks.Native is { } native && (isNpm || isAnyWheel))
            scan.Report(PackageHeuristics.NativeUndeclared, Quote(native));
        if (scan.Facts.Type.Id == "nupkg" && marks is { HasNuspec: true, HasNuGetSignature: false })
            scan.Report(PackageHeuristics.NoRepositorySignature);
    }

    // Modules of Node are packed in threes, too: alone they count only in a mail. What they do is judged in any case.
    private static bool IsScript(string extension) => extension.Equals("js", StringComparison.OrdinalIgnoreCase);

    // A picture that is an archive, too: its members stand behind its end. Programs have their parts there by design.
    private static bool IsBehindPicture(ArtifactFacts facts) => facts.Type.Category == FileCategory.Image;

    private static void JudgeImage(IScanContext scan, MemberNames members, List<string> extensions)
    {
        if (extensions is [var only] && (NamesStage.Launchable.Contains(only) || ScriptsAndShortcuts.Contains(only)))
            scan.Report(ArchiveHeuristics.ImageSingleProgram, Quote(members.First[0]));
        if (extensions.Contains("lnk", StringComparer.OrdinalIgnoreCase) && extensions.Exists(extension => Programs.Contains(extension) || NamesStage.Launchable.Contains(extension) || extension.Equals("dll", StringComparison.OrdinalIgnoreCase) || extension.Equals("dat", StringComparison.OrdinalIgnoreCase) && members.Count <= 4))
            scan.Report(ArchiveHeuristics.ImageShortcutAndProgram, [.. members.First.Select(Quote)]);
        if (members.Count <= MaxBaitMembers && extensions.Exists(WindowsScripts.Contains) && (extensions.Exists(Programs.Contains) || members.Count <= 3) && extensions.Exists(extension => Libraries.Contains(extension)))
            scan.Report(ArchiveHeuristics.ImageScriptAndProgram, [.. members.First.Select(Quote)]);
        if (members.Count <= MaxBaitMembers && extensions.Exists(Programs.Contains) && members.First.FirstOrDefault(name => SystemLibraries.Contains(MemberName.LastPart(name))) is { } library)
            scan.Report(ArchiveHeuristics.ImageSideLoad, Quote(library));
        if (members.First.Any(name => name.TrimStart('/').Equals("autorun.inf", StringComparison.OrdinalIgnoreCase)))
            scan.Report(ArchiveHeuristics.ImageAutorun);
    }

    private static Evidence Quote(string name) => new(null, null, MemberName.Shorten(name));
}
