using System.Globalization;
using System.Text;

namespace ScanHost.Formats.DotNet;

/// <summary>Writes types of signatures in the words of C#: ECMA-335, II.23.2.12. Depth, length and the work for one file are bounded.</summary>
/// <param name="tables">The tables.</param>
/// <param name="heaps">The heaps.</param>
/// <param name="ownName">Full name of a type of the assembly, by row.</param>
internal sealed class TypeNames(MetadataTables tables, DotNetHeaps heaps, Func<uint, string?> ownName)
{
    private const int MaxDepth = 16;
    private const int MaxParameters = 0x2000;
    private const int MaxGenerics = 0x1000;
    private const int MaxRank = 50;
    private const int MaxLength = 8192;
    private int stepsLeft = 5_000_000;

    /// <summary>A type by coded index; null when there is none.</summary>
    internal string? Of(uint coded, string[] classGenerics) => Coded(coded, new(classGenerics, []), 0);

    /// <summary>Return type and parameters of a method; null when one of them cannot be read.</summary>
    internal (string ReturnType, List<string> Parameters)? Method(ReadOnlySpan<byte> blob, string[] classGenerics, string[] methodGenerics)
    {
        const byte isGeneric = 0x10;
        var reader = new SignatureReader(blob);
        if ((reader.ReadByte() & isGeneric) != 0)
            reader.ReadUnsigned();
        var count = reader.ReadUnsigned();
        var scope = new Scope(classGenerics, methodGenerics);
        if (Read(ref reader, scope, 0) is not { } returnType || count > MaxParameters)
            return null;
        var parameters = new List<string>();
        for (var i = 0; i < count; i++)
        {
            if (Read(ref reader, scope, 0) is not { } type)
                return null;
            parameters.Add(type);
        }

        return (returnType, parameters);
    }

    private string? Coded(uint coded, Scope scope, int depth)
    {
        var row = coded >> 2;
        switch (coded & 3)
        {
            case 0 when row > 0 && row <= tables.Rows(TableId.TypeDef):
                return ownName(row);
            case 1 when row > 0 && row <= tables.Rows(TableId.TypeRef):
                return ClassReader.Join(heaps.Name(tables.Get(TableId.TypeRef, row, 1)), heaps.Name(tables.Get(TableId.TypeRef, row, 2)));
            case 2 when heaps.Blob(tables.Get(TableId.TypeSpec, row, 0)) is { Length: > 0 } blob:
                var reader = new SignatureReader(blob.Span);
                return Read(ref reader, scope with { Method = [] }, depth);
            default:
                return null;
        }
    }

    private string? Read(ref SignatureReader reader, Scope scope, int depth)
    {
        if (reader.Left == 0 || depth > MaxDepth || stepsLeft-- <= 0)
            return null;
        var kind = reader.ReadByte();
        var text = kind switch
        {
            0x0F => Wrap("Ptr<", Read(ref reader, scope, depth + 1), ">"),
            0x10 => Wrap("ref ", Read(ref reader, scope, depth + 1), ""),
            0x11 or 0x12 => Coded(reader.ReadUnsigned(), scope, depth + 1),
            0x13 => At(scope.Class, reader.ReadUnsigned()),
            0x1E => At(scope.Method, reader.ReadUnsigned()),
            0x14 => ReadArray(ref reader, scope, depth),
            0x15 => ReadGeneric(ref reader, scope, depth),
            0x1B => ReadFunction(ref reader, scope, depth),
            0x1D => Wrap("", Read(ref reader, scope, depth + 1), "[]"),
            0x1F or 0x20 => SkipModifier(ref reader, scope, depth),
            _ => Simple(kind),
        };
        return text is { Length: > MaxLength } ? null : text;
    }

    private static string? Simple(byte kind) => kind switch
    {
        0x01 => "void",
        0x02 => "bool",
        0x03 => "char",
        0x04 => "sbyte",
        0x05 => "byte",
        0x06 => "short",
        0x07 => "ushort",
        0x08 => "int",
        0x09 => "uint",
        0x0A => "long",
        0x0B => "ulong",
        0x0C => "float",
        0x0D => "double",
        0x0E => "string",
        0x16 => "TypedReference",
        0x18 => "IntPtr",
        0x19 => "UIntPtr",
        0x1C => "object",
        _ => null,
    };

    private static string? At(string[] names, uint index) => index < names.Length ? names[index] : null;

    private static string? Wrap(string before, string? inner, string behind) => inner is null ? null : before + inner + behind;

    private string? SkipModifier(ref SignatureReader reader, Scope scope, int depth)
    {
        reader.ReadUnsigned();
        return Read(ref reader, scope, depth + 1);
    }

    private string? ReadGeneric(ref SignatureReader reader, Scope scope, int depth)
    {
        if (Read(ref reader, scope, depth + 1) is not { } type || reader.ReadUnsigned() is var count && count > MaxGenerics)
            return null;
        return $"{type}<{List(ref reader, scope, depth, count, ",")}>";
    }

    private string? ReadFunction(ref SignatureReader reader, Scope scope, int depth)
    {
        if (reader.Left == 0)
            return null;
        reader.ReadByte();
        var count = reader.ReadUnsigned();
        if (count > MaxParameters || Read(ref reader, scope, depth + 1) is not { } returnType)
            return null;
        return $"FnPtr<{returnType}({List(ref reader, scope, depth, count, ", ")})>";
    }

    private string List(ref SignatureReader reader, Scope scope, int depth, uint count, string separator)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count && text.Length <= MaxLength && reader.Left > 0; i++)
        {
            if (Read(ref reader, scope, depth + 1) is { } type)
                text.Append(i > 0 ? separator : "").Append(type);
        }

        return text.ToString();
    }

    // Rank, sizes and lower bounds; what is not given is left open: int[1...5,].
    private string? ReadArray(ref SignatureReader reader, Scope scope, int depth)
    {
        if (Read(ref reader, scope, depth + 1) is not { } type || reader.ReadUnsigned() is not (> 0 and <= MaxRank and var rank)
            || ReadNumbers(ref reader, rank, isSigned: false) is not { } sizes || ReadNumbers(ref reader, rank, isSigned: true) is not { } bounds)
            return null;
        var text = new StringBuilder(type).Append('[');
        for (var i = 0; i < rank; i++)
        {
            var low = i < bounds.Length ? bounds[i] : 0;
            var high = i < sizes.Length ? sizes[i] + low : 0;
            if (low != 0)
                text.Append(CultureInfo.InvariantCulture, $"{low}...");
            if (high != 0)
                text.Append(CultureInfo.InvariantCulture, $"{high}");
            if (i + 1 < rank)
                text.Append(',');
        }

        return text.Append(']').ToString();
    }

    private static int[]? ReadNumbers(ref SignatureReader reader, uint rank, bool isSigned)
    {
        var count = reader.ReadUnsigned();
        if (count > rank)
            return null;
        var numbers = new int[count];
        for (var i = 0; i < count; i++)
            numbers[i] = isSigned ? reader.ReadSigned() : (int)reader.ReadUnsigned();
        return numbers;
    }

    /// <summary>Names of the generic parameters that a signature may use.</summary>
    private readonly record struct Scope(string[] Class, string[] Method);
}
