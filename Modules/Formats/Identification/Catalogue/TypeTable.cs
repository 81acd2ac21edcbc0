using System.Collections;

namespace ScanHost.Formats.Identification.Catalogue;

/// <summary>The rows of one category: data, written as a collection initializer.</summary>
internal sealed class TypeTable(FileCategory category) : IEnumerable<TypeRow>
{
    private readonly List<TypeRow> rows = [];

    /// <summary>The rows, in the order in which they were written.</summary>
    internal IReadOnlyList<TypeRow> Rows => rows;

    /// <summary>Adds a type that probes or rules recognise, not a signature.</summary>
    /// <remarks>The id <c>docx:zip</c> says that the parent of <c>docx</c> is <c>zip</c>; extensions are separated by blanks.
    /// An id that ends with <c>!</c> marks a type whose content is encrypted, one with <c>+</c> a type that holds files although its
    /// category does not say so.</remarks>
    internal void Add(string id, string mime, string label, string extensions) => Add(id, mime, label, extensions, []);

    /// <summary>Adds a type with the signatures of which any one identifies it, in the notation of <see cref="Signature"/>.</summary>
    internal void Add(string id, string mime, string label, string extensions, params string[] signatures)
    {
        var parts = id.TrimEnd('!', '+').Split(':');
        var type = new FileType(parts[0], mime, label, category, extensions.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Parent = parts.Length > 1 ? parts[1] : null,
            IsEncrypted = id.EndsWith('!'),
            HoldsFiles = id.EndsWith('+'),
        };
        rows.Add(new(type, [.. signatures.Select(Signature.Parse)]));
    }

    public IEnumerator<TypeRow> GetEnumerator() => rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => rows.GetEnumerator();
}

/// <summary>A type and the signatures of which any one identifies it.</summary>
internal sealed record TypeRow(FileType Type, IReadOnlyList<Signature> Signatures);
