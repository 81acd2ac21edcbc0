using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace ScanHost.Pipeline.Contents;

/// <summary>
/// The beginning of a file, mapped read-only, as <see cref="Memory{T}"/>. The only unsafe code of the module: it hands out spans of exactly
/// the mapped length, and all who use them are bounds-checked. The mapping must outlive every reader, so it is the scanning thread that
/// disposes it, even when nobody waits for that thread any more.
/// </summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedFile mapping;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;
    private readonly int length;

    /// <param name="file">Stays open and stays owned by the caller.</param>
    /// <param name="length">In bytes, 1 to the file's length.</param>
    public MappedFile(SafeFileHandle file, int length)
    {
        this.length = length;
        mapping = MemoryMappedFile.CreateFromFile(
            file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(view.SafeMemoryMappedViewHandle.IsClosed, this);
        return new(start, length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length);
        return new(start + elementIndex);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing || view.SafeMemoryMappedViewHandle.IsClosed)
            return;

        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        mapping.Dispose();
    }
}
