using System.Text.Json.Nodes;
using System.Text;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Authenticode;
using ScanHost.Formats.Packages;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Packages;

/// <summary>Looks at the names that Java classes and Android manifests mention: both keep them as plain text.</summary>
internal sealed partial class ByteCodeStage : IScanStage
{
    private const long MaxSignatureBytes = 1 << 20;

    private const int MaxClassBytes = 4 << 20;

    private const int MaxDexBytes = 16 << 20;

    /// <summary>Where other programs keep passwords, sessions and coins.</summary>
    private static readonly string[] Stores =
        ["Local Storage\\leveldb", "Local Storage/leveldb", "Login Data", "launcher_accounts.json", "logins.json", "key4.db", "cookies.sqlite", "wallet.dat", "exodus.wallet", "Electrum\\wallets", "Telegram Desktop\\tdata", "recentservers.xml", "dQw4w9WgXcQ:", ".feather/accounts.json", "Lunar Client/settings"];

    /// <summary>What remote controls do besides.</summary>
    private static readonly string[] Habits =
        ["SecurityCenter2", "schtasks /create", "schtasks.exe /create", "CurrentVersion\\Run", "keylogger", "createScreenCapture", "chrome-pass", "cmd-shell", "vboxservice", "attrib +h", "?hwid=", "&hwid=", "rdp_hidden", "powershell.exe -e", "powershell -e", "wscript.exe //B", "wscript //B"];

    private static readonly (string Plain, string Backwards, string Base64)[] HiddenNames =
        [.. new[] { "java.lang.Runtime", "java.lang.ProcessBuilder", "getRuntime", "defineClass", "java.net.URLClassLoader", "javax.crypto.Cipher" }
            .Select(name => (name, new string([.. name.Reverse()]), Convert.ToBase64String(Encoding.ASCII.GetBytes(name)).TrimEnd('=')))];

    private static readonly string[] AppActs =
        ["dalvik/system/DexClassLoader", "dalvik/system/InMemoryDexClassLoader", "performGlobalAction", "abortBroadcast", "sendTextMessage", "lockNow", "overlay_inject", "getDeviceId", "java/lang/Runtime", "createFromPdu", "hideAppIcon"];

    public string Name => "bytecode";

