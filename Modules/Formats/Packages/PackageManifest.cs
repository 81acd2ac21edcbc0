using System.Text.Json;
using System.Text.RegularExpressions;

namespace ScanHost.Formats.Packages;

/// <summary>What a package says of itself. Every field is its own claim.</summary>
/// <param name="Ecosystem"><c>npm</c>, <c>nuget</c>, <c>pypi</c>, <c>deb</c>, <c>gem</c>, <c>vscode</c>.</param>
/// <param name="Name">Its name; empty when not said.</param>
/// <param name="Version">Its version; empty when not said.</param>
/// <param name="Hooks">What runs when it is installed: the hook's name and its text.</param>
/// <param name="Dependencies">Names and the versions or addresses asked for.</param>
public sealed partial record PackageManifest(
    string Ecosystem, string Name, string Version, IReadOnlyList<(string Name, string Text)> Hooks, IReadOnlyList<(string Name, string Version)> Dependencies)
{
    private const int MaxDependencies = 2000;

    /// <summary>When an extension of Visual Studio Code is started: <c>*</c> for always. Empty for all else.</summary>
    public IReadOnlyList<string> ActivationEvents { get; init; } = [];

    /// <summary>Who publishes an extension; empty when not said and for all else.</summary>
    public string Publisher { get; init; } = "";

    private static readonly string[] NpmDependencies = ["dependencies", "optionalDependencies"];
    private static readonly string[] NpmHooks = ["preinstall", "install", "postinstall", "prepare"];

    // The only script of package.json that the editor itself runs (code.visualstudio.com, "Extension Manifest"): npm's hooks never run from a vsix.
    private const string EditorHook = "vscode:uninstall";

    /// <summary>Reads a <c>package.json</c>; null when it is none. With <c>engines.vscode</c> it is an editor's extension.</summary>
    public static PackageManifest? Npm(string text)
    {
        using var json = LenientJson.Parse(text);
        if (json?.RootElement is not { ValueKind: JsonValueKind.Object } root)
            return null;
        if (Get(root, "engines") is { ValueKind: JsonValueKind.Object } engines && Get(engines, "vscode") is not null)
            return Extension(root);
        var hooks = NpmHooks.Select(hook => (hook, Text: Get(root, "scripts") is { ValueKind: JsonValueKind.Object } scripts ? Text(scripts, hook) : ""))
            .Where(hook => hook.Text.Length > 0).ToList();
        var dependencies = NpmDependencies.SelectMany(kind => Get(root, kind) is { ValueKind: JsonValueKind.Object } list
            ? list.EnumerateObject().Select(one => (one.Name, one.Value.ValueKind == JsonValueKind.String ? one.Value.GetString()! : "")) : []).ToList();
        return new("npm", Text(root, "name"), Text(root, "version"), hooks, dependencies);
    }

    private static PackageManifest Extension(JsonElement root)
    {
        var hook = Get(root, "scripts") is { ValueKind: JsonValueKind.Object } scripts ? Text(scripts, EditorHook) : "";
        var events = Get(root, "activationEvents") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Take(MaxDependencies).Select(one => one.GetString()!).ToList() : [];
        return new("vscode", Text(root, "name"), Text(root, "version"), hook.Length > 0 ? [(EditorHook, hook)] : [], []) { ActivationEvents = events, Publisher = Text(root, "publisher") };
    }

    /// <summary>Reads a <c>extension.vsixmanifest</c>, the packing list of Visual Studio and its editor.</summary>
    public static PackageManifest? Vsix(string text) => VsixIdentity().Match(text) is { Success: true } identity
        ? new("vscode", First(VsixId(), identity.Value), First(VsixVersion(), identity.Value), [], []) { Publisher = First(VsixPublisher(), identity.Value) } : null;

    /// <summary>Reads the <c>metadata</c> of a gem: YAML of Gem::Specification. Its extensions are programs that run when it is installed.</summary>
    public static PackageManifest? Gem(string text) => !text.Contains("!ruby/object:Gem::Specification", StringComparison.Ordinal) ? null
        : new("gem", First(GemName(), text), First(GemVersion(), text), [.. GemExtensions().Match(text) is { Success: true } list
            ? list.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(MaxDependencies).Select(line => ("extension", line.TrimStart('-', ' ').TrimEnd())) : []], []);

    /// <summary>Commands that gyp runs while it reads a <c>binding.gyp</c>, which npm does at installation: <c>&lt;!(...)</c> and <c>&lt;!@(...)</c>, gyp.gsrc.io "Input Format Reference".</summary>
    public static IEnumerable<string> GypCommands(string text) => GypExpansion().Matches(text).Take(100).Select(match => match.Groups[1].Value);

    /// <summary>Lines of a <c>.pth</c> file that Python runs at every start: those that begin with <c>import</c> and a blank (docs.python.org, "site").</summary>
    public static IEnumerable<string> StartLines(string text) => text.Split('\n').Where(line => line.StartsWith("import ", StringComparison.Ordinal) || line.StartsWith("import\t", StringComparison.Ordinal)).Take(1000);

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

    [GeneratedRegex(@"<Identity\s[^<>]{0,2000}>", RegexOptions.IgnoreCase)]
    private static partial Regex VsixIdentity();

    [GeneratedRegex(@"\bId\s*=\s*""([^""]{1,200})""", RegexOptions.IgnoreCase)]
    private static partial Regex VsixId();

    [GeneratedRegex(@"\bVersion\s*=\s*""([^""]{1,100})""", RegexOptions.IgnoreCase)]
    private static partial Regex VsixVersion();

    [GeneratedRegex(@"\bPublisher\s*=\s*""([^""]{1,200})""", RegexOptions.IgnoreCase)]
    private static partial Regex VsixPublisher();

    [GeneratedRegex(@"^name: ([^\r\n]{1,200})", RegexOptions.Multiline)]
    private static partial Regex GemName();

    [GeneratedRegex(@"^version: !ruby/object:Gem::Version\r?\n  version: ['""]?([^\r\n'""]{1,100})", RegexOptions.Multiline)]
    private static partial Regex GemVersion();

    [GeneratedRegex(@"^extensions:\r?\n((?:- [^\r\n]{1,200}\r?\n)+)", RegexOptions.Multiline)]
    private static partial Regex GemExtensions();

    [GeneratedRegex(@"<!@?\(((?:[^()\r\n]|\([^()\r\n]{0,500}\)){1,2000})\)")]
    private static partial Regex GypExpansion();

    [GeneratedRegex(@"<Exec\s[^<>]{0,2000}?\bCommand\s*=\s*""([^""]{1,4000})""", RegexOptions.IgnoreCase)]
    private static partial Regex ExecTask();
}
