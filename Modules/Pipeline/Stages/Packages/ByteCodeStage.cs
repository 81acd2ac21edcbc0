using System.Text.Json.Nodes;
using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Authenticode;
using ScanHost.Formats.Packages;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Packages;

/// <summary>Looks at the names that Java classes and Android manifests mention: both keep them as plain text.</summary>
internal sealed class ByteCodeStage : IScanStage
{
    private const long MaxSignatureBytes = 1 << 20;

    public string Name => "bytecode";

    public string Version => "2";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Type.Id is "java-class" or "android-xml" or "apk" || IsInnerApp(facts) || IsSignatureFile(facts);

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (scan.Facts.Type.Id == "java-class")
            ReportClass(scan);
        else if (scan.Facts.Type.Id == "android-xml")
            ReportManifest(scan);
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
        if (Has(file, "defineClass"u8) && Has(file, "javax/crypto/Cipher"u8))
            scan.Report(PackageHeuristics.JarLoader, new Evidence(null, null, scan.Facts.Path));
    }

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
