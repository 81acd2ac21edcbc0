using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Packages;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Scripts;

namespace ScanHost.Pipeline.Stages.Packages;

/// <summary>
/// What a browser extension's manifest gives away. Many honest ones reach every page, so what they may do weighs little; what its scripts do is judged where
/// they are (<c>js.browser_theft</c>, <c>js.remote_code</c>).
/// </summary>
internal static partial class BrowserExtensionSigns
{
    private const int ManyPowers = 3;

    /// <summary>The permissions that the stores warn of most, or that only few extensions need.</summary>
    private static readonly FrozenSet<string> Powers = FrozenSet.Create(
        StringComparer.Ordinal,
        "cookies", "webRequestBlocking", "nativeMessaging", "debugger", "proxy", "management", "privacy", "history", "clipboardRead", "contentSettings", "desktopCapture", "tabCapture", "pageCapture");

    /// <summary>Reports what the manifest says.</summary>
    public static void Report(IScanContext scan, BrowserManifest manifest)
    {
        scan.Note("ecosystem", "browser");
        scan.Note("name", MemberName.Shorten(manifest.Name));
        scan.Note("version", MemberName.Shorten(manifest.Version));
        scan.Note("manifest_version", manifest.ManifestVersion);
        scan.Note("permissions", MemberName.Shorten(string.Join(' ', manifest.Permissions)));
        var powers = manifest.Permissions.Where(Powers.Contains).Distinct().ToList();
        if (manifest.ReachesAllPages && powers.Count >= ManyPowers)
            Report(scan, PackageHeuristics.WideReach, string.Join(' ', powers));
        if (PopularPackages.ImitatedBy("browser", manifest.Name) is { } popular)
            Report(scan, PackageHeuristics.TypoSquat, $"{manifest.Name} for {popular}");
        foreach (var policy in manifest.Policies)
            if ((HasScriptRule().IsMatch(policy) ? RemoteScript() : RemoteDefault()).Match(policy) is { Success: true } remote)
                Report(scan, PackageHeuristics.RemoteScripts, remote.Value);
        if (manifest.Replaces.Count > 0 && manifest.ReachesAllPages)
            Report(scan, PackageHeuristics.ReplacesSettings, string.Join(' ', manifest.Replaces));
        if (manifest.UpdateUrl.Length > 0 && !Store().IsMatch(manifest.UpdateUrl))
            ReportUpdate(scan, manifest.UpdateUrl);
    }

    private static void ReportUpdate(IScanContext scan, string url)
    {
        Report(scan, PackageHeuristics.ForeignUpdate, url);
        if (url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || NamelessHosts.IsNameless(url))
            Report(scan, PackageHeuristics.OpenUpdate, url);
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string shown) => scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(shown)));

    // One's own machine is where developers serve from.
    [GeneratedRegex(@"\bdefault-src\b[^;]{0,1000}?(?:https?://|wss?://|\*\.)(?!localhost|127\.0\.0\.1)[^\s;]{1,200}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RemoteDefault();

    [GeneratedRegex(@"\bscript-src\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HasScriptRule();

    [GeneratedRegex(@"\bscript-src(?:-elem)?\b[^;]{0,1000}?(?:https?://|wss?://|\*\.)(?!localhost|127\.0\.0\.1)[^\s;]{1,200}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RemoteScript();

    [GeneratedRegex(@"^https?://(?:clients2\.google\.com|edge\.microsoft\.com|extension-updates\.opera\.com|(?:[\w-]+\.)*addons\.mozilla\.org|versioncheck(?:-bg)?\.addons\.mozilla\.org)/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Store();
}
