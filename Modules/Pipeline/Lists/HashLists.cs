using System.Security.Cryptography;
using System.Text;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Pipeline.Lists;

/// <summary>All hash lists as they were at one moment.</summary>
internal sealed class HashLists
{
    private readonly IReadOnlyList<HashList> lists;

    /// <param name="lists">Where two know a file, the first one speaks: block lists come first.</param>
    public HashLists(IEnumerable<HashList> lists)
    {
        this.lists = [.. lists.OrderByDescending(list => list.Kind)];
        Digest = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Concat(this.lists.Select(list => $"{list.Kind} {list.Name} {list.Digest}\n")))));
    }

    /// <summary>SHA-256 over the lists' names and contents, lower-case hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>True when there is no entry at all.</summary>
    public bool IsEmpty => lists.All(list => list.Count == 0);

    /// <summary>The entry for a file; null when no list knows it.</summary>
    /// <param name="sha256">64 hexadecimal digits.</param>
    public ListEntry? Find(string sha256)
    {
        var hash = Sha256Value.Parse(sha256);
        foreach (var list in lists)
        {
            if (list.TryFind(hash, out var label))
                return new(list.Kind, list.Name, label);
        }

        return null;
    }
}
