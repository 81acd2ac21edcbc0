namespace ScanHost.Formats.Pe;

/// <summary>Reads the delay-load directory: Microsoft PE/COFF specification, 5.8.</summary>
internal static class PeDelayedImports
{
    private const int DescriptorSize = 32;
    private const int DosHeaderSize = 64;

    /// <summary>As many functions are kept in all: a few descriptors may share one huge table.</summary>
    private const int MaxFunctions = 65536;

    internal static PeImportedLibrary[] Read(PeFile pe)
    {
        var libraries = new List<PeImportedLibrary>();
        if (pe.DirectoryOffset(PeDirectory.DelayImport) is not { } start)
            return [];

        var left = MaxFunctions;
        for (var i = 0; i < PeImports.Max && left > 0; i++)
        {
            if (Descriptor.Read(pe, start + ((long)i * DescriptorSize)) is not { } descriptor)
                break;
            if (PeImports.LibraryName(pe, descriptor.Name) is not { } name)
                continue;
            var functions = ReadFunctions(pe, name, descriptor, Math.Min(PeImports.Max, left));
            left -= functions.Count;
            libraries.Add(new(name, functions));
        }

        return [.. libraries];
    }

    private static List<PeImportedFunction> ReadFunctions(PeFile pe, string library, Descriptor descriptor, int max)
    {
        var functions = new List<PeImportedFunction>();
        var wide = pe.Header.Is64Bit;
        var size = wide ? 8u : 4u;
        for (var i = 0u; i < max; i++)
        {
            if (At(pe, descriptor.NameTable + (i * size)) is not { Value: > 0 } thunk
                || At(pe, descriptor.AddressTable + (i * size)) is not { Value: > 0 })
                break;
            var slot = descriptor.AddressTable + (i * (ulong)size);
            if (thunk.IsOrdinal)
                functions.Add(new(PeOrdinals.NameOf(library, (ushort)thunk.Value), (ushort)thunk.Value, slot));
            else if (pe.OffsetOf(descriptor.Relative(thunk.Value) + 2) is { } name)
                functions.Add(new(ByteText.ZeroEnded(pe.Content.Span, name, PeImports.MaxName), null, slot));
        }

        return functions;
    }

    private static PeThunk? At(PeFile pe, ulong address) =>
        pe.OffsetOf(address) is { } offset ? PeImports.Thunk(pe.Content.Span, offset, pe.Header.Is64Bit) : null;

    /// <summary>One library. Visual C++ 6 wrote addresses with the image base in them and a zero in the first field.</summary>
    private sealed record Descriptor(bool IsRelative, ulong ImageBase, uint Name, uint AddressTable, uint NameTable)
    {
        internal static Descriptor? Read(PeFile pe, long at)
        {
            var file = pe.Content.Span;
            if (!file.Has(at, DescriptorSize) || file.Slice((int)at, DescriptorSize).IndexOfAnyExcept((byte)0) < 0)
                return null;
            if (file.U32(at) is not { } attributes || attributes > 1)
                return null;

            var raw = new Descriptor(
                attributes == 1, pe.Header.ImageBase, file.U32(at + 4) ?? 0, file.U32(at + 12) ?? 0, file.U32(at + 16) ?? 0);
            var descriptor = pe.Header.Is64Bit ? raw : raw with
            {
                Name = (uint)raw.Relative(raw.Name),
                AddressTable = (uint)raw.Relative(raw.AddressTable),
                NameTable = (uint)raw.Relative(raw.NameTable),
            };
            return descriptor.NameTable < pe.Header.SizeOfImage && descriptor.AddressTable < pe.Header.SizeOfImage
                && descriptor.Name >= DosHeaderSize && descriptor.NameTable >= DosHeaderSize ? descriptor : null;
        }

        internal ulong Relative(ulong address) => !IsRelative && address > ImageBase ? address - ImageBase : address;
    }
}
