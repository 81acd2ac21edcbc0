using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace ScanHost.Pipeline.Contents;

/// <summary>Content in a file on disk: the submitted one, or a large child in a temporary file.</summary>
internal sealed class FileContent : ArtifactContent
{
    private const int BlockBytes = 256 << 10;

    private readonly SafeFileHandle file;
    private readonly Lock mapping = new();
    private MappedFile? mapped;
    private byte[]? held;

    /// <param name="file">Readable; owned from now on.</param>
    /// <param name="length">In bytes; at least 1.</param>
    public FileContent(SafeFileHandle file, long length)
    {
        this.file = file;
        Length = length;
    }

    public override long Length { get; }

    public override ReadOnlyMemory<byte> Memory
    {
        get
        {
            // To map a small file and to take the mapping away again costs more than to read it.
            lock (mapping)
                return Length < InMemoryBytes
                    ? (held ??= ReadInto(ArrayPool<byte>.Shared.Rent((int)Length), file, (int)Length)).AsMemory(0, (int)Length)
                    : (mapped ??= new MappedFile(file, (int)Math.Min(Length, int.MaxValue))).Memory;
        }
    }

    /// <summary>Opens a file: a small one is read at once, a large one stays on disk.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ArtifactContent Open(string path)
    {
        var file = OpenHandle(path);
        try
        {
            var length = RandomAccess.GetLength(file);
            if (length >= InMemoryBytes)
                return new FileContent(file, length);

            var bytes = ReadInto(GC.AllocateUninitializedArray<byte>((int)length), file, (int)length);
            file.Dispose();
            return new BytesContent(bytes);
        }
        catch (Exception error) when (error is IOException or NotSupportedException)
        {
            file.Dispose();
            throw error as IOException ?? new IOException("It is not a regular file.", error);
        }
    }

    public override IEnumerable<ReadOnlyMemory<byte>> ReadBlocks(CancellationToken cancellationToken)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            for (var offset = 0L; offset < Length;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var wanted = (int)Math.Min(BlockBytes, Length - offset);
                var read = RandomAccess.Read(file, block.AsSpan(0, wanted), offset);
                if (read == 0)
                    throw new IOException("The file became shorter while it was scanned.");

                offset += read;
                yield return block.AsMemory(0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    public override void Dispose()
    {
        lock (mapping)
        {
            ((IDisposable?)mapped)?.Dispose();
            mapped = null;
            if (held is not null)
                ArrayPool<byte>.Shared.Return(held);
            held = null;
        }

        file.Dispose();
    }

    private static SafeFileHandle OpenHandle(string path)
    {
        try
        {
            // Sharing everything takes no advisory lock: a file that another program has locked can still be scanned.
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException("The file may not be read.", refused);
        }
    }

    private static byte[] ReadInto(byte[] bytes, SafeFileHandle file, int length)
    {
        for (var offset = 0; offset < length;)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(offset, length - offset), offset);
            if (read == 0)
                throw new IOException("The file became shorter while it was scanned.");

            offset += read;
        }

        return bytes;
    }
}
