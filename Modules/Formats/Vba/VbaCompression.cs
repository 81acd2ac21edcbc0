namespace ScanHost.Formats.Vba;

/// <summary>The compression of VBA source and of the <c>dir</c> stream, [MS-OVBA] 2.4.1.</summary>
public static class VbaCompression
{
    private const int ChunkLength = 4096;

    /// <summary>Decompresses a container. What cannot be decoded ends it: what came out before is returned.</summary>
    /// <param name="container">Starts with the signature byte 0x01.</param>
    /// <param name="maxBytes">More than this does not come out.</param>
    /// <param name="isWhole">False when the data broke off or the limit ended it.</param>
    /// <exception cref="MalformedFileException">The signature byte is missing.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> container, int maxBytes, out bool isWhole)
    {
        if (container.IsEmpty || container[0] != 1)
            throw new MalformedFileException("vba", 0, "the signature byte of the compressed container is missing");
        var output = new MemoryStream();
        Span<byte> chunk = stackalloc byte[ChunkLength];
        isWhole = false;
        for (var at = 1; at < container.Length;)
        {
            if (output.Length >= maxBytes || container.U16(at) is not { } header || (header & 0x7000) != 0x3000)
                return output.ToArray();
            var size = (header & 0x0FFF) + 3;
            var data = container.Part(at + 2, size - 2);
            var length = (header & 0x8000) == 0 ? Raw(data, chunk) : Decode(data, chunk);
            output.Write(chunk[..length]);
            if (data.Length < size - 2)
                return output.ToArray();
            at += size;
        }
        isWhole = true;
        return output.ToArray();
    }

    private static int Raw(ReadOnlySpan<byte> data, Span<byte> chunk)
    {
        var length = Math.Min(data.Length, chunk.Length);
        data[..length].CopyTo(chunk);
        return length;
    }

    // Eight tokens follow each flag byte: a literal byte, or a copy of what came before, 2.4.1.3.5.
    private static int Decode(ReadOnlySpan<byte> data, Span<byte> chunk)
    {
        var (at, length) = (0, 0);
        while (at < data.Length && length < chunk.Length)
        {
            var flags = data[at++];
            for (var bit = 0; bit < 8 && at < data.Length && length < chunk.Length; bit++)
            {
                if ((flags >> bit & 1) == 0)
                    chunk[length++] = data[at++];
                else if (!Copy(data, ref at, chunk, ref length))
                    return length;
            }
        }
        return length;
    }

    private static bool Copy(ReadOnlySpan<byte> data, ref int at, Span<byte> chunk, ref int length)
    {
        if (data.U16(at) is not { } token || length == 0)
            return false;
        at += 2;
        var bits = Math.Max(4, 32 - int.LeadingZeroCount(length - 1));
        var count = (token & (0xFFFF >> bits)) + 3;
        var offset = (token >> (16 - bits)) + 1;
        if (offset > length)
            return false;
        for (; count > 0 && length < chunk.Length; count--, length++)
            chunk[length] = chunk[length - offset];
        return true;
    }
}
