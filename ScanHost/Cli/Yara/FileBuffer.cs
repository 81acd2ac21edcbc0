using System.Numerics;

namespace ScanHost.Cli.Yara;

/// <summary>Reads file after file into the same memory; a file is valid until the next is read.</summary>
internal sealed class FileBuffer
{
    private byte[] buffer = [];

    /// <exception cref="IOException">It cannot be read, or is longer than memory can show in one piece.</exception>
    public ReadOnlyMemory<byte> Read(string path)
    {
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var length = RandomAccess.GetLength(handle);
        if (length > Array.MaxLength)
            throw new IOException("too long");

        if (buffer.Length < length)
            buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(BitOperations.RoundUpToPowerOf2((ulong)length), (ulong)Array.MaxLength));

        var read = 0;
        while (read < length && RandomAccess.Read(handle, buffer.AsSpan(read, (int)length - read), read) is > 0 and var more)
            read += more;

        return buffer.AsMemory(0, read);
    }
}
