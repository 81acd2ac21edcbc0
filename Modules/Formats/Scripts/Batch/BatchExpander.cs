using System.Text;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Scripts.Batch;

/// <summary>
/// Writes out what the command interpreter would see of a batch file: carets dropped, variables put in with their cuts
/// (<c>%v:~2,3%</c>) and replacements (<c>%v:a=b%</c>), in the order of the lines. Nothing is run, so loops and jumps are not followed.
/// </summary>
internal static partial class BatchExpander
{
    private const int MaxLines = 100_000;
    private const int MaxOutput = 8 << 20;
    private const int MaxValue = 64 * 1024;

    /// <summary>What the variables of a usual Windows are.</summary>
    private static readonly (string Name, string Value)[] Usual =
    [
        ("comspec", @"C:\Windows\system32\cmd.exe"), ("systemroot", @"C:\Windows"), ("windir", @"C:\Windows"), ("systemdrive", "C:"),
        ("public", @"C:\Users\Public"), ("programfiles", @"C:\Program Files"), ("programdata", @"C:\ProgramData"), ("allusersprofile", @"C:\ProgramData"),
        ("commonprogramfiles", @"C:\Program Files\Common Files"), ("os", "Windows_NT"), ("processor_architecture", "AMD64"),
        ("pathext", ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC"), ("path", @"C:\Windows\system32;C:\Windows;C:\Windows\System32\Wbem;C:\Windows\System32\WindowsPowerShell\v1.0\"),
        ("temp", @"C:\Users\user\AppData\Local\Temp"), ("tmp", @"C:\Users\user\AppData\Local\Temp"), ("appdata", @"C:\Users\user\AppData\Roaming"),
        ("localappdata", @"C:\Users\user\AppData\Local"), ("userprofile", @"C:\Users\user"), ("homedrive", "C:"), ("psmodulepath", @"C:\Program Files\WindowsPowerShell\Modules"),
    ];

    /// <summary>The batch file written out.</summary>
    internal static (string Text, bool IsCut) Expand(string text, CancellationToken cancellationToken)
    {
        var variables = Usual.ToDictionary(usual => usual.Name, usual => usual.Value, StringComparer.OrdinalIgnoreCase);
        var output = new StringBuilder();
        text = WithoutNothing(text, variables);
        var lines = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++lines > MaxLines || output.Length > MaxOutput)
                return (output.ToString(), true);
            var plain = WithoutMarks(PutIn(line.ToString(), variables));
            Set(plain, variables);
            output.Append(plain).Append('\n');
        }
        return (output.ToString(), false);
    }

    // Names that are set nowhere are empty in a file: pow%qx%ershell. One or two of them come from outside, as build files have them; more that stick to letters split words.
    private static string WithoutNothing(string text, Dictionary<string, string> variables)
    {
        var nothing = Glued().Matches(text).Select(use => use.Groups["name"].Value).Where(name => !variables.ContainsKey(name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (nothing.Count < MinNothing)
            return text;
        nothing.ExceptWith(Assignment().Matches(text).Select(set => set.Groups["name"].Value.Trim().Trim('"')));
        return nothing.Count < MinNothing ? text : Plain().Replace(text, use => nothing.Contains(use.Groups["name"].Value) ? "" : use.Value);
    }

    private const int MinNothing = 3;

    [GeneratedRegex(@"(?<=[A-Za-z^])%(?<name>[A-Za-z]\w{0,30})%(?=[A-Za-z^])", RegexOptions.CultureInvariant)]
    private static partial Regex Glued();

    [GeneratedRegex(@"%(?<name>[A-Za-z]\w{0,30})%", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    /// <summary>Drops carets and the pairs of quotes inside words, which the interpreter does not see.</summary>
    internal static string WithoutMarks(string line) => SplitWord().Replace(Caret().Replace(line, "$1"), "");

    private static string PutIn(string line, Dictionary<string, string> variables)
    {
        if (!line.Contains('%', StringComparison.Ordinal) && !line.Contains('!', StringComparison.Ordinal))
            return line;
        var length = 0;
        return Use().Replace(line, use =>
        {
            var value = Value(use, variables) ?? use.Value;
            length += value.Length;
            return length > MaxOutput / 4 ? "" : value;
        });
    }

    private static string? Value(Match use, Dictionary<string, string> variables)
    {
        if (!variables.TryGetValue(use.Groups["name"].Value.Replace("^", "", StringComparison.Ordinal), out var value))
            return null;
        if (use.Groups["from"].Success)
            return Cut(value, Whole(use.Groups["from"]) ?? 0, Whole(use.Groups["length"]));
        if (use.Groups["old"] is { Success: true, Length: > 0 } old)
            return value.Replace(old.Value, use.Groups["new"].Value, StringComparison.OrdinalIgnoreCase);
        return value;
    }

    // Negative numbers count from the end.
    private static string Cut(string value, int from, int? length)
    {
        var start = Math.Clamp(from < 0 ? value.Length + from : from, 0, value.Length);
        var end = length is null ? value.Length : length < 0 ? value.Length + length.Value : Math.Min((long)start + length.Value, value.Length);
        return end <= start ? "" : value[start..(int)end];
    }

    private static int? Whole(Group group) => group.Success && int.TryParse(group.ValueSpan, out var number) ? Math.Clamp(number, -MaxValue, MaxValue) : null;

    private static void Set(string line, Dictionary<string, string> variables)
    {
        foreach (Match set in Assignment().Matches(line))
        {
            // In a file, two of them are the sign itself.
            var value = set.Groups["value"].Value.Replace("%%", "%", StringComparison.Ordinal);
            if (value.Length <= MaxValue && (variables.Count < 10_000 || variables.ContainsKey(set.Groups["name"].Value)))
                variables[set.Groups["name"].Value.Trim()] = value;
        }
    }

    [GeneratedRegex(@"\^(.)")]
    private static partial Regex Caret();

    // po""wer: two quotes with letters on both sides.
    [GeneratedRegex(@"(?<=\w)""""(?=\w)")]
    private static partial Regex SplitWord();

    [GeneratedRegex(@"(?<mark>[%!])(?<name>[^%!:=\s]{1,64})(?::~(?<from>-?\d{1,9})(?:,(?<length>-?\d{1,9}))?|:(?<old>[^=%!]{1,64})=(?<new>[^%!]{0,64}))?\k<mark>", RegexOptions.CultureInvariant)]
    private static partial Regex Use();

    [GeneratedRegex(@"(?:^|[&|(@]|\bdo\b|\belse\b)\s*@?set\s+(?:""(?<name>[^=""/]{1,64})=(?<value>[^""]*)""|(?<name>[^=""/&|]{1,64})=(?<value>[^&|]*))|\bfor\s+/f\s[^\n]{0,60}?in\s*\(\s*'echo\s+(?<value>[^'\n]{1,200}?)\s*'\s*\)\s*do\s+\(?@?set\s+""?(?<name>\w{1,64})=%", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();
}
