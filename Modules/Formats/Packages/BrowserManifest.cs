using System.Text.Json;

namespace ScanHost.Formats.Packages;

/// <summary>
/// What the <c>manifest.json</c> of a browser extension asks for (developer.chrome.com "Manifest file format"; Firefox and Edge read the same). Every field is
/// its own claim.
/// </summary>
public sealed record BrowserManifest
{
    private const int MaxTexts = 1000;

    private static readonly string[] Everywhere = ["<all_urls>", "*://*/*", "http://*/*", "https://*/*"];

    private static readonly string[] PolicyNames = ["extension_pages", "sandbox", "isolated_world"];

    /// <summary>Its name; <c>__MSG_...__</c> when it stands among the translations; empty when not said.</summary>
    public required string Name { get; init; }

    /// <summary>Its version; empty when not said.</summary>
    public required string Version { get; init; }

    /// <summary>2 or 3.</summary>
    public required int ManifestVersion { get; init; }

    /// <summary>Permissions and hosts that it has from its installation on.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>True when it may read or change every page: by its hosts, or by a script that is put into all of them.</summary>
    public required bool ReachesAllPages { get; init; }

    /// <summary>Its content security policies, of every kind of its pages.</summary>
    public required IReadOnlyList<string> Policies { get; init; }

    /// <summary>Where it takes updates from; empty for a store's choice.</summary>
    public required string UpdateUrl { get; init; }

    /// <summary>What of the browser it puts something else in place of: <c>search_provider</c>, <c>homepage</c>, <c>startup_pages</c>, <c>newtab</c>.</summary>
    public required IReadOnlyList<string> Replaces { get; init; }

    /// <summary>Reads a manifest; null when it is none of a browser extension.</summary>
    public static BrowserManifest? Read(string text)
    {
        using var json = LenientJson.Parse(text);
        if (json?.RootElement is not { ValueKind: JsonValueKind.Object } root
            || Get(root, "manifest_version") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt32(out var version) || version is not (1 or 2 or 3))
            return null;
        List<string> permissions = [.. Texts(Get(root, "permissions")), .. Texts(Get(root, "host_permissions"))];
        return new()
        {
            Name = Text(root, "name"),
            Version = Text(root, "version"),
            ManifestVersion = version,
            Permissions = permissions,
            ReachesAllPages = permissions.Exists(IsEverywhere) || Objects(Get(root, "content_scripts")).Any(script => Texts(Get(script, "matches")).Any(IsEverywhere)),
            Policies = [.. PoliciesOf(Get(root, "content_security_policy"))],
            UpdateUrl = Text(root, "update_url") is { Length: > 0 } url ? url : GeckoUpdate(root),
            Replaces = [.. Names(Get(root, "chrome_settings_overrides")), .. Names(Get(root, "chrome_url_overrides"))],
        };
    }

    private static bool IsEverywhere(string pattern) => Array.IndexOf(Everywhere, pattern) >= 0;

    // A text in version 2, one for each kind of page in version 3.
    private static IEnumerable<string> PoliciesOf(JsonElement? policy) => policy switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Object } kinds => PolicyNames.Select(name => Text(kinds, name)).Where(text => text.Length > 0),
        _ => [],
    };

    private static string GeckoUpdate(JsonElement root) =>
        (Get(root, "browser_specific_settings") ?? Get(root, "applications")) is { ValueKind: JsonValueKind.Object } settings
        && Get(settings, "gecko") is { ValueKind: JsonValueKind.Object } gecko ? Text(gecko, "update_url") : "";

    private static IEnumerable<string> Texts(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } array
        ? array.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Take(MaxTexts).Select(one => one.GetString()!) : [];

    private static IEnumerable<JsonElement> Objects(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } array
        ? array.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Take(MaxTexts) : [];

    private static IEnumerable<string> Names(JsonElement? owner) => owner is { ValueKind: JsonValueKind.Object } one ? one.EnumerateObject().Take(MaxTexts).Select(member => member.Name) : [];

    private static JsonElement? Get(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static string Text(JsonElement element, string name) => Get(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";
}
