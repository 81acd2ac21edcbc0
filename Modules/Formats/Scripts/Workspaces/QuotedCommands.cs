using System.Net;
using System.Text.RegularExpressions;
using ScanHost.Formats.Packages;

namespace ScanHost.Formats.Scripts.Workspaces;

/// <summary>Commands that stand in quotes or elements: pipelines of Jenkins, launch agents, project files, sources of installers.</summary>
internal static partial class QuotedCommands
{
    internal static IEnumerable<(string Extension, string Text)> Of(Workspace kind, string text) => kind switch
    {
        Workspace.Jenkins => Steps().Matches(text).Take(WorkspaceCommands.MaxCommands).Select(match =>
            (match.Groups["step"].Value switch { "bat" => "bat", "powershell" or "pwsh" => "ps1", _ => "sh" }, match.Groups["command"].Value.Replace("\\\\", "\\", StringComparison.Ordinal).Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal))),
        Workspace.Plist => Arguments().Matches(text).Take(WorkspaceCommands.MaxCommands).Select(match =>
            ("sh", DockerCommands.Joined([.. Texts().Matches(match.Groups[1].Value).Select(part => WebUtility.HtmlDecode(part.Groups[1].Value))]))),
        Workspace.Msbuild => PackageManifest.MsBuildCommands(text).Select(command => (CommandLines.IsOfWindows(command) ? "bat" : "sh", command)),
        // What an installer fetches is its own command: it is written as the one of the shell that does the same.
        Workspace.Nsi => InstallerSteps().Matches(text).Take(WorkspaceCommands.MaxCommands).Select(match =>
            ("bat", match.Groups["url"].Success ? $"curl -o \"{Place(match.Groups["file"].Value)}\" {match.Groups["url"].Value}" : Place(match.Groups["command"].Value))),
        _ => [],
    };

    private static string Place(string text) => text.Replace("$TEMP", "%TEMP%", StringComparison.OrdinalIgnoreCase).Replace("$APPDATA", "%APPDATA%", StringComparison.OrdinalIgnoreCase)
        .Replace("$LOCALAPPDATA", "%LOCALAPPDATA%", StringComparison.OrdinalIgnoreCase).Replace("$\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\w.])(?<step>sh|bat|powershell|pwsh)\s*\(?\s*(?:script\s*:\s*)?(?:(?<q>'''|"""""")(?<command>[\s\S]{1,4000}?)\k<q>|(?<q>['""])(?<command>(?:\\.|(?!\k<q>)[^\\\n]){1,4000})\k<q>)", RegexOptions.CultureInvariant)]
    private static partial Regex Steps();

    [GeneratedRegex(@"<key>\s*ProgramArguments\s*</key>\s*<array>([\s\S]*?)</array>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Arguments();

    [GeneratedRegex(@"<string>([^<]{0,20000})</string>", RegexOptions.CultureInvariant)]
    private static partial Regex Texts();

    [GeneratedRegex(@"^[ \t]*(?:(?:nsExec::\w+|ExecDos::\w+|ExecWait|ExecShell(?:Wait)?|Exec)[ \t]+(?:/\w+(?:=\d+)?[ \t]+)*(?:""(?:open|runas|)""[ \t]+)?(?<q>['""`])(?<command>(?:(?!\k<q>)[^\r\n]|\$\\.){2,2000})\k<q>|(?:inetc::get|NSISdl::download(?:_quiet)?|NScurl::http)[ \t][^\r\n]{0,200}?(?<url>https?://[^\s""']{3,500})[""']?[ \t]+[""']?(?<file>[^""'\r\n]{2,300}?)[""']?(?:[ \t]+/|[ \t]*\r?$))", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex InstallerSteps();
}
