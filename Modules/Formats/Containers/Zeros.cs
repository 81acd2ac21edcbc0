namespace ScanHost.Formats.Containers;

/// <summary>Writes the parts of an image that were never stored.</summary>
internal static class Zeros
{
    /// <summary>So much at the end of a disk that nobody wrote to is written all the same: what its file systems place there is then not missing.</summary>
    private const long MaxTail = 16 << 20;

    private static readonly byte[] Chunk = new byte[64 * 1024];

    internal static void Write(long count, Stream target, CancellationToken cancellationToken)
    {
        for (; count > 0; count -= Chunk.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            target.Write(Chunk, 0, (int)Math.Min(count, Chunk.Length));
        }
    }

    /// <summary>Completes a disk of which <paramref name="written"/> bytes were stored, unless more than that and 16 MiB are missing: a large disk is mostly empty.</summary>
    internal static void WriteTail(long written, long size, Stream target, CancellationToken cancellationToken)
    {
        if (size - written <= Math.Max(MaxTail, written))
            Write(size - written, target, cancellationToken);
    }
}
