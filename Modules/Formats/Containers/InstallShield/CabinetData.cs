using System.Buffers.Binary;
using System.IO.Compression;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.InstallShield;

/// <summary>The stored form of one file: pieces of volumes, one behind the other, and the bytes' disguise taken off.</summary>
/// <param name="pieces">Where it stands.</param>
/// <param name="isObfuscated">Each byte was changed by its place in the file.</param>
internal sealed class CabinetData(IReadOnlyList<ReadOnlyMemory<byte>> pieces, bool isObfuscated) : DecoderStream
{
    private int index;
    private int at;
    private uint place;

    /// <summary>How many bytes are there.</summary>
    internal long Total { get; } = pieces.Sum(piece => (long)piece.Length);

    public override int Read(Span<byte> buffer)
    {
        while (index < pieces.Count && at == pieces[index].Length)
            (index, at) = (index + 1, 0);
        if (index == pieces.Count)
            return 0;
        var part = pieces[index].Span[at..];
        part = part[..Math.Min(part.Length, buffer.Length)];
        part.CopyTo(buffer);
        at += part.Length;
        if (isObfuscated)
            Reveal(buffer[..part.Length]);
        return part.Length;
    }

    // unshield's lib/file.c: a fixed mask, a turn by two bits, and the place modulo 71.
    private void Reveal(Span<byte> bytes)
    {
        foreach (ref var value in bytes)
        {
            var turned = (byte)(value ^ 0xD5);
            value = (byte)((turned >> 2 | turned << 6) - (place++ % 0x47));
        }
    }
}

/// <summary>
/// Deflated in pieces, each behind its length and each unpacking to at most 64 KiB; nothing is kept from one to the next. Cabinets of version 0 have one
/// stream without lengths instead.
/// </summary>
internal sealed class CabinetChunks(CabinetData source) : DecoderStream
{
    private const int MaxChunk = 64 * 1024;
    private readonly byte[] packed = new byte[MaxChunk];
    private readonly byte[] content = new byte[MaxChunk];
    private ReadOnlyMemory<byte> current;

    /// <summary>True when the lengths lead from piece to piece to the very end.</summary>
    /// <param name="data">Is read.</param>
    /// <param name="cancellationToken">Checked once a piece.</param>
    internal static bool Fits(CabinetData data, CancellationToken cancellationToken)
    {
        Span<byte> head = stackalloc byte[2];
        var skipped = new byte[MaxChunk];
        for (long done = 0; done < data.Total; cancellationToken.ThrowIfCancellationRequested())
        {
            if (data.ReadAtLeast(head, 2, throwOnEndOfStream: false) < 2)
                return false;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(head);
            if (length == 0 || data.ReadAtLeast(skipped.AsSpan(0, length), length, throwOnEndOfStream: false) < length)
                return false;
            done += 2 + length;
        }
        return true;
    }

    public override int Read(Span<byte> buffer)
    {
        while (current.IsEmpty)
            if (!Next())
                return 0;
        var count = Math.Min(buffer.Length, current.Length);
        current.Span[..count].CopyTo(buffer);
        current = current[count..];
        return count;
    }

    private bool Next()
    {
        var head = source.ReadAtLeast(packed.AsSpan(0, 2), 2, throwOnEndOfStream: false);
        if (head == 0)
            return false;
        var length = head < 2 ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(packed);
        if (length == 0)
            throw new InvalidDataException("a piece without data");
        source.ReadExactly(packed.AsSpan(0, length));
        using var inflate = new DeflateStream(new MemoryStream(packed, 0, length, writable: false), CompressionMode.Decompress);
        current = content.AsMemory(0, inflate.ReadAtLeast(content, MaxChunk, throwOnEndOfStream: false));
        if (current.Length == MaxChunk && inflate.ReadByte() >= 0)
            throw new InvalidDataException("a piece that unpacks to more than 64 KiB");
        return true;
    }
}
