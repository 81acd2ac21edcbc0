using System.Text;

namespace ScanHost.Formats.Vba;

/// <summary>Tells whether a module's source is another program than its compiled form, which is what runs.</summary>
/// <remarks>
/// The compiled form has each text literal as an instruction LitStr (0x00B9), its length and its characters. An editor that saves a module
/// writes both forms from the same text, so literals that the source lacks mean that somebody changed one of them. No other instruction
/// is read.
/// </remarks>
public static class VbaStomping
{
    private const int MinLiteral = 6;
    private const int MaxLiterals = 1000;
    private const int MinCompiledWithoutSource = 2048;

    /// <summary>True when the source is missing, or lacks most of the literals that its compiled form has.</summary>
    public static bool IsStomped(VbaModule module)
    {
        var literals = Literals(module.Cache.Span);
        if (VbaCode.WithoutComments(module.Source).AsSpan().Trim().IsEmpty)
            return literals.Count > 0 && module.Cache.Length >= MinCompiledWithoutSource / 4;
        var missing = literals.Count(literal => !IsInSource(module, literal));
        return missing >= 2 && missing * 2 > literals.Count;
    }

    /// <summary>True when the module's source has the literal, in which a quotation mark is written twice.</summary>
    public static bool IsInSource(VbaModule module, string literal) =>
        module.Source.Contains(literal.Replace("\"", "\"\"", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    /// <summary>The literals of the compiled form, bounded in number; only plain ones.</summary>
    public static IReadOnlyList<string> Literals(ReadOnlySpan<byte> cache)
    {
        var literals = new List<string>();
        for (var at = 0; at + 4 <= cache.Length && literals.Count < MaxLiterals; at++)
        {
            if (cache[at] != 0xB9 || cache[at + 1] != 0)
                continue;
            var length = cache.U16(at + 2)!.Value;
            var text = cache.Part(at + 4, length);
            if (length < MinLiteral || text.Length < length || text.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
                continue;
            literals.Add(Encoding.ASCII.GetString(text));
            at += 3 + length;
        }
        return literals;
    }
}
