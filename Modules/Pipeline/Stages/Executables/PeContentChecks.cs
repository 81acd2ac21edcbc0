using System.Text.RegularExpressions;
using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Images;
using ScanHost.Formats.Pe;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Judges what a program carries and says of itself.</summary>
internal static partial class PeContentChecks
{
    /// <summary>Installers and bundles that keep their payload behind the program by design.</summary>
    private static readonly string[] Installers =
        ["Nullsoft", "NullsoftInst", "Inno Setup", "7-Zip", "7zS.sfx", "WinRAR", "SFX", "InstallShield", "WiX", "PyInstaller", ".wixburn", "hostfxr"];

    private const int MaxCommands = 5000;
    private const int MaxInstallerScript = 8 << 10;
    private const int MaxIcons = 32;
    private const uint IconType = 3;
    internal const ushort LibraryFlag = 0x2000;

    private static readonly string[] Demands =
        ["YOUR FILES", "your files have been encrypted", "files are encrypted", "HOW_TO_RECOVER", "HOW TO DECRYPT", "RECOVER-FILES", "README_FOR_DECRYPT", "decryption key", "vssadmin delete shadows", "wmic shadowcopy delete", "files have been encrypted", "README_RESTORE", "RESTORE_FILES", "restore your files", "decrypt your files"];

    private static readonly string[] BrowserStores = ["Login Data", @"\Google\Chrome\User Data", @"\Firefox\Profiles", "logins.json", "key4.db", "cookies.sqlite", "encrypted_key", "password_value"];

    private static readonly string[] OtherStores =
        ["exodus.wallet", "wallet.dat", "Electrum\\wallets", "Ethereum\\keystore", "Telegram Desktop\\tdata", "FileZilla\\recentservers.xml", "Local Storage\\leveldb", "Atomic\\Local Storage", "com.liberty.jaxx", "nkbihfbeogaeaoehlefnkodbefgpgknn", "api.telegram.org/bot", "discord.com/api/webhooks"];

    private static readonly string[] KeyNames = ["[ENTER]", "[BACKSPACE]", "[TAB]", "[SHIFT]", "[CTRL]", "[CAPS LOCK]", "[CAPSLOCK]", "[DEL]", "[ESC]"];

    private static readonly string[] AnalysisTools =
        ["SbieDll.dll", "vboxservice", "VBoxTray", "vmtoolsd", "wireshark", "x64dbg", "x32dbg", "ollydbg", "procmon", "ProcessHacker", "dumpcap", "fiddler", "SecurityCenter2", "dnSpy", "pestudio", "cuckoomon"];

    private static readonly string[] Vendors = ["Microsoft Corporation", "Google LLC", "Adobe Inc.", "Apple Inc.", "Mozilla Corporation"];

    internal static void Check(IScanContext scan, PeFile pe, IReadOnlySet<string> names)
    {
        foreach (var content in PeContents.Find(pe))
        {
            var evidence = new Evidence(content.Offset, content.Content.Length, $"{content.Name}: {content.Type.Label}");
            if (content.Relation == "embedded" && content.Type.Category == FileCategory.Executable)
                scan.Report(ExecutableHeuristics.PeProgramInResource, evidence);
            else if (content.Relation == "overlay" && content.Type.Category is FileCategory.Executable or FileCategory.Archive && !IsInstaller(pe))
                scan.Report(ExecutableHeuristics.PeOverlayPayload, evidence);
        }

        if (!pe.IsSigned && pe.Overlay is { } overlay && HiddenInstallIn(pe.Content.Span.Slice(overlay.Offset, overlay.Length)) is { } install)
            scan.Report(ExecutableHeuristics.PeHiddenInstall, ExecutableText.Text(install));
        CheckWords(scan, pe, pe.Content.Span, names);
        if (!pe.IsSigned && MaskedWords.In(pe.Content.Span) is { } masked)
        {
            scan.Report(ExecutableHeuristics.MaskedWords, ExecutableText.Text(string.Join(", ", masked.Words)));
            CheckWords(scan, pe, masked.Plain, names);
            PeImportChecks.CheckInjection(scan, names.Concat(masked.Words).ToHashSet(StringComparer.Ordinal), ExecutableHeuristics.PeInjection);
        }
        CheckLooks(scan, pe);
        if (!pe.IsSigned && VendorOf(pe) is { } company)
            scan.Report(ExecutableHeuristics.PeFakeVendor, ExecutableText.Text(company));
        if (ExecutableText.IndexOf(pe.Content.Span, "vssadmin") is >= 0 and var offset && (ExecutableText.IndexOf(pe.Content.Span, "delete shadows") >= 0 || ExecutableText.IndexOf(pe.Content.Span, "Delete Shadows") >= 0))
            scan.Report(ExecutableHeuristics.PeShadowCopies, new Evidence(offset, 8, "vssadmin delete shadows"));
    }

