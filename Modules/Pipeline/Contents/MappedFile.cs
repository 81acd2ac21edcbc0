using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ScanHost.Pipeline.Contents;

/// <summary>
/// The beginning of a file, mapped read-only, as <see cref="Memory{T}"/>. The only unsafe code of the module: it hands out spans of exactly
/// the mapped length, and all who use them are bounds-checked. The mapping must outlive every reader, so it is the scanning thread that
/// disposes it, even when nobody waits for that thread any more.
/// </summary>
internal sealed unsafe partial class MappedFile : MemoryManager<byte>
{
    /// <summary>A mapping of this size and more is trimmed while it is read.</summary>
    private const int TrimmedBytes = 32 << 20;

    /// <summary>MADV_DONTNEED of Linux's madvise(2).</summary>
    private const int DoNotNeed = 4;

    private static readonly TimeSpan TrimPause = TimeSpan.FromMilliseconds(5);

    private readonly Lock releasing = new();
    private readonly MemoryMappedFile mapping;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;
    private readonly int length;
    private readonly ITimer? trimming;
    private bool isReleased;

    /// <param name="file">Stays open and stays owned by the caller.</param>
    /// <param name="length">In bytes, 1 to the file's length.</param>
    public MappedFile(SafeFileHandle file, int length)
    {
        this.length = length;
        mapping = MemoryMappedFile.CreateFromFile(
            file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        if (length >= TrimmedBytes && OperatingSystem.IsLinux())
            trimming = TimeProvider.System.CreateTimer(_ => Trim(), null, TrimPause, TrimPause);
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(isReleased, this);
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

    /// <summary>
    /// Takes the pages that were read out of this process's memory again; the next touch takes them back from the page cache. Nothing is lost,
    /// since nothing is ever written. Without it, reading a 2 GiB file once would make the process 2 GiB large. Linux only.
    /// </summary>
    internal void Trim()
    {
        lock (releasing)
        {
            // That it cannot be done is no reason to stop scanning.
            if (!isReleased)
                _ = Advise(start, (nuint)length, DoNotNeed);
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (releasing)
        {
            if (!disposing || isReleased)
                return;

            isReleased = true;
        }

        trimming?.Dispose();
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        mapping.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(byte* address, nuint length, int advice);
}
