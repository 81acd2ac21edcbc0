using System.Text.RegularExpressions;

namespace ScanHost.Formats.Scripts.Workspaces;

/// <summary>Commands that stand in lines: recipes of make, settings of git, entries of menus, tables of the scheduler, provisioners of Terraform, steps of a build program in Rust.</summary>
internal static partial class LineCommands
{
    internal static IEnumerable<(string Extension, string Text)> Of(Workspace kind, string text)
    {
        var commands = kind switch
        {
            Workspace.Makefile => Recipes().Matches(text).Select(match => Variable().Replace(match.Groups["command"].Value, "$$$1").Replace("$$", "$", StringComparison.Ordinal)),
            Workspace.Terraform => Values().Matches(text).Select(OfValue),
            Workspace.Cargo => Programs().Matches(text).Select(match => DockerCommands.Joined([match.Groups["program"].Value, .. Texts().Matches(match.Groups["rest"].Value).Select(part => Unescaped(part.Groups[1].Value))])),
            Workspace.Git => Settings().Matches(text).Select(match => Unescaped(match.Groups["command"].Value.Trim().Trim('"').TrimStart('!'))),
            Workspace.Desktop => Entries().Matches(text).Select(match => OfShell(match.Groups["command"].Value)),
            _ => Schedules().Matches(text).Select(match => match.Groups["command"].Value),
        };
        return commands.Take(WorkspaceCommands.MaxCommands).Select(command => (CommandLines.IsOfWindows(command) ? "bat" : "sh", command));
    }

    private static string OfValue(Match match) =>
        match.Groups["body"].Success ? match.Groups["body"].Value
        : match.Groups["list"].Success ? DockerCommands.Exec(match.Groups["list"].Value) ?? match.Groups["list"].Value
        : Unescaped(match.Groups["text"].Value);

    // What a shell is given is a script of its own.
    private static string OfShell(string command) => ShellCommand().Match(command) is { Success: true } shell ? shell.Groups["script"].Value : command;

    [GeneratedRegex(@"^\s*(?:/usr)?(?:/bin/)?(?:env\s+)?(?:ba|z|da)?sh\s+-\w{0,3}c\s+(?<q>['""])(?<script>[\s\S]{4,})\k<q>\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex ShellCommand();

    // specifications.freedesktop.org/desktop-entry-spec: what an entry and its actions start.
    [GeneratedRegex(@"^[ \t]*Exec[ \t]*=[ \t]*(?<command>[^\r\n]{4,4000})", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Entries();

    private static string Unescaped(string text) => text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);

    // What a target runs, and what make itself runs while it reads the file (gnu.org/software/make/manual: Recipes; Shell Function).
    [GeneratedRegex(@"^\t[@+-]{0,3}(?<command>[^\n]{3,4000})|\$\(shell\s+(?<command>[^\n]{3,4000})\)|!=\s*(?<command>[^\n]{3,4000})", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Recipes();

    [GeneratedRegex(@"\$[({](\w{1,60})[)}]", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    // developer.hashicorp.com/terraform/language: provisioners, the external data source, user data of machines.
    [GeneratedRegex(@"^[ \t]*(?:command|user_data|inline|program|startup_script|custom_data|content)[ \t]*=[ \t]*(?:<<[-~]?(?<mark>\w{1,40})\r?\n(?<body>(?:(?![ \t]*\k<mark>\b)[^\n]*\n){1,500})|(?<list>\[\s*(?:""(?:\\.|[^""\\\n])*""\s{0,200}(?:,\s{0,200})?)+\])|""(?<text>(?:\\.|[^""\\\n])*)"")|\bprogram[ \t]*=[ \t]*(?<list>\[\s*(?:""(?:\\.|[^""\\\n])*""\s{0,200}(?:,\s{0,200})?)+\])", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Values();

    [GeneratedRegex(@"\bCommand::new\(\s*""(?<program>[^""\n]{1,100})""\s*\)(?<rest>(?:""(?:\\.|[^""\\])*""|[^;""]){0,4000})", RegexOptions.CultureInvariant)]
    private static partial Regex Programs();

    [GeneratedRegex(@"""((?:\\.|[^""\\])*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Texts();

    // git-scm.com/docs/git-config: the settings whose value is run.
    [GeneratedRegex(@"^[ \t]*(?:(?:fsmonitor|sshCommand|askPass|pager|editor|gitProxy|textconv|clean|smudge|process|external|helper)[ \t]*=[ \t]*(?<command>[^\r\n]{4,4000})|[\w-]{1,40}[ \t]*=[ \t]*(?<command>""?![^\r\n]{4,4000}))", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Settings();

    // crontab(5): five fields or a name for them, in the tables of the system a user, and the command.
    [GeneratedRegex(@"^[ \t]{0,8}(?:@(?:reboot|hourly|daily|weekly|monthly|yearly|annually|midnight)|(?:[\d*/,-]{1,20}[ \t]{1,8}){4}[\d*/,-]{1,20})[ \t]{1,8}(?:root[ \t]{1,8})?(?<command>[^\r\n]{4,4000})", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Schedules();
}
