using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.DotNet;
using ScanHost.Formats.Pe;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Looks at the metadata of .NET assemblies.</summary>
internal sealed class DotNetStage : IScanStage
{
    private const int MaxNames = 64;
    private const int MinNames = 20;
    private const double UnreadableShare = 0.3;
    private const double EncryptedEntropy = 7.5;
    private const int SmallProgram = 1024 * 1024;

    private static readonly string[] ObfuscatorMarks =
    [
        "ConfusedByAttribute", "ConfuserEx", "DotfuscatorAttribute", "ObfuscatedByGoliath", "SmartAssembly.Attributes", "PoweredByAttribute",
        "YanoAttribute", "NineRays.Obfuscator", "BabelObfuscatorAttribute", "CryptoObfuscator", "AssemblyInfoAttribute_Xenocode", "EazfuscatorAttribute",
    ];

    // What keeps code out of sight. Unpacking a resource alone is what bundlers of libraries do.
    private static readonly string[] Hiding = ["FromBase64String", "CreateDecryptor", "DownloadData", "DownloadString", "GetByteArrayAsync"];

    private static readonly string[] Decoders = ["FromBase64String", "CreateDecryptor", "GZipStream", "DeflateStream", "GetManifestResourceStream"];

    private static readonly string[] Fetchers = ["DownloadData", "DownloadString", "DownloadFile", "DownloadDataTaskAsync", "DownloadFileTaskAsync", "GetByteArrayAsync", "GetStringAsync", "GetStreamAsync", "GetResponse", "GetResponseStream"];

    public string Name => "dotnet";

    public string Version => "5";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBeA("pe-net") || facts.IsOrMayBeA("pe-net-dll");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (PeFile.TryOpen(scan.Content) is not { } pe)
            return ValueTask.CompletedTask;
        if (DotNetFile.TryOpen(pe) is not { } net)
        {
            // Its header names a runtime but no metadata can be read: nothing of its code was examined.
            scan.Miss(GapReason.Damaged, "The metadata cannot be read.");
            return ValueTask.CompletedTask;
        }

