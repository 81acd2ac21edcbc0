using System.Text;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Scripts.Workspaces;

/// <summary>
/// Commands of workflows, pipelines, composed containers and playbooks in YAML. The scalars and lists below the keys that hold commands are taken, in block, folded,
/// quoted and plain style (yaml.org 1.2.2, chapters 7 and 8); anchors and tags are not followed.
/// </summary>
internal static partial class YamlCommands
{
    internal static IEnumerable<(string Extension, string Text)> Of(string text)
    {
        var lines = text.Split('\n');
        var powershell = PowerShellSteps().IsMatch(text) && !UnixSteps().IsMatch(text);
        for (var at = 0; at < lines.Length; at++)
        {
            if (Key().Match(lines[at]) is not { Success: true } key)
                continue;
            var indent = key.Groups["indent"].Length;
            var value = key.Groups["value"].Value.Trim();
            var body = Below(lines, at, indent);
            var command = value is ['|' or '>', ..] ? string.Join(value[0] == '>' ? ' ' : '\n', body.Select(line => line.Trim()))
                : value.Length == 0 || value[0] == '#' ? List(body)
                : DockerCommands.Exec(value.Replace('\'', '"')) ?? Unquoted(string.Join(' ', body.Select(line => line.Trim()).Where(line => line.Length > 0).Prepend(value)));
            var name = key.Groups["key"].Value;
            yield return (name is "win_shell" or "win_command" or "pwsh" or "powershell" || powershell ? "ps1" : CommandLines.IsOfWindows(command) ? "bat" : "sh", command);
        }
    }

    /// <summary>Lines that belong to the key: those that stand further in.</summary>
    private static List<string> Below(string[] lines, int at, int indent)
    {
        var body = new List<string>();
        for (at++; at < lines.Length && body.Count < 2000; at++)
        {
            var line = lines[at].TrimEnd('\r');
            var start = line.Length - line.TrimStart().Length;
            if (line.Trim().Length > 0 && start <= indent && !(start == indent && line.AsSpan(start).StartsWith("- ")))
                break;
            body.Add(line);
        }
        return body;
    }

    // - one item a line; an item may go on in lines further in.
    private static string List(List<string> body)
    {
        var items = new List<StringBuilder>();
        foreach (var line in body.Select(line => line.Trim()))
            if (line.StartsWith("- ", StringComparison.Ordinal))
                items.Add(new(Unquoted(line[2..].TrimStart().TrimStart('|', '>').Trim())));
            else if (items.Count > 0 && line.Length > 0)
                items[^1].Append('\n').Append(line);
        return items.Count > 2 && items[1].ToString() is "-c" or "-lc" or "-ec" ? DockerCommands.Joined([.. items.Select(item => item.ToString())]) : string.Join('\n', items);
    }

    private static string Unquoted(string value) =>
        value is ['"', .., '"'] ? value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
        : value is ['\'', .., '\''] ? value[1..^1].Replace("''", "'", StringComparison.Ordinal) : value;

    [GeneratedRegex(@"^(?<indent>[ ]*(?:-[ ]+)?)(?:[\w.]+\.)?(?<key>run|script|before_script|after_script|command|entrypoint|cmd|shell|win_shell|win_command|bash|pwsh|powershell|inlineScript|args|postStart|preStop|user-data|runcmd|bootcmd)[ ]*:(?:[ ]+(?<value>[^\r\n]*))?\r?$", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex(@"^[ \t]*(?:-[ \t]+)?shell[ \t]*:[ \t]*(?:pwsh|powershell)\s*?$|^[ \t]*(?:-[ \t]+)?runs-on[ \t]*:[ \t]*windows", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PowerShellSteps();

    [GeneratedRegex(@"^[ \t]*(?:-[ \t]+)?shell[ \t]*:[ \t]*(?:ba)?sh\s*?$|^[ \t]*(?:-[ \t]+)?runs-on[ \t]*:[ \t]*(?:ubuntu|macos)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex UnixSteps();
}
