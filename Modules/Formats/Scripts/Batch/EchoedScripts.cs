using System.Text;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Scripts.Batch;

/// <summary>Scripts that a batch file writes line by line with <c>echo</c> and then runs.</summary>
internal static partial class EchoedScripts
{
    /// <summary>Name and text of each file, in the order in which they are begun.</summary>
    internal static IEnumerable<(string Name, string Text)> Find(string batch)
    {
        var files = new Dictionary<string, StringBuilder>(StringComparer.OrdinalIgnoreCase);
        foreach (Match line in Echo().Matches(batch))
        {
            var name = line.Groups["file"].Value;
            name = name[(name.LastIndexOfAny(['\\', '/', '%']) + 1)..];
            if (name.Length == 0)
                continue;
            (files.GetValueOrDefault(name) ?? (files[name] = new())).Append(line.Groups["text"].Value.Trim()).Append('\n');
        }
        return files.Select(file => (file.Key, file.Value.ToString()));
    }

    [GeneratedRegex(@"^[ \t(@]*(?:>>?[ \t]*""?(?<file>[^""\s<>|&]{1,200}\.(?:vbs|vbe|js|jse|wsf|ps1|bat|cmd|hta|reg|inf|py|sh))""?[ \t]*@?echo[. \t](?<text>[^\r\n]*)|@?echo[. \t](?<text>[^\r\n]*?)[ \t]*>>?[ \t]*""?(?<file>[^""\s<>|&]{1,200}\.(?:vbs|vbe|js|jse|wsf|ps1|bat|cmd|hta|reg|inf|py|sh))""?[ \t)]*)\r?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Echo();
}
