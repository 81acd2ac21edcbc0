using Microsoft.Win32.SafeHandles;
using ScanHost.Pipeline.Contents;

namespace ScanHost.Pipeline.Expansion;

/// <summary>
/// Keeps what is unpacked of one member: in memory while it is small and the scan's memory budget lasts, else in a temporary file that has
/// no name any more, so that not even a killed process leaves it behind.
/// </summary>
internal sealed class SpooledMember(ExpansionBudget budget) : IDisposable
{
    private const int FirstBytes = 4096;

    private byte[] buffer = [];
    private int held;
    private SafeFileHandle? file;

    /// <summary>Bytes kept so far.</summary>
    public long Length { get; private set; }

    /// <summary>Adds to the end.</summary>
    /// <exception cref="IOException">The temporary folder is full or cannot be written.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (file is null && !TryGrow(Length + bytes.Length))
            MoveToDisk();

        if (file is null)
            bytes.CopyTo(buffer.AsSpan((int)Length));
        else
            RandomAccess.Write(file, bytes, Length);

        Length += bytes.Length;
    }

    /// <summary>Ends the spooling; the content belongs to the caller.</summary>
    public ArtifactContent ToContent()
    {
        if (file is { } spooled)
        {
            file = null;
            return new FileContent(spooled, Length);
        }

        var bytes = buffer.AsMemory(0, (int)Length);
        var taken = held;
        held = 0;
        return new BytesContent(bytes, () => budget.GiveBack(taken));
    }

    public void Dispose()
    {
        file?.Dispose();
        Release();
    }

    private bool TryGrow(long needed)
    {
        if (needed <= buffer.Length)
            return true;
        if (needed >= ArtifactContent.InMemoryBytes)
            return false;

        var size = (int)Math.Max(Math.Min(needed * 2, ArtifactContent.InMemoryBytes), Math.Min(needed, FirstBytes));
        if (!budget.TryHold(size - held))
            return false;

        held = size;
        var larger = GC.AllocateUninitializedArray<byte>(size);
        buffer.AsSpan(0, (int)Length).CopyTo(larger);
        buffer = larger;
        return true;
    }

    private void MoveToDisk()
    {
        file = OpenNameless();
        RandomAccess.Write(file, buffer.AsSpan(0, (int)Length), 0);
        Release();
    }

    private void Release()
    {
        budget.GiveBack(held);
        held = 0;
        buffer = [];
    }

    private static SafeFileHandle OpenNameless()
    {
        var path = Path.Combine(Path.GetTempPath(), $"scanhost-{Guid.NewGuid():N}");
        if (OperatingSystem.IsWindows())
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);

        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Delete(path);
        return handle;
    }
}