    /// <summary>The large vendor that it names as its maker; null when it names none.</summary>
    internal static string? VendorOf(PeFile pe) =>
        pe.VersionStrings.FirstOrDefault(pair => pair.Key == "CompanyName").Value is { } company && Vendors.Contains(company) ? company : null;

    // The settings stand in front of the archive, or in its comment at the end.
    private static string? HiddenInstallIn(ReadOnlySpan<byte> overlay)
    {
        if (HiddenInstall().Match(Encoding.Latin1.GetString(overlay[..Math.Min(overlay.Length, MaxInstallerScript)])) is { Success: true } install)
            return install.Groups["run"].Value;
        var comment = Encoding.Latin1.GetString(overlay[^Math.Min(overlay.Length, MaxInstallerScript)..]);
        return SilentComment().IsMatch(comment) && CommentStarts().Match(comment) is { Success: true } start ? start.Value.Trim() : null;
    }

    private static void CheckLooks(IScanContext scan, PeFile pe)
    {
        if (pe.PdbPath is { } path && TellingPath().Match(path) is { Success: true })
            scan.Report(ExecutableHeuristics.PeSuspectPdb, ExecutableText.Text(ExecutableText.Show(path)));
        if (pe.IsSigned || (pe.Header.Characteristics & LibraryFlag) != 0 || pe.Resources is not { } resources)
            return;
        var icons = resources.Entries.Where(entry => entry.Type == IconType).Take(MaxIcons).Select(entry => BmpRaster.DecodeIcon(entry.ContentOf(pe).Span)).OfType<Raster>();
        if (icons.MaxBy(icon => icon.Width) is { } largest && IconShape.IsDocument(largest))
            scan.Report(ExecutableHeuristics.PeDocumentIcon, ExecutableText.Text($"an icon of {largest.Width} x {largest.Height}"));
    }

