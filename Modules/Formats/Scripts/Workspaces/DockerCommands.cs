using System.Text.Json;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Scripts.Workspaces;

/// <summary>Commands of a Dockerfile (docs.docker.com/reference/dockerfile): in shell form, in exec form, and as here-documents.</summary>
internal static partial class DockerCommands
{
    internal static IEnumerable<(string Extension, string Text)> Of(string text)
    {
        foreach (Match match in Instruction().Matches(Continued().Replace(text, " ")).Take(WorkspaceCommands.MaxCommands))
        {
            var command = Options().Replace(match.Groups["command"].Value, "").Trim();
            var plain = match.Groups["body"] is { Success: true } body ? body.Value : Exec(command) ?? command;
            yield return (CommandLines.IsOfWindows(plain) ? "bat" : "sh", plain);
        }
    }

    /// <summary>The command of a list as in <c>["sh", "-c", "..."]</c>: what the shell is given, or else all parts in a row. Null when it is no list.</summary>
    internal static string? Exec(string list)
    {
        if (!list.StartsWith('['))
            return null;
        try
        {
            return JsonSerializer.Deserialize<string[]>(list) is { } parts ? Joined(parts) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a shell at the head of the parts is given to run, or else the parts in a row.</summary>
    internal static string Joined(IReadOnlyList<string> parts) =>
        parts.Count > 2 && Shell().IsMatch(parts[0]) && parts[1] is ['-', .., 'c'] ? string.Join(' ', parts.Skip(2)) : string.Join(' ', parts);

    [GeneratedRegex(@"[\\`][ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*", RegexOptions.CultureInvariant)]
    private static partial Regex Continued();

    [GeneratedRegex(@"^[ \t]*(?:ONBUILD[ \t]+)?(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK(?:[ \t]+--\S+)*[ \t]+CMD)[ \t]+(?<command>[^\r\n]*<<-?[""']?(?<mark>\w+)[""']?[^\n]*\n(?<body>(?:(?!^\k<mark>\b)[^\n]*\n){1,500})|[^\r\n]+)", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"^(?:--(?:mount|network|security)=\S+\s+)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Options();

    [GeneratedRegex(@"(?:^|/)(?:ba|z|da|a)?sh$", RegexOptions.CultureInvariant)]
    private static partial Regex Shell();
}
