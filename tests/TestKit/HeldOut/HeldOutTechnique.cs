using System.Text;

namespace ScanHost.TestKit.HeldOut;

/// <summary>
/// Inert look-alikes that were written before the code was measured against them, as another author would write them, and scored once before
/// anything was changed for them. The figures before and after stand in docs/scoring.md. Once code has been changed for them they measure
/// progress, no longer surprise: the next honest figure needs files that are new again.
/// </summary>
public abstract class HeldOutTechnique
{
    /// <summary>All of this assembly, by name.</summary>
    public static IReadOnlyList<HeldOutTechnique> All { get; } = Kinds.Of<HeldOutTechnique>();

    /// <summary>A few words.</summary>
    public string Name => GetType().Name;

    /// <summary>Each round was written and scored at another time: 1 and up.</summary>
    public virtual int Round => 1;

    /// <summary>The files.</summary>
    public abstract IEnumerable<(string Name, byte[] Content)> Variants();

    /// <summary>Texts under numbered names.</summary>
    protected static IEnumerable<(string Name, byte[] Content)> Texts(string extension, params string[] texts) =>
        texts.Select((text, at) => ($"file{at + 1}.{extension}", Encoding.UTF8.GetBytes(text)));

    /// <summary>UTF-8.</summary>
    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Base64 of UTF-8.</summary>
    protected static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

/// <summary>Harmless files that have something in common with what attackers send: hard cases for the false-positive law.</summary>
public abstract class HarmlessLookAlike
{
    /// <summary>All of this assembly, by name.</summary>
    public static IReadOnlyList<HarmlessLookAlike> All { get; } = Kinds.Of<HarmlessLookAlike>();

    /// <summary>A few words.</summary>
    public string Name => GetType().Name;

    /// <summary>Each round was written and scored at another time: 1 and up.</summary>
    public virtual int Round => 1;

    /// <summary>The files.</summary>
    public abstract IEnumerable<(string Name, byte[] Content)> Files();

    /// <summary>UTF-8.</summary>
    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>Finds the classes of a kind.</summary>
internal static class Kinds
{
    public static IReadOnlyList<T> Of<T>() => [.. typeof(T).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (T)Activator.CreateInstance(type)!)];
}