    // RunProgram of 7-Zip's installer modules; hidcon: keeps the window of a command away.
    [GeneratedRegex(@"^\s{0,16};!@Install@![\s\S]{0,4000}?(?<run>(?:RunProgram|AutoInstall)\w*=""[^""\n]{0,100}hidcon:[^""\n]{0,100}\b(?:cmd|powershell|wscript|cscript|mshta|\w{1,40}\.(?:cmd|bat|vbs|js|ps1))\b[^""\n]{0,200})", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenInstall();

    // WinRAR, "Self-extracting archives", "GUI SFX: list of script commands".
    [GeneratedRegex(@"^Silent=[12]\s{0,4}$", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SilentComment();

    [GeneratedRegex(@"^(?:Setup|Presetup)=[^\n]{0,100}\b(?:cmd|powershell|wscript|cscript|mshta|\w{1,40}\.(?:cmd|bat|vbs|vbe|js|jse|ps1|hta))\b[^\n]{0,200}", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CommentStarts();

    // What authors call their projects; names of products for defence have other words with it.
    [GeneratedRegex(@"[\\/](?:[^\\/]*[^A-Za-z])?(?:(?:pass(?:word)?|browser|info|cookie|token|discord)[ _-]?(?:stealer|grabber)|stealer|keylog(?:ger)?|ransom(?:ware)?|crypter|cryptolocker|rootkit|bootkit|botnet|miner|xmrig|process[ _-]?hollow(?:ing)?|shellcode[ _-]?(?:loader|runner|inject\w*)|dll[ _-]?inject(?:or|ion)?|uac[ _-]?bypass|amsi[ _-]?bypass|reverse[ _-]?shell|meterpreter|cobalt[ _-]?strike|(?:njrat|quasarrat|asyncrat|dcrat|remcos))(?:[^A-Za-z][^\\/]*)?(?=[\\/]|\.pdb$)", RegexOptions.IgnoreCase)]
    private static partial Regex TellingPath();

    // Words count together only: each of them stands in some honest program.
    private static void CheckWords(IScanContext scan, PeFile pe, ReadOnlySpan<byte> content, IReadOnlySet<string> names)
    {
        var demands = Count(content, Demands);
        if (demands >= 2 && (ExecutableText.IndexOf(content, ".onion") >= 0 || demands >= 3))
            scan.Report(ExecutableHeuristics.PeRansomNote, ExecutableText.Text($"{demands} phrases"));
        var (browsers, others) = (Count(content, BrowserStores), Count(content, OtherStores));
        if (browsers >= 1 && others >= 2)
        {
            scan.Report(ExecutableHeuristics.PeStealer, ExecutableText.Text($"{browsers} stores of browsers, {others} others"));
            PeBehaviourChecks.CheckTheft(scan, pe, names);
        }
        if (Count(content, KeyNames) >= 2 && names.Any(name => name.StartsWith("GetAsyncKeyState", StringComparison.Ordinal) || name.StartsWith("SetWindowsHookEx", StringComparison.Ordinal) || name.StartsWith("GetKeyboardState", StringComparison.Ordinal)))
            scan.Report(ExecutableHeuristics.PeKeyLogger);
        if (!pe.IsSigned && Count(content, AnalysisTools) is >= 2 and var tools)
            scan.Report(ExecutableHeuristics.PeWatchesOut, ExecutableText.Text($"{tools} names"));
        if (HiddenCommand(scan, content) is { } command)
            scan.Report(ExecutableHeuristics.PeHiddenCommand, ExecutableText.Text(command));
    }

    // powershell ... hidden ... and the network, within one text of the program.
    private static string? HiddenCommand(IScanContext scan, ReadOnlySpan<byte> content)
    {
        var tries = 0;
        foreach (var encoding in new[] { Encoding.Latin1, Encoding.Unicode })
        {
            var mark = encoding.GetBytes("powershell");
            for (var at = content.IndexOf(mark); at >= 0 && tries++ < MaxCommands;)
            {
                var text = encoding.GetString(content.Slice(at, Math.Min(1200, content.Length - at)));
                var end = text.IndexOf('\0', StringComparison.Ordinal);
                if (HiddenDownload().Match(end < 0 ? text : text[..end]) is { Success: true } command)
                    return command.Value;
                var next = content[(at + mark.Length)..].IndexOf(mark);
                at = next < 0 ? -1 : at + mark.Length + next;
            }
        }
        if (tries > MaxCommands)
            scan.Miss(GapReason.Limit, $"Only the first {MaxCommands} commands in the texts of the program are judged.");
        return null;
    }

    private static int Count(ReadOnlySpan<byte> content, string[] words)
    {
        var count = 0;
        foreach (var word in words)
            count += ExecutableText.IndexOf(content, word) >= 0 ? 1 : 0;
        return count;
    }

    [GeneratedRegex(@"^powershell[^\n]{0,300}-w(?:in\w*)?\s+(?:h|1)[^\n]{0,600}(?:\biex\b|\birm\b|\biwr\b|downloadstring|downloadfile|https?://|invoke-expression|start-process|-e(?:nc|c)?\s+[A-Za-z0-9+/=]{20})", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenDownload();

    // The mark stands in the program, not in what it carries.
    internal static bool IsInstaller(PeFile pe)
    {
        var program = pe.Content.Span[..(pe.Overlay?.Offset ?? pe.Content.Length)];
        foreach (var mark in Installers)
        {
            if (ExecutableText.IndexOf(program, mark) >= 0)
                return true;
        }

        return false;
    }
}