        NoteFacts(scan, net);
        cancellationToken.ThrowIfCancellationRequested();
        CheckNames(scan, net);
        CheckCalls(scan, net);
        cancellationToken.ThrowIfCancellationRequested();
        CheckResources(scan, net);
        return ValueTask.CompletedTask;
    }

    private static void NoteFacts(IScanContext scan, DotNetFile net)
    {
        scan.Note("runtime", ExecutableText.Show(net.Version));
        scan.Note("module", ExecutableText.Show(net.ModuleName));
        scan.Note("module_id", net.Guids.Count > 0 ? net.Guids[0].ToString("D") : null);
        scan.Note("type_library", ExecutableText.Show(net.TypeLibrary));
        if (net.Assembly is { } assembly)
        {
            var version = assembly.Version;
            scan.Note("assembly", ExecutableText.Show(assembly.Name));
            scan.Note("version", string.Create(CultureInfo.InvariantCulture, $"{version.Major}.{version.Minor}.{version.Build}.{version.Revision}"));
        }

        scan.Note("references", new JsonArray(
            [.. net.AssemblyReferences.Take(MaxNames).Select(reference => JsonValue.Create(ExecutableText.Show(reference.Name)))]));
        scan.Note("native_calls", net.PlatformInvokes.Count);
        scan.Note("resources", net.Resources.Count);
    }

    private static void CheckNames(IScanContext scan, DotNetFile net)
    {
        var (all, unreadable) = (0, 0);
        foreach (var name in net.OwnNames)
        {
            all++;
            if (IsUnreadable(name))
                unreadable++;
            if (Array.Exists(ObfuscatorMarks, mark => name == mark))
                scan.Report(ExecutableHeuristics.NetObfuscator, ExecutableText.Text(name));
        }

        if (all >= MinNames && unreadable > all * UnreadableShare)
            scan.Report(ExecutableHeuristics.NetObfuscator, ExecutableText.Text($"{unreadable} of {all} names cannot be read"));
    }

    /// <summary>Letters of any language are readable; control characters, private ones and blanks of odd kinds are not.</summary>
    private static bool IsUnreadable(string latin1)
    {
        foreach (var rune in Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin1)).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator)
                return true;
        }

        return false;
    }

    private static void CheckCalls(IScanContext scan, DotNetFile net)
    {
        var native = net.PlatformInvokes.Select(call => call.Function).ToHashSet(StringComparer.Ordinal);
        PeImportChecks.CheckInjection(scan, native, ExecutableHeuristics.NetInjection);
        PeImportChecks.CheckHollowing(scan, native);
        var members = net.MemberReferences.Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        if (HiddenWords.In(scan, net.UserStrings) is { } hidden)
        {
            scan.Report(ExecutableHeuristics.NetHiddenWords, ExecutableText.Text(hidden));
            // Reflection on what it keeps in a resource or decodes, by a name that it hides.
            if (members.Contains("Invoke") && Array.Find(Decoders, members.Contains) is { } reads && HiddenWords.Loads(hidden))
                scan.Report(ExecutableHeuristics.NetLoadRun, ExecutableText.Text($"{hidden}, {reads}, Invoke"));
        }
        if (!net.Pe.IsSigned && Array.Find(Fetchers, members.Contains) is { } fetches
            && (PeImportChecks.Injection(native) ?? PeImportChecks.Hollows(native) ?? StartsProcess(net)) is { } starts && NumericAddress.In(scan, net.Pe.Content.Span) is { } address)
            scan.Report(ExecutableHeuristics.PeNamelessHost, ExecutableText.Text($"{address}, {fetches}, {starts}"));
        var types = net.MemberReferences.Select(member => member.Type).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (net.MemberReferences.Any(IsLoadFromBytes)
            && Array.Find(Decoders, word => members.Contains(word) || types.Any(type => type.EndsWith(word, StringComparison.Ordinal))) is { } decoder)
            scan.Report(ExecutableHeuristics.NetReflectiveLoad, ExecutableText.Text($"Assembly.Load, {decoder}"));
        if (net.MemberReferences.Any(IsLoadFromBytes) && !net.Pe.IsSigned && Array.Find(Hiding, members.Contains) is { } hiding)
        {
            scan.Report(ExecutableHeuristics.NetHiddenCode, ExecutableText.Text($"Assembly.Load, {hiding}"));
            if (members.Contains("get_EntryPoint") && members.Contains("Invoke"))
                scan.Report(ExecutableHeuristics.NetLoadRun, ExecutableText.Text($"Assembly.Load, {hiding}, EntryPoint.Invoke"));
            else if ((members.Contains("GetExportedTypes") || members.Contains("GetTypes")) && members.Contains("InvokeMember"))
                scan.Report(ExecutableHeuristics.NetLoadRun, ExecutableText.Text($"Assembly.Load, {hiding}, Type.InvokeMember"));
        }
        if (scan.Facts.Type.IsA("pe-net") && net.Pe.Content.Length < SmallProgram
            && net.AssemblyReferences.Any(reference => reference.Name == "System.Management.Automation"))
            scan.Report(ExecutableHeuristics.NetPowerShellHost);
        if (native.Any(name => name.StartsWith("VirtualProtect", StringComparison.Ordinal))
            && ExecutableText.IndexOf(net.Pe.Content.Span, "AmsiScanBuffer") is >= 0 and var offset)
            scan.Report(ExecutableHeuristics.NetAmsiPatch, new Evidence(offset, 14, "AmsiScanBuffer"));
    }

    private static string? StartsProcess(DotNetFile net) =>
        net.MemberReferences.Any(member => member is { Type: "System.Diagnostics.Process", Name: "Start" }) ? "Process.Start" : net.MemberReferences.Any(IsLoadFromBytes) ? "Assembly.Load" : null;

    // One parameter of type byte[]: 1D 05 behind the return type.
    private static bool IsLoadFromBytes(DotNetMemberReference member) =>
        member is { Type: "System.Reflection.Assembly" or "System.AppDomain", Name: "Load" } && member.Signature.Span.EndsWith<byte>([0x1D, 0x05]);

    private static void CheckResources(IScanContext scan, DotNetFile net)
    {
        foreach (var resource in net.Resources)
        {
            if (resource.Length <= net.Pe.Content.Length / 2)
                continue;
            var content = net.Pe.Content.Span.Slice((int)resource.Offset, (int)Math.Min(resource.Length, net.Pe.Content.Length - resource.Offset));
            if (ExecutableText.Entropy(content) > EncryptedEntropy)
                scan.Report(ExecutableHeuristics.NetBigResource, new Evidence(resource.Offset, resource.Length, ExecutableText.Show(resource.Name)));
        }
    }
}