    public string Version => "4";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Type.Id is "java-class" or "android-xml" or "apk" or "dex" || IsInnerApp(facts) || IsSignatureFile(facts);

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (scan.Facts.Type.Id == "java-class")
            ReportClass(scan);
        else if (scan.Facts.Type.Id == "android-xml")
            ReportManifest(scan);
        else if (scan.Facts.Type.Id == "dex" && !IsInnerApp(scan.Facts))
            ReportDex(scan);
        else if (IsInnerApp(scan.Facts))
            scan.Report(PackageHeuristics.ApkDropper, new Evidence(null, null, scan.Facts.Path));
        if (scan.Facts.Type.Id == "apk")
            foreach (var (scheme, certificate) in ApkSignatures.OfBlock(scan.Content))
                NoteSigner(scan, $"signer_v{scheme}", certificate);
        else if (IsSignatureFile(scan.Facts) && ApkSignatures.OfFile(scan.Content) is { } certificate)
            NoteSigner(scan, "signer_v1", certificate);
        return ValueTask.CompletedTask;
    }

    // classes.dex is the app itself; one among its data is another.
    private static bool IsInnerApp(ArtifactFacts facts) =>
        facts.Depth > 0 && facts.Type.Id is "dex" or "apk" && (facts.Path.StartsWith("assets/", StringComparison.Ordinal) || facts.Path.StartsWith("res/raw/", StringComparison.Ordinal));

    private static bool IsSignatureFile(ArtifactFacts facts) =>
        facts is { Depth: > 0, Size: > 0 and < MaxSignatureBytes } && facts.Path.StartsWith("META-INF/", StringComparison.Ordinal)
        && (facts.Path.EndsWith(".RSA", StringComparison.OrdinalIgnoreCase) || facts.Path.EndsWith(".DSA", StringComparison.OrdinalIgnoreCase) || facts.Path.EndsWith(".EC", StringComparison.OrdinalIgnoreCase));

    // The subject is "CN=Android Debug, O=Android, C=US", developer.android.com "Sign your debug build".
    private static void NoteSigner(IScanContext scan, string key, SigningCertificate certificate)
    {
        scan.Note(key, new JsonObject { ["subject"] = MemberName.Shorten(certificate.Subject.CommaText), ["sha1"] = certificate.Thumbprint, ["self_issued"] = certificate.IsSelfIssued });
        if (certificate.Subject is { CommonName: "Android Debug", Organization: "Android" })
            scan.Report(PackageHeuristics.ApkDebugCertificate, new Evidence(null, null, MemberName.Shorten(certificate.Subject.CommaText)));
    }

    private static void ReportClass(IScanContext scan)
    {
        var file = scan.Content.Span;
        var starts = (Has(file, "java/lang/Runtime"u8) && Has(file, "exec"u8)) || Has(file, "java/lang/ProcessBuilder"u8);
        if (starts && (Has(file, "java/net/URL"u8) || Has(file, "java/net/Socket"u8) || Has(file, "java/net/http/"u8)))
            scan.Report(PackageHeuristics.JarExec, new Evidence(null, null, scan.Facts.Path));
        ReportSpy(scan, file, starts);
        var text = Encoding.Latin1.GetString(file[..Math.Min(file.Length, MaxClassBytes)]);
        if (starts && Saves(file) && ProgramAddress().Match(text) is { Success: true } address)
            scan.Report(PackageHeuristics.JarFetchRun, new Evidence(null, null, MemberName.Shorten(address.Value)));
        ReportHidden(scan, file, text);
        if (Has(file, "defineClass"u8) && Has(file, "javax/crypto/Cipher"u8))
            scan.Report(PackageHeuristics.JarLoader, new Evidence(null, null, scan.Facts.Path));
    }

    private static bool Saves(ReadOnlySpan<byte> file) =>
        Has(file, "java/io/FileOutputStream"u8) || Has(file, "java/nio/file/Files"u8) || Has(file, "java/nio/channels/FileChannel"u8) || Has(file, "java/io/RandomAccessFile"u8);

    // A name that is looked up by reflection is written as it is by whoever has nothing to hide.
    private static void ReportHidden(IScanContext scan, ReadOnlySpan<byte> file, string text)
    {
        if (!Has(file, "forName"u8) && !Has(file, "java/lang/reflect/Method"u8) && !Has(file, "java/lang/invoke/MethodHandles"u8))
            return;
        var hidden = HiddenNames.Where(name => text.Contains(name.Backwards, StringComparison.Ordinal) || text.Contains(name.Base64, StringComparison.Ordinal)).Select(name => name.Plain).ToList();
        if (hidden.Count == 0)
            return;
        scan.Report(PackageHeuristics.JarHiddenNames, new Evidence(null, null, string.Join(", ", hidden)));
        if (hidden.Any(name => name.Contains("Runtime", StringComparison.Ordinal) || name.Contains("ProcessBuilder", StringComparison.Ordinal)) && (Has(file, "defineClass"u8) || Has(file, "java/net/"u8)))
            scan.Report(PackageHeuristics.JarHiddenStart, new Evidence(null, null, string.Join(", ", hidden)));
    }

    // Constants stand in the class as they are (JVMS 4.4.7), so do those of Dalvik (string_data_item).
    private static void ReportSpy(IScanContext scan, ReadOnlySpan<byte> file, bool starts)
    {
        // Another class of the archive may do the reaching, when this one names the address.
        var reaches = Has(file, "java/net/"u8) || Has(file, "http://"u8) || Has(file, "https://"u8);
        var stores = Shown(file, Stores);
        var habits = Shown(file, Habits);
        if (stores.Count >= 2 && reaches)
            scan.Report(PackageHeuristics.JarSpy, new Evidence(null, null, string.Join(", ", stores)));
        else if (starts && habits.Count >= 2 && (reaches || Has(file, "defineClass"u8)))
            scan.Report(PackageHeuristics.JarSpy, new Evidence(null, null, string.Join(", ", habits)));
    }

    private static void ReportDex(IScanContext scan)
    {
        var file = scan.Content.Span;
        var acts = Shown(file, AppActs);
        // Who reads text messages and passes them to a chat bot needs no more.
        var (isForwarder, text) = (Has(file, "createFromPdu"u8) || Has(file, "content://sms"u8), Encoding.Latin1.GetString(file[..Math.Min(file.Length, MaxDexBytes)]));
        if (isForwarder && ChatBot().Match(text) is { Success: true } bot)
            scan.Report(PackageHeuristics.ApkBot, new Evidence(null, null, MemberName.Shorten(bot.Value)));
        else if (acts.Count >= 2 && Gate().Match(text) is { Success: true } gate)
            scan.Report(PackageHeuristics.ApkBot, new Evidence(null, null, MemberName.Shorten($"{gate.Value}, {string.Join(", ", acts)}")));
    }

    private static List<string> Shown(ReadOnlySpan<byte> file, string[] words)
    {
        var shown = new List<string>();
        foreach (var word in words)
            if (Has(file, Encoding.UTF8.GetBytes(word)))
                shown.Add(word);
        return shown;
    }

    // An address of a server's script with a name that panels of such apps have, or a bot that passes on what it is sent.
    [GeneratedRegex(@"https?://[\w.:-]{4,100}/(?:[\w-]{1,40}/){0,4}(?:gate|poll|panel|bot|inject\w*|command|private/\w{1,20}|c2|api/bots?)\w{0,10}\.php|https://api\.telegram\.org/bot\w{1,20}:|https?://(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\d{1,3}\.){3}\d{1,3}[:/][\w./:-]{1,100}", RegexOptions.IgnoreCase)]
    private static partial Regex Gate();

    [GeneratedRegex(@"https://(?:api\.telegram\.org/bot|discord(?:app)?\.com/api/webhooks/)\w{0,20}", RegexOptions.IgnoreCase)]
    private static partial Regex ChatBot();

    // A program by its extension, or a host without a name.
    [GeneratedRegex(@"https?://(?:[\w.-]{4,100}(?::\d{1,5})?/[\w./%~+-]{0,200}\.(?:exe|scr|bat|cmd|vbs|ps1|hta|msi)\b|(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\d{1,3}\.){3}\d{1,3}[:/][\w./%:-]{1,200})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ProgramAddress();

    private static void ReportManifest(IScanContext scan)
    {
        var file = scan.Content.Span;
        if ((HasName(file, "android.permission.SEND_SMS") || HasName(file, "android.permission.RECEIVE_SMS") || HasName(file, "android.permission.READ_SMS"))
            && HasName(file, "android.permission.SYSTEM_ALERT_WINDOW") && HasName(file, "android.permission.BIND_ACCESSIBILITY_SERVICE"))
            scan.Report(PackageHeuristics.ApkPermissions, new Evidence(null, null, "text messages, overlays, accessibility"));
    }

    private static bool Has(ReadOnlySpan<byte> file, ReadOnlySpan<byte> name) => file.IndexOf(name) >= 0;

    private static bool HasName(ReadOnlySpan<byte> file, string name) =>
        file.IndexOf(Encoding.ASCII.GetBytes(name)) >= 0 || file.IndexOf(Encoding.Unicode.GetBytes(name)) >= 0;
}
