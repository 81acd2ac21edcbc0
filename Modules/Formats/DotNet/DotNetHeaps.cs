namespace ScanHost.Formats.DotNet;

/// <summary>The heaps of names and of blobs: ECMA-335, II.24.2.3 and 4.</summary>
internal sealed class DotNetHeaps(ReadOnlyMemory<byte> file, DotNetHeap strings, DotNetHeap blobs)
{
    private const int MaxName = 1024;
    private const int MaxUserStrings = 1_000_000;

    /// <summary>A name; null when it lies outside of the heap, has no end or is longer than any compiler allows.</summary>
    internal string? Name(uint index)
    {
        if (index >= strings.Size)
            return null;
        var rest = file.Span.Part(strings.Offset + index, MaxName + 1);
        var end = rest.IndexOf((byte)0);
        return end < 0 ? null : ByteText.Latin1(rest[..end]);
    }

    /// <summary>A blob; null when it does not lie in the file as a whole.</summary>
    internal ReadOnlyMemory<byte>? Blob(uint index) => ReadBlob(file, blobs.Offset + index)?.Content;

    internal static IReadOnlyList<ReadOnlyMemory<byte>> ReadUserStrings(ReadOnlyMemory<byte> file, DotNetHeap? heap)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        // The heap begins with one empty string.
        if (heap is null || heap.Size == 0 || !file.Span.Has(heap.Offset, heap.Size) || file.Span[(int)heap.Offset] != 0)
            return found;
        var end = heap.Offset + heap.Size;
        for (var at = heap.Offset + 1; at < end && found.Count < MaxUserStrings && ReadBlob(file, at) is { } blob; at = blob.Next)
        {
            // The last byte tells whether there are letters beyond ASCII; it is no part of the string.
            if (blob.Content.Length > 1)
                found.Add(blob.Content[..^1]);
        }

        return found;
    }

    private static (ReadOnlyMemory<byte> Content, long Next)? ReadBlob(ReadOnlyMemory<byte> file, long at)
    {
        var bytes = file.Span.Part(at, 4);
        var size = SignatureReader.CompressedSize(bytes);
        if (size == 0)
            return null;
        var length = SignatureReader.Compressed(bytes[..size]);
        return file.Span.Has(at + size, length) ? (file.Slice((int)at + size, (int)length), at + size + length) : null;
    }
}
