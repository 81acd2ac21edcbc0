using System.Text.RegularExpressions;
using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Pe;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Judges what a program that nobody signed does, by imports, texts and load together: each of them alone stands in honest programs.</summary>
internal static partial class PeBehaviourChecks
{
    private const int MinLoad = 4096;
    private const int MinKeyed = 1024;
    private const int MaxResources = 64;
    private const int MaxNames = 16 << 20;
    private const double LoadEntropy = 7.9;

    private static readonly string[] Keyboard = ["GetAsyncKeyState", "GetKeyState", "GetKeyboardState", "SetWindowsHookExA", "SetWindowsHookExW", "RegisterRawInputDevices"];
    private static readonly string[] Titles = ["GetForegroundWindow"];
    private static readonly string[] Looks = ["capCreateCaptureWindowA", "capCreateCaptureWindowW", "waveInOpen", "BitBlt"];
    private static readonly string[] Reaches = ["connect", "WSAConnect", "WSAStartup", "InternetOpenUrlA", "InternetOpenUrlW", "HttpSendRequestA", "HttpSendRequestW", "WinHttpSendRequest", "InternetConnectA", "InternetConnectW"];
    private static readonly string[] Unprotects = ["CryptUnprotectData", "BCryptDecrypt", "NCryptDecrypt", "PK11SDR_Decrypt"];
    private static readonly string[] Writes = ["WriteFile", "fwrite", "_write", "NtWriteFile"];
    private static readonly string[] Maps = ["VirtualAlloc", "VirtualProtect", "CreateThread", "EnumSystemLocalesA", "CallWindowProcA", "CallWindowProcW"];
    private static readonly string[] Temporary = ["%TEMP%", "%APPDATA%", "%LOCALAPPDATA%", "%PROGRAMDATA%"];
    private static readonly string[] Elevated = ["eventvwr", "fodhelper", "computerdefaults", "sdclt", "slui.exe", "wsreset"];
    private static readonly string[] Hijacked = ["mscfile\\shell\\open\\command", "ms-settings\\shell\\open\\command", "exefile\\shell\\runas\\command", "exefile\\shell\\open\\command", "Folder\\shell\\open\\command"];
    private static readonly string[] Chats = ["api.telegram.org/bot", "discord.com/api/webhooks", "discordapp.com/api/webhooks"];

    /// <param name="scan">Is told.</param>
    /// <param name="pe">The program.</param>
    /// <param name="names">Names of the functions that it imports.</param>
    internal static void Check(IScanContext scan, PeFile pe, IReadOnlySet<string> names)
    {
        if (pe.IsSigned)
            return;
        var content = pe.Content.Span;
        var starts = PeImportChecks.Any(names, PeImportChecks.Start);
        var injects = PeImportChecks.Injection(names);
        var address = NumericAddress.In(scan, content);
        if (address is not null && (injects is not null || (starts is not null && PeImportChecks.Any(names, Reaches) is not null)))
            scan.Report(ExecutableHeuristics.PeNamelessHost, ExecutableText.Text($"{address}, {injects ?? starts}"));
        CheckControl(scan, names);
        if (First(content, Elevated) is { } elevated && First(content, Hijacked) is { } hijacked)
            scan.Report(ExecutableHeuristics.PeElevates, ExecutableText.Text($"{elevated}, {hijacked}"));
        var carried = PeContents.Find(pe);
        CheckDrops(scan, pe, names, carried, starts);
        CheckLoads(scan, pe, names, injects);
        CheckVendor(scan, pe, address, carried);
    }

    /// <summary>The stores that it names, what opens them and what sends: the first are words, the others are called.</summary>
    internal static void CheckTheft(IScanContext scan, PeFile pe, IReadOnlySet<string> names)
    {
        if (!pe.IsSigned && PeImportChecks.Any(names, Unprotects) is { } opens && PeImportChecks.Any(names, Reaches) is { } sends)
            scan.Report(ExecutableHeuristics.PeOpensStores, ExecutableText.Text($"{opens}, {sends}"));
    }

