using System.Security.Cryptography;
using System.Text;
using ScanHost.Formats.Similarity;

namespace ScanHost.Formats.Elf;

/// <summary>Digests by which programs are compared.</summary>
public static class ElfHashes
{
    private const int Function = 2;
    private const int Global = 1;

    /// <summary>Compilers and C libraries put these in or leave them out.</summary>
    private static readonly HashSet<string> Excluded = new(
        ["__libc_start_main", "main", "abort", "cachectl", "cacheflush", "puts", "atol", "malloc_trim"], StringComparer.Ordinal);

    /// <summary>Trend Micro's telfhash: TLSH over the sorted names of global functions, in lower case, commas between.</summary>
    /// <returns>Null when there are no symbols, or too few.</returns>
    public static string? SymbolHash(ElfFile elf)
    {
        var names = Symbols(elf)?.Where(IsTelling).Select(symbol => Lower(symbol.Name!)).Order(StringComparer.Ordinal);
        return names is null ? null : TlshHash.Of(Encoding.Latin1.GetBytes(string.Join(',', names)));
    }

    /// <summary>MD5 over the sorted names of imported symbols, in lower case, commas between.</summary>
    /// <returns>Lower-case hexadecimal; null when nothing is imported.</returns>
    public static string? ImportHash(ElfFile elf)
    {
        string[]? names = Symbols(elf)?.Where(symbol => symbol.SectionIndex == 0 && symbol.Name is { Length: > 0 })
            .Select(symbol => Lower(symbol.Name!)).Order(StringComparer.Ordinal).ToArray();
        // An identifier that others have agreed on, not a protection.
#pragma warning disable CA5351 // the field knows these hashes as MD5; they name files and protect nothing
        return names is { Length: > 0 }
            ? Convert.ToHexStringLower(MD5.HashData(Encoding.Latin1.GetBytes(string.Join(',', names))))
            : null;
#pragma warning restore CA5351
    }

    private static IReadOnlyList<ElfSymbol>? Symbols(ElfFile elf) => elf.DynamicSymbols ?? elf.Symbols;

    private static bool IsTelling(ElfSymbol symbol) =>
        symbol is { Bind: Global, Type: Function, Visibility: 0, Name: { Length: > 0 } name }
        && name[0] is not ('.' or '_')
        && !name.EndsWith("64", StringComparison.Ordinal)
        && !name.StartsWith("str", StringComparison.Ordinal)
        && !name.StartsWith("mem", StringComparison.Ordinal)
        && !Excluded.Contains(name);

    private static string Lower(string name) => string.Create(name.Length, name, static (text, source) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
    });
}
