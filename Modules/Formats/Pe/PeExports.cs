namespace ScanHost.Formats.Pe;

/// <summary>The export directory: Microsoft PE/COFF specification, 6.3.</summary>
public sealed class PeExports
{
    private const int MaxFunctions = 16384;
    private const int MaxName = 512;
    private const int DirectorySize = 40;

    private PeExports(uint timeDateStamp, string? libraryName, IReadOnlyList<PeExportedFunction> functions)
    {
        TimeDateStamp = timeDateStamp;
        LibraryName = libraryName;
        Functions = functions;
    }

    /// <summary>Seconds since 1970; often 0 or a hash.</summary>
    public uint TimeDateStamp { get; }

    /// <summary>The name under which it was built, one character a byte; null when it cannot be read.</summary>
    public string? LibraryName { get; }

    /// <summary>By ordinal; at most 16,384. Empty when a table lies outside of the file.</summary>
    public IReadOnlyList<PeExportedFunction> Functions { get; }

    internal static PeExports? Read(PeFile pe)
    {
        var file = pe.Content.Span;
        if (pe.DirectoryOffset(PeDirectory.Export) is not { } start || !file.Has(start, DirectorySize))
            return null;

        var name = pe.OffsetOf(file.U32(start + 12) ?? 0) is { } offset and > 0 ? ByteText.ZeroEnded(file, offset, file.Length) : null;
        var size = pe.Directory(PeDirectory.Export)?.Size ?? 0;
        return new(file.U32(start + 4) ?? 0, name, ReadFunctions(pe, start, size));
    }

    private static PeExportedFunction[] ReadFunctions(PeFile pe, int start, uint size)
    {
        var file = pe.Content.Span;
        var count = (int)Math.Min(file.U32(start + 20) ?? 0, MaxFunctions);
        var named = file.U32(start + 24) ?? 0;
        // The table of numbers must be there even if nothing has a name.
        if (pe.OffsetOf(file.U32(start + 28) ?? 0) is not { } addresses || !file.Has(addresses, count * 4L)
            || pe.OffsetOf(file.U32(start + 36) ?? 0) is not { } ordinals || !file.Has(ordinals, count * 2L)
            || ReadNames(pe, start, ordinals, count, named) is not { } names)
            return [];

        var functions = new PeExportedFunction[count];
        var ordinalBase = file.U32(start + 16) ?? 0;
        for (var i = 0; i < count; i++)
        {
            var address = file.U32(addresses + (i * 4L)) ?? 0;
            var offset = pe.OffsetOf(address);
            // An address within the export directory is the name of a function of another library.
            var forward = offset > start && offset < start + (long)size ? ByteText.ZeroEnded(file, offset.Value, MaxName) : null;
            functions[i] = new(
                names.GetValueOrDefault(i), ordinalBase + (uint)i, address, forward is null ? offset : null, forward);
        }

        return functions;
    }

    /// <summary>Names by index of the function; null when their table lies outside of the file.</summary>
    private static Dictionary<int, string?>? ReadNames(PeFile pe, int start, int ordinals, int count, uint named)
    {
        var names = new Dictionary<int, string?>();
        if (named == 0)
            return names;
        var file = pe.Content.Span;
        if (pe.OffsetOf(file.U32(start + 32) ?? 0) is not { } pointers || !file.Has(pointers, named * 4L))
            return null;

        for (var i = 0; i < Math.Min(named, count); i++)
        {
            // Of two names for one function the first counts, even if it cannot be read.
            if (file.U16(ordinals + (i * 2L)) is { } index && !names.ContainsKey(index))
                names[index] = pe.OffsetOf(file.U32(pointers + (i * 4L)) ?? 0) is { } offset and > 0 ? ByteText.ZeroEnded(file, offset, MaxName) : null;
        }

        return names;
    }
}

/// <summary>An exported function.</summary>
/// <param name="Name">One character a byte; null when exported by number alone.</param>
/// <param name="Ordinal">Its number, the ordinal base added.</param>
/// <param name="Address">Relative virtual address.</param>
/// <param name="Offset">In the file; null when the file does not hold it or it is forwarded.</param>
/// <param name="ForwardName">Library and function that stand for it; null when it is no forwarder.</param>
public sealed record PeExportedFunction(string? Name, long Ordinal, uint Address, int? Offset, string? ForwardName);
