using System.Buffers;

namespace ScanHost.Formats.Pe;

/// <summary>A library and what is taken from it.</summary>
/// <param name="Name">As stored, one character a byte.</param>
/// <param name="Functions">In order; never empty, except of delayed imports.</param>
public sealed record PeImportedLibrary(string Name, IReadOnlyList<PeImportedFunction> Functions);

/// <summary>An imported function.</summary>
/// <param name="Name">As stored; of an import by number the name that the well-known library gives it, or <c>ord</c> and the number. Null when
/// it could not be read.</param>
/// <param name="Ordinal">Null unless imported by number.</param>
/// <param name="Address">Relative virtual address of the slot that the loader fills; 0 when not known.</param>
public sealed record PeImportedFunction(string? Name, ushort? Ordinal, ulong Address);

/// <summary>Reads the import directory: Microsoft PE/COFF specification, 6.4.</summary>
internal static class PeImports
{
    /// <summary>As many libraries, and as many entries of the table of one library, are looked at; as many functions are kept in all.</summary>
    internal const int Max = 16384;

    internal const int MaxName = 512;
    private const int MaxLibraryName = 255;
    private const int DescriptorSize = 20;

    private static readonly SearchValues<char> FunctionLetters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._?@$()<>");

    internal static PeImportedLibrary[] Read(PeFile pe)
    {
        var libraries = new List<PeImportedLibrary>();
        if (pe.DirectoryOffset(PeDirectory.Import) is not { } start)
            return [];

        var left = Max;
        var file = pe.Content.Span;
        for (var i = 0; i < Max && left > 0; i++)
        {
            var at = start + ((long)i * DescriptorSize);
            if (!file.Has(at, DescriptorSize) || file.U32(at + 12) is not (> 0 and var nameAddress))
                break;
            if (LibraryName(pe, nameAddress) is not { Length: <= MaxLibraryName } name)
                continue;

            var functions = ReadFunctions(pe, name, file.U32(at) ?? 0, file.U32(at + 16) ?? 0, left);
            left -= functions.Count;
            if (functions.Count > 0)
                libraries.Add(new(name, functions));
        }

        return [.. libraries];
    }

    /// <summary>Null when nothing stands there, or something that no file of Windows can be called.</summary>
    internal static string? LibraryName(PeFile pe, ulong address)
    {
        if (pe.OffsetOf(address) is not { } offset)
            return null;
        var rest = pe.Content.Span[offset..];
        var end = rest.IndexOf((byte)0);
        if (end <= 0)
            return null;
        foreach (var letter in rest[..end])
        {
            if (letter is < (byte)' ' or > (byte)'~' || "\"*<>?|"u8.Contains(letter))
                return null;
        }

        return ByteText.Latin1(rest[..end]);
    }

    private static List<PeImportedFunction> ReadFunctions(
        PeFile pe, string library, uint originalFirstThunk, uint firstThunk, int max)
    {
        var functions = new List<PeImportedFunction>();
        // Borland's linker leaves the first table out; the second has the same content until the image is loaded.
        var table = pe.OffsetOf(originalFirstThunk) is { } original and > 0 ? original : pe.OffsetOf(firstThunk);
        if (table is null)
            return functions;

        var size = pe.Header.Is64Bit ? 8 : 4;
        var file = pe.Content.Span;
        for (var i = 0; i < Max && functions.Count < max; i++)
        {
            if (Thunk(file, table.Value + ((long)i * size), pe.Header.Is64Bit) is not { } thunk || thunk.Value == 0)
                break;
            var slot = firstThunk + ((ulong)i * (ulong)size);
            if (!pe.Header.Is64Bit)
                slot = (uint)slot;
            // Behind the flag stands a number of 16 bits: what has more is none.
            if (thunk.Ordinal is { } ordinal)
                functions.Add(new(PeOrdinals.NameOf(library, ordinal), ordinal, slot));
            else if (!thunk.IsOrdinal && FunctionName(pe, thunk.Value) is { } name && IsFunctionName(name))
                functions.Add(new(name, null, slot));
        }

        return functions;
    }

    /// <summary>An entry of a table of thunks; null outside of the file.</summary>
    internal static PeThunk? Thunk(ReadOnlySpan<byte> file, long at, bool wide) => wide
        ? file.U64(at) is { } value ? new(value, value >> 63 != 0, value & (ulong.MaxValue >> 1)) : null
        : file.U32(at) is { } small ? new(small, small >> 31 != 0, small & (uint.MaxValue >> 1)) : null;

    /// <summary>The name behind the two bytes of the hint.</summary>
    internal static string? FunctionName(PeFile pe, ulong address) =>
        pe.OffsetOf(address) is { } offset ? ByteText.ZeroEnded(pe.Content.Span, offset + 2L, MaxName) : null;

    private static bool IsFunctionName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(FunctionLetters);
}

/// <summary>An entry of a table of imported functions.</summary>
/// <param name="Value">As it stands there.</param>
/// <param name="IsOrdinal">True when the function is imported by its number.</param>
/// <param name="Rest">Without the flag for that.</param>
internal readonly record struct PeThunk(ulong Value, bool IsOrdinal, ulong Rest)
{
    /// <summary>Null when it is imported by name, or the number is none.</summary>
    internal ushort? Ordinal => IsOrdinal && Rest <= ushort.MaxValue ? (ushort)Rest : null;
}
