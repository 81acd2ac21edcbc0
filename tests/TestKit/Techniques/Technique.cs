namespace ScanHost.TestKit.Techniques;

/// <summary>
/// One way in which attackers send things, as inert files: they look right and do nothing. Addresses are of the test networks (RFC 5737) or
/// under <c>.invalid</c>, programs are empty. A new technique is one more class of this kind; nothing else has to know it.
/// </summary>
public abstract class Technique
{
    /// <summary>All techniques of this assembly, by name.</summary>
    public static IReadOnlyList<Technique> All { get; } = [.. typeof(Technique).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Technique)) && !type.IsAbstract)
        .Select(type => (Technique)Activator.CreateInstance(type)!)
        .OrderBy(technique => technique.Name, StringComparer.Ordinal)];

    /// <summary>A few words.</summary>
    public string Name => GetType().Name;

    /// <summary>True when all its evidence is of one kind: score v1 then calls it suspicious and, on purpose, not malicious.</summary>
    public virtual bool IsOfOneKind => false;

    /// <summary>At least four files that differ in what a signature would hold on to.</summary>
    public abstract IEnumerable<(string Name, byte[] Content)> Variants();

    /// <summary>Four texts under numbered names.</summary>
    protected static IEnumerable<(string Name, byte[] Content)> Texts(string extension, params string[] texts) =>
        texts.Select((text, at) => ($"sample{at + 1}.{extension}", System.Text.Encoding.UTF8.GetBytes(text)));
}
