using System.Collections.Frozen;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Containers;

/// <summary>
/// What of a name decides how a file is run or judged. One content may have several names on a volume (hard links, the two trees of a disc): a script that reads
/// as any text is one only by the name that ends in <c>.ps1</c>.
/// </summary>
internal static class TellingName
{
    private static readonly FrozenSet<string> Deciding = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. NameTricks.LaunchedExtensions, "psm1", "psd1", "vb", "bas", "cls", "frm", "wsc", "sct", "mjs", "cjs", "sh", "bash", "zsh", "ksh", "command", "m4",
            "py", "pyw", "pth", "php", "phtml", "php5", "inc", "rb", "pl", "ocx", "msp", "lnk", "url", "html", "svg", "br",
        ]);

    /// <summary>The extension, with the one before it when that is bait; null when the name decides nothing.</summary>
    internal static string? Of(string name)
    {
        var file = name[(name.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        var extension = file.LastIndexOf('.') is var dot and >= 0 ? file[(dot + 1)..].TrimEnd(' ').ToLowerInvariant() : "";
        // Names of eight and three letters have no room for more.
        if (extension == "htm")
            extension = "html";
        return Deciding.Contains(extension) ? NameTricks.Of(file).DoubleExtension ?? extension : null;
    }
}

/// <summary>Remembers which contents were handed on, and under which names that decide something.</summary>
/// <typeparam name="TKey">Tells contents apart.</typeparam>
internal sealed class HandedOn<TKey>
    where TKey : notnull
{
    /// <summary>So many kinds of names of one content are handed on.</summary>
    internal const int MaxKinds = 16;

    private readonly HashSet<TKey> seen = [];
    private readonly HashSet<(TKey Key, string Kind)> kinds = [];
    private readonly Dictionary<TKey, int> further = [];

    /// <summary>True when the content is new, or known but never by a name of this kind.</summary>
    /// <param name="key">Of the content.</param>
    /// <param name="name">Its name here.</param>
    /// <param name="isFirst">True when the content is new.</param>
    internal bool Add(TKey key, string name, out bool isFirst)
    {
        isFirst = seen.Add(key);
        if (TellingName.Of(name) is not { } kind || !kinds.Add((key, kind)))
            return isFirst;
        if (isFirst)
            return true;
        var count = further[key] = further.GetValueOrDefault(key) + 1;
        IsCut |= count >= MaxKinds;
        return count < MaxKinds;
    }

    /// <summary>True when a content had names of more kinds.</summary>
    internal bool IsCut { get; private set; }
}
