namespace ScanHost.Formats.Containers.Lzfse;

/// <summary>The byte-oriented code of small blocks: each code has literals, a match or both.</summary>
internal static class LzvnBlock
{
    private const byte EndCode = 0x06;

    /// <exception cref="InvalidDataException">A code is undefined, or more comes out than <paramref name="size"/>.</exception>
    internal static void Decode(ReadOnlySpan<byte> data, HistoryWindow window, int size)
    {
        var (at, distance, left) = (0, 0, size);
        while (true)
        {
            var code = data[at++];
            if (code == EndCode)
                return;
            if (code is 0x0E or 0x16)
                continue;
            if (code is 0x1E or 0x26 or 0x2E or 0x36 or 0x3E or (>= 0x70 and < 0x80) or (>= 0xD0 and < 0xE0))
                throw new InvalidDataException("a code is not defined");
            int literals, match;
            if (code >= 0xE0)
            {
                var length = (code & 15) != 0 ? code & 15 : data[at++] + 16;
                (literals, match) = code < 0xF0 ? (length, 0) : (0, length);
            }
            else if (code is >= 0xA0 and < 0xC0)
            {
                (literals, match) = (code >> 3 & 3, (((code & 7) << 2) | (data[at] & 3)) + 3);
                distance = (data[at] | (data[at + 1] << 8)) >> 2;
                at += 2;
            }
            else
            {
                (literals, match) = (code >> 6, (code >> 3 & 7) + 3);
                if ((code & 7) == 7)
                {
                    distance = data[at] | (data[at + 1] << 8);
                    at += 2;
                }
                else if ((code & 7) != 6)
                    distance = ((code & 7) << 8) | data[at++];
            }
            left -= literals + match;
            if (left < 0)
                throw new InvalidDataException("more comes out than the block says");
            window.Append(data.Slice(at, literals));
            at += literals;
            if (match > 0)
                window.Repeat(distance, match);
        }
    }
}
