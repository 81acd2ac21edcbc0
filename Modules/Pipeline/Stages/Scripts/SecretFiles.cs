using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Files in which tools keep keys and passwords. One of them is read by its own tool; several together, close to each other and with something that sends, by a thief.</summary>
internal static partial class SecretFiles
{
    private const int MinKinds = 2;
    private const int MaxDistance = 1500;

    // In a longer text, such as a bundle of many programs, what sends has to stand close by, too.
    private const int MaxOneProgram = 200_000;

    /// <summary>The text that shows it; null when the script does not have it.</summary>
    public static string? In(ScriptSource script)
    {
        if (!Sends().IsMatch(script.Code))
            return null;
        var matches = Names().Matches(script.Code);
        for (var at = 0; at < matches.Count; at++)
        {
            var near = matches.Skip(at).TakeWhile(match => match.Index < matches[at].Index + MaxDistance).ToList();
            if (near.Select(Kind).Distinct(StringComparer.Ordinal).Count() < MinKinds)
                continue;
            var start = Math.Max(0, matches[at].Index - MaxDistance);
            var around = script.Code.AsSpan(start, Math.Min(3 * MaxDistance, script.Code.Length - start));
            if (Reads().IsMatch(around) && (script.Code.Length <= MaxOneProgram || Sends().IsMatch(around)))
                return string.Join(", ", near.Select(match => match.Value).Distinct(StringComparer.Ordinal).Take(5));
        }
        return null;
    }

    private static string Kind(Match match) => match.Groups.Cast<Group>().Skip(1).First(group => group.Success).Name;

    [GeneratedRegex(@"(?<ssh>\bid_(?:rsa|ed25519|ecdsa)\b)|(?<aws>\.aws['"",\s/\\]{1,6}credentials)|(?<git>\.git-credentials)|(?<npm>\.npmrc\b|\.pypirc\b)|(?<net>\.netrc\b)|(?<docker>\.docker['"",\s/\\]{1,6}config\.json)|(?<kube>\.kube['"",\s/\\]{1,6}config\b)|(?<wallet>wallet\.dat\b|\bexodus\b)|(?<browser>\bLogin Data\b|\bkey4\.db\b|\blogins\.json\b)|(?<shadow>/etc/shadow\b)|(?<gcloud>application_default_credentials)|(?<vault>\.kdbx\b)|(?<extension>Local Extension Settings\b)|(?<metamask>nkbihfbeogaeaoehlefnkodbefgpgknn|bfnaelmomeimhlpmgjnjophhpkkoljpa|ibnejdfjmmkpcnlpebklmnkoeoihofec)|(?<cloud>meta-data/iam/security-credentials|computeMetadata/v1/instance/service-accounts|metadata/identity/oauth2)|(?<environment>\benv\s*\|\s*e?grep\b[^\n]{0,60}(?:token|secret|passw|aws))", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(@"readFile|readdir|read_bytes|tar\.add\s*\(|\.rglob\s*\(|\benv\s*\||curl\s+-s\s+http://169\.254|createReadStream|\bopen\s*\(|read_text|read_bytes|\bcat\s|\btar\s|\bzip\s|Get-Content|ReadAll(?:Text|Bytes)|copyfile|shutil\.copy|\bcp\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reads();

    [GeneratedRegex(@"https?\.request\s*\(|\bfetch\s*\(\s*['""`]https?:|axios\.post|requests\.(?:post|put)\s*\(|urlopen\s*\(|urllib\.request\.Request\s*\([^\n]{0,300}data\s*=|\bcurl\b[^\n]{0,200}(?:-F\b|-X\s*POST|--data|-d\s|--upload-file|-T\s)|api\.telegram\.org/bot|discord(?:app)?\.com/api/webhooks|-method\s+['""]?post|UploadFile|--data-binary\s+@|Resolve-DnsName\s+[""'(]?[^\n]{0,40}\$|\.sendall\s*\(|\bnc\s+[\w.]+\s+\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sends();
}
