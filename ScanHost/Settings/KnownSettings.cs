namespace ScanHost.Settings;

/// <summary>
/// The settings that exist. The <c>appsettings.json</c> inside the binary lists every one with its default, so it is the list.
/// </summary>
internal static class KnownSettings
{
    /// <summary>Sections that belong to the framework, with keys that we do not list.</summary>
    private static readonly string[] OpenSections = ["Kestrel"];

    /// <summary>Refuses a setting that does not exist: a misspelt limit must not silently leave the default in force.</summary>
    /// <param name="defaults">The settings inside the binary.</param>
    /// <param name="given">All sources together.</param>
    /// <param name="commandLine">Keys from the command line, whose sections must exist too. Elsewhere foreign sections are left alone.</param>
    /// <exception cref="StartRefusedException">Names the first unknown setting.</exception>
    public static void Check(IConfiguration defaults, IConfiguration given, IEnumerable<string> commandLine)
    {
        var leaves = Leaves(defaults).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var ours = defaults.GetChildren().Select(section => section.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var candidates = commandLine.Concat(Leaves(given).Where(key => ours.Contains(FirstPart(key)) && key.Contains(':', StringComparison.Ordinal)));
        if (candidates.FirstOrDefault(key => !IsKnown(key, leaves)) is { } unknown)
            throw new StartRefusedException(Describe(unknown, defaults));
    }

    private static bool IsKnown(string key, HashSet<string> leaves) =>
        OpenSections.Contains(FirstPart(key), StringComparer.OrdinalIgnoreCase) || SelfAndParents(key).Any(leaves.Contains);

    // "Lists:Allow:0" is an entry of the list "Lists:Allow".
    private static IEnumerable<string> SelfAndParents(string key)
    {
        for (var end = key.Length; end > 0; end = key.LastIndexOf(':', end - 1))
            yield return key[..end];
    }

    private static string Describe(string unknown, IConfiguration defaults)
    {
        var section = defaults.GetSection(FirstPart(unknown));
        var known = section.GetChildren().Select(child => child.Key).ToList();
        return known.Count > 0
            ? $"There is no setting {unknown}; section {section.Key} has {string.Join(", ", known)}."
            : $"There is no setting {unknown}; the sections are {string.Join(", ", defaults.GetChildren().Where(child => child.GetChildren().Any()).Select(child => child.Key))}.";
    }

    private static IEnumerable<string> Leaves(IConfiguration settings) =>
        settings.GetChildren().SelectMany(child => child.GetChildren().Any() ? Leaves(child) : [child.Path]);

    private static string FirstPart(string key) => key.Split(':', 2)[0];
}
