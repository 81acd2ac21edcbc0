using ScanHost.Formats.Pe;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Judges what a program imports: combinations, never single functions.</summary>
internal static class PeImportChecks
{
    private const int FewImports = 8;

    private static readonly string[] RemoteStart =
        ["CreateRemoteThread", "CreateRemoteThreadEx", "QueueUserAPC", "SetThreadContext", "Wow64SetThreadContext", "NtSetContextThread", "NtQueueApcThread", "NtCreateThreadEx", "ZwCreateThreadEx", "RtlCreateUserThread"];

    private static readonly string[] Allocate = ["VirtualAllocEx", "VirtualAlloc2", "NtAllocateVirtualMemory", "ZwAllocateVirtualMemory"];

    private static readonly string[] Unmap = ["NtUnmapViewOfSection", "ZwUnmapViewOfSection"];
    private static readonly string[] Write = ["WriteProcessMemory", "NtWriteVirtualMemory", "ZwWriteVirtualMemory"];
    private static readonly string[] Launchers = ["mshta", "powershell", "regsvr32", "rundll32", "cmd.exe /c", "cmd /c", "wscript"];
    private static readonly string[] Download = ["URLDownloadToFileA", "URLDownloadToFileW"];

    private static readonly string[] Fetch =
        ["InternetOpenUrlA", "InternetOpenUrlW", "HttpSendRequestA", "HttpSendRequestW", "WinHttpSendRequest", "URLDownloadToFileA", "URLDownloadToFileW"];

    /// <summary>What starts a program.</summary>
    internal static readonly string[] Start =
        ["WinExec", "ShellExecuteA", "ShellExecuteW", "ShellExecuteExA", "ShellExecuteExW", "CreateProcessA", "CreateProcessW"];

    internal static IReadOnlySet<string> NamesOf(PeFile pe) => pe.Imports.Concat(pe.DelayedImports).SelectMany(library => library.Functions)
        .Select(function => function.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);

    internal static void Check(IScanContext scan, PeFile pe, IReadOnlySet<string> names)
    {
        CheckInjection(scan, names, ExecutableHeuristics.PeInjection);
        CheckHollowing(scan, names);
        if (pe.Exports?.Functions.FirstOrDefault(function => function.Name?.Contains("ReflectiveLoader", StringComparison.Ordinal) ?? false) is { Name: { } loader })
            scan.Report(ExecutableHeuristics.PeReflective, ExecutableText.Text(loader));
        if (!pe.IsSigned && Any(names, Start) is { } starts && (pe.Exports?.Functions.Any(function => function.Name is "xlAutoOpen") ?? false)
            && Array.Find(Launchers, word => ExecutableText.IndexOf(pe.Content.Span, word) >= 0) is { } launcher)
            scan.Report(ExecutableHeuristics.PeAddInStarts, ExecutableText.Text($"xlAutoOpen, {starts}, {launcher}"));
        // A panel of the control panel that fetches anything and starts anything is no panel.
        var isPanel = !pe.IsSigned && (pe.Exports?.Functions.Any(function => function.Name is "CPlApplet") ?? false);
        if (Any(names, isPanel ? Fetch : Download) is { } download && Any(names, Start) is { } start)
        {
            scan.Report(ExecutableHeuristics.PeDownload, ExecutableText.Text($"{download}, {start}"));
            if (pe.Exports?.Functions.Any(function => function.Name is "xlAutoOpen") ?? false)
                scan.Report(ExecutableHeuristics.PeAddInDownload, ExecutableText.Text($"xlAutoOpen, {download}, {start}"));
        }
        if (!pe.IsSigned && Injection(names) is { } injection && Any(names, Fetch) is { } fetch)
            scan.Report(ExecutableHeuristics.PeInjectsDownload, ExecutableText.Text($"{injection}, {fetch}"));
        // A common packer's loader imports no more.
        if (!IsPlainUpx(pe) && names.Count is > 0 and <= FewImports && names.Contains("GetProcAddress") && names.Any(name => name.StartsWith("LoadLibrary", StringComparison.Ordinal)))
            scan.Report(ExecutableHeuristics.PeDynamicOnly, ExecutableText.Text(string.Join(", ", names.Order(StringComparer.Ordinal))));
    }

    /// <summary>A process whose code is taken away, and something written in its place.</summary>
    internal static void CheckHollowing(IScanContext scan, IReadOnlySet<string> names)
    {
        if (Hollows(names) is { } hollows)
            scan.Report(ExecutableHeuristics.PeHollowing, ExecutableText.Text(hollows));
    }

    /// <summary>Memory in another process, something written to it, and a thread that runs there.</summary>
    internal static void CheckInjection(IScanContext scan, IReadOnlySet<string> names, Heuristic heuristic)
    {
        if (Injection(names) is { } injection)
            scan.Report(heuristic, ExecutableText.Text(injection));
    }

    private static bool IsPlainUpx(PeFile pe) =>
        pe.Sections.Any(section => section.Name.StartsWith("UPX", StringComparison.Ordinal)) && pe.Content.Span.IndexOf("UPX!"u8) >= 0;

    internal static string? Hollows(IReadOnlySet<string> names) => Any(names, Unmap) is { } unmap && Any(names, Write) is { } write ? $"{unmap}, {write}" : null;

    internal static string? Injection(IReadOnlySet<string> names) =>
        Any(names, Allocate) is { } allocate && Any(names, Write) is { } write && Any(names, RemoteStart) is { } start ? $"{allocate}, {write}, {start}" : null;

    internal static string? Any(IReadOnlySet<string> names, string[] wanted) => Array.Find(wanted, names.Contains);
}
