using System.Text.Json;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Packages;

/// <summary>What a package says of itself. Every field is its own claim.</summary>
/// <param name="Ecosystem"><c>npm</c>, <c>nuget</c>, <c>pypi</c>, <c>deb</c>, <c>gem</c>.</param>
/// <param name="Name">Its name; empty when not said.</param>
/// <param name="Version">Its version; empty when not said.</param>
/// <param name="Hooks">What runs when it is installed: the hook's name and its text.</param>
/// <param name="Dependencies">Names and the versions or addresses asked for.</param>
public sealed partial record PackageManifest(
    string Ecosystem, string Name, string Version, IReadOnlyList<(string Name, string Text)> Hooks, IReadOnlyList<(string Name, string Version)> Dependencies)
{
    private const int MaxDependencies = 2000;

    private static readonly string[] NpmDependencies = ["dependencies", "optionalDependencies"];
    private static readonly string[] NpmHooks = ["preinstall", "install", "postinstall", "prepare"];

    /// <summary>Reads a <c>package.json</c>; null when it is none.</summary>
    public static PackageManifest? Npm(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new() { MaxDepth = 32, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            var hooks = NpmHooks.Select(hook => (hook, Text: Get(root, "scripts") is { ValueKind: JsonValueKind.Object } scripts ? Text(scripts, hook) : ""))
                .Where(hook => hook.Text.Length > 0).ToList();
            var dependencies = NpmDependencies.SelectMany(kind => Get(root, kind) is { ValueKind: JsonValueKind.Object } list
                ? list.EnumerateObject().Select(one => (one.Name, one.Value.ValueKind == JsonValueKind.String ? one.Value.GetString()! : "")) : []).Take(MaxDependencies).ToList();
            return new("npm", Text(root, "name"), Text(root, "version"), hooks, dependencies);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null; // not JSON, or a lone surrogate in a text
        }
    }

    /// <summary>Reads a <c>.nuspec</c>.</summary>
    public static PackageManifest? Nuspec(string text) =>
        text.Contains("<package", StringComparison.OrdinalIgnoreCase) ? new("nuget", First(NuspecId(), text), First(NuspecVersion(), text), [], []) : null;

    /// <summary>Reads <c>METADATA</c> or <c>PKG-INFO</c> of Python, the <c>control</c> file of Debian.</summary>
    public static PackageManifest? Headers(string ecosystem, string text) =>
        First(NameHeader(), text) is { Length: > 0 } name ? new(ecosystem, name, First(VersionHeader(), text), [], []) : null;

    /// <summary>Commands that an MSBuild file runs.</summary>
    public static IEnumerable<string> MsBuildCommands(string text) => ExecTask().Matches(text).Take(100).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value));

    private static JsonElement? Get(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static string Text(JsonElement element, string name) => Get(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    private static string First(Regex pattern, string text) => pattern.Match(text) is { Success: true } match ? match.Groups[1].Value.Trim() : "";

    [GeneratedRegex(@"<id>([^<]{1,200})</id>", RegexOptions.IgnoreCase)]
    private static partial Regex NuspecId();

    [GeneratedRegex(@"<version>([^<]{1,100})</version>", RegexOptions.IgnoreCase)]
    private static partial Regex NuspecVersion();

    [GeneratedRegex(@"^(?:Name|Package): ([^\r\n]{1,200})", RegexOptions.Multiline)]
    private static partial Regex NameHeader();

    [GeneratedRegex(@"^Version: ([^\r\n]{1,100})", RegexOptions.Multiline)]
    private static partial Regex VersionHeader();

    [GeneratedRegex(@"<Exec\s[^>]{0,2000}?\bCommand\s*=\s*""([^""]{1,4000})""", RegexOptions.IgnoreCase)]
    private static partial Regex ExecTask();
}
