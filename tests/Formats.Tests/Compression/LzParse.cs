namespace ScanHost.Formats.Tests.Compression;

/// <summary>What an LZ77 encoder makes of data: a literal, or a match of a length at a distance.</summary>
/// <param name="Literal">The byte, when <paramref name="Length"/> is 0.</param>
/// <param name="Length">In bytes; 0 for a literal.</param>
/// <param name="Distance">In bytes, 1 being the byte before.</param>
internal readonly record struct LzToken(byte Literal, int Length, int Distance);

/// <summary>A plain greedy LZ77 parser for the encoders of tests: its output has literals, short and long matches, near and far.</summary>
internal static class LzParse
{
    public static List<LzToken> Of(ReadOnlySpan<byte> data, int window, int minMatch, int maxMatch)
    {
        var (tokens, last) = (new List<LzToken>(), new Dictionary<int, int>());
        for (var at = 0; at < data.Length;)
        {
            var (length, distance) = (0, 0);
            if (at + 4 <= data.Length)
            {
                var key = BitConverter.ToInt32(data[at..]);
                if (last.TryGetValue(key, out var before) && at - before <= window)
                    (length, distance) = (data[before..].CommonPrefixLength(data[at..]), at - before);
                last[key] = at;
            }
            length = Math.Min(length, maxMatch);
            if (length < minMatch)
                length = 0;
            tokens.Add(new(data[at], length, distance));
            at += Math.Max(1, length);
        }
        return tokens;
    }
}
