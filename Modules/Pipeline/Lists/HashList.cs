using System.Security.Cryptography;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Pipeline.Lists;

/// <summary>One list file: a line <c>sha256</c> or <c>sha256,label</c> for each file; <c>#</c> starts a comment line.</summary>
internal sealed class HashList
{
    private const int MaxLabelLength = 200;

    private readonly Dictionary<Sha256Value, string?> labels;

    private HashList(ListKind kind, string name, string digest, Dictionary<Sha256Value, string?> labels)
    {
        Kind = kind;
        Name = name;
        Digest = digest;
        this.labels = labels;
    }

    /// <summary>What the list is for.</summary>
    public ListKind Kind { get; }

    /// <summary>The file's name without its folder.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the file.</summary>
    public string Digest { get; }

    /// <summary>Number of entries.</summary>
    public int Count => labels.Count;

    /// <summary>Reads a list file.</summary>
    /// <param name="kind">What the list is for.</param>
    /// <param name="path">The file.</param>
    /// <param name="badLine">Told the number of every line, from 1, that is none of the allowed ones; it is left out.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static HashList Read(ListKind kind, string path, Action<int> badLine)
    {
        var bytes = File.ReadAllBytes(path);
        var labels = new Dictionary<Sha256Value, string?>();
        using var lines = new StreamReader(new MemoryStream(bytes));
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            if (!TryAdd(labels, line.AsSpan().Trim()))
                badLine(number);
        }

        return new(kind, Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(bytes)), labels);
    }

    /// <summary>Looks a file up.</summary>
    public bool TryFind(Sha256Value hash, out string? label) => labels.TryGetValue(hash, out label);

    private static bool TryAdd(Dictionary<Sha256Value, string?> labels, ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || line[0] == '#')
            return true;

        var comma = line.IndexOf(',');
        if (!Sha256Value.TryParse(comma < 0 ? line : line[..comma].TrimEnd(), out var value))
            return false;

        var label = comma < 0 ? default : line[(comma + 1)..].Trim();
        labels.TryAdd(value, label.IsEmpty ? null : label[..Math.Min(label.Length, MaxLabelLength)].ToString());
        return true;
    }
}