    private static void CheckControl(IScanContext scan, IReadOnlySet<string> names)
    {
        if (names.Contains("CreatePipe") && names.Contains("PeekNamedPipe") && PeImportChecks.Any(names, Titles) is not null && PeImportChecks.Any(names, Keyboard) is { } keyboard
            && PeImportChecks.Any(names, Looks) is { } looks && PeImportChecks.Any(names, Reaches) is { } reaches && PeImportChecks.Any(names, PeImportChecks.Start) is { } starts)
            scan.Report(ExecutableHeuristics.PeRemoteControl, ExecutableText.Text($"{keyboard}, {looks}, CreatePipe, {starts}, {reaches}"));
    }

    private static void CheckDrops(IScanContext scan, PeFile pe, IReadOnlySet<string> names, IReadOnlyList<PeContent> carried, string? starts)
    {
        if (starts is null || PeImportChecks.Any(names, Writes) is not { } writes || !names.Contains("LoadResource") || PeContentChecks.IsInstaller(pe)
            || !carried.Any(one => one.Relation == "embedded" && one.Type.Category == FileCategory.Executable))
            return;
        if (!names.Any(name => name.StartsWith("GetTempPath", StringComparison.Ordinal)) && First(pe.Content.Span, Temporary) is null)
            return;
        scan.Report(ExecutableHeuristics.PeDropsResource, ExecutableText.Text($"LoadResource, {writes}, {starts}"));
        if (SystemProcess().Match(Encoding.Latin1.GetString(pe.Content.Span[..Math.Min(pe.Content.Length, MaxNames)]).Replace("\0", "", StringComparison.Ordinal)) is { Success: true } name)
            scan.Report(ExecutableHeuristics.PeSystemName, ExecutableText.Text(name.Value));
    }

    // What is written to another process, or run from memory, stands in the file and cannot be read.
    private static void CheckLoads(IScanContext scan, PeFile pe, IReadOnlySet<string> names, string? injects)
    {
        if ((injects is not null || PeImportChecks.Hollows(names) is not null) && !PeContentChecks.IsInstaller(pe)
            && PeContents.OverlayWithoutCertificates(pe) is { Length: >= MinLoad } overlay && ExecutableText.Entropy(pe.Content.Span.Slice(overlay.Offset, overlay.Length)) > LoadEntropy)
            scan.Report(ExecutableHeuristics.PeEncryptedLoad, new Evidence(overlay.Offset, overlay.Length, null));
        foreach (var resource in (pe.Resources?.Entries ?? []).Where(entry => entry.Type is not (PeResource.ManifestType or PeResource.VersionType)).Take(MaxResources))
        {
            var content = resource.ContentOf(pe).Span;
            if (content.Length < MinKeyed || KeyedProgram.In(content) is not { } keyed)
                continue;
            scan.Report(ExecutableHeuristics.PeKeyedProgram, new Evidence(resource.Offset + keyed.Offset, content.Length - keyed.Offset, $"a key of {keyed.KeyLength} bytes"));
            if (names.Contains("LoadResource") && PeImportChecks.Any(names, Maps) is { } maps)
                scan.Report(ExecutableHeuristics.PeRunsHidden, ExecutableText.Text($"LoadResource, {maps}"));
            return;
        }
    }

    // Libraries of such vendors are shipped by others, and not all are signed.
    private static void CheckVendor(IScanContext scan, PeFile pe, string? address, IReadOnlyList<PeContent> carried)
    {
        if ((pe.Header.Characteristics & PeContentChecks.LibraryFlag) != 0 || PeContentChecks.VendorOf(pe) is not { } vendor || PeContentChecks.IsInstaller(pe))
            return;
        var other = address ?? First(pe.Content.Span, Chats)
            ?? carried.Where(one => one.Relation == "overlay" && one.Type.Category is FileCategory.Executable or FileCategory.Archive).Select(one => $"{one.Type.Label} behind it").FirstOrDefault();
        if (other is not null)
            scan.Report(ExecutableHeuristics.PeNotOfVendor, ExecutableText.Text($"{vendor}, {other}"));
    }

    private static string? First(ReadOnlySpan<byte> content, string[] words)
    {
        foreach (var word in words)
            if (ExecutableText.IndexOf(content, word) >= 0)
                return word;
        return null;
    }

    // Processes that Windows itself starts, as names of files that are written somewhere.
    [GeneratedRegex(@"%s\\{0,2}(?:svchost|csrss|lsass|smss|winlogon|wininit|services|spoolsv|taskhostw|dwm|RuntimeBroker)\.exe", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SystemProcess();
}
