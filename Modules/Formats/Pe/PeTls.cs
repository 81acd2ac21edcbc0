namespace ScanHost.Formats.Pe;

/// <summary>Reads the directory of thread local storage: Microsoft PE/COFF specification, 6.7.</summary>
internal static class PeTls
{
    private const int MaxCallbacks = 64;

    internal static ulong[] Callbacks(PeFile pe)
    {
        var callbacks = new List<ulong>();
        var file = pe.Content.Span;
        var size = pe.Header.Is64Bit ? 8 : 4;
        // Addresses of the callbacks: the fourth pointer. Unlike elsewhere they include the image base.
        if (pe.DirectoryOffset(PeDirectory.Tls) is not { } start
            || Pointer(file, start + (3 * size), size) is not { } table || table < pe.Header.ImageBase
            || pe.OffsetOf(table - pe.Header.ImageBase) is not { } offset)
            return [];
        for (var i = 0; i < MaxCallbacks && Pointer(file, offset + (i * size), size) is > 0 and var callback; i++)
            callbacks.Add(callback);
        return [.. callbacks];
    }

    private static ulong? Pointer(ReadOnlySpan<byte> file, long at, int size) => size == 8 ? file.U64(at) : file.U32(at);
}
