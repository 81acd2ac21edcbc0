using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Web;

/// <summary>Looks at the settings of web servers, where strangers lead a site's visitors away or keep a door open.</summary>
internal sealed partial class SiteSettingsStage : IScanStage
{
    public string Name => "site-settings";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0 && facts.Identification.Encoding is not null
        && facts.Type.Category is FileCategory.Text or FileCategory.Script or FileCategory.Data && Names().IsMatch(facts.Name);

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var text = Comments().Replace(ScanText.AllOf(scan), "");
        Report(scan, WebHeuristics.CloakedRedirect, CloakedRedirect(), text);
        Report(scan, WebHeuristics.PicturesRun, PicturesRun(), text);
        Report(scan, WebHeuristics.RequestRuns, RequestRuns(), text);
        Report(scan, WebHeuristics.PutsScriptIn, PutsScriptIn(), text);
        return ValueTask.CompletedTask;
    }

    private static void Report(IScanContext scan, Heuristic heuristic, Regex sign, string text)
    {
        if (sign.Match(text) is { Success: true } match)
            scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(match.Value.Trim())));
    }

    private const RegexOptions Usual = RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"(?:^|[\\/])(?:\.?htaccess[\w.-]{0,20}|\.user\.ini|php\.ini|[\w.-]{1,60}\.(?:conf|vhost))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(@"^[ \t]*[#;].*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Comments();

    // Only who comes from there, and to a host of its own; who keeps others from showing his pictures asks for the opposite.
    [GeneratedRegex(@"^[ \t]*RewriteCond[ \t]+%\{HTTP_REFERER\}[ \t]+(?!!)[^\n]{0,200}?\b(?:google|bing|yahoo|yandex|baidu|duckduckgo)\b[^\n]{0,1000}\n(?:[ \t]*RewriteCond[^\n]{0,1000}\n){0,10}[ \t]*RewriteRule[ \t]+(?!\S*(?:jpe?g|png|gif|webp))\S+\s+https?://(?!%\{)[\w.-]{4,200}[^\n]{0,200}|^[ \t]*if\s*\(\s*\$http_referer\s+~\*?\s+[^)\n]{0,200}\b(?:google|bing|yahoo|yandex)\b[^)\n]{0,200}\)\s*\{[^}]{0,200}?(?:rewrite|return)\s[^}]{0,100}?https?://(?!\$host)[\w.-]{4,200}", Usual)]
    private static partial Regex CloakedRedirect();

    [GeneratedRegex(
        @"^[ \t]*(?:AddType\s+application/x-httpd-php\d*|AddHandler\s+[\w/-]{0,40}php[\w-]{0,10})\s[^\n]{0,200}\.(?:ico|jpe?g|png|gif|svg|webp|bmp|css|txt|pdf)\b[^\n]{0,100}|^[ \t]*(?:php_(?:admin_)?value\s+)?auto_(?:append|prepend)_file\s*=?\s*[""']?(?:/tmp/|/var/tmp/|/dev/shm/|[^\s""']{0,200}/\.(?!\./)\w|php://input|data:)[^\s""']{0,200}", Usual)]
    private static partial Regex PicturesRun();

    [GeneratedRegex(@"\bngx\.(?:req\.get_(?:headers|uri_args|post_args|body_data)|var\.(?:arg|http|cookie)_\w+)[\s\S]{0,300}?\b(?:io\.popen|os\.execute|loadstring|load)\s*\([^)\n]{0,100}", Usual)]
    private static partial Regex RequestRuns();

    [GeneratedRegex(@"\bsub_filter\s+['""]?</(?:head|body)>['""]?\s+['""][^\n]{0,40}?<script\b[^>\n]{0,60}\bsrc\s*=\s*\\?['""]?https?://[^\s'"">]{4,200}", Usual)]
    private static partial Regex PutsScriptIn();
}
