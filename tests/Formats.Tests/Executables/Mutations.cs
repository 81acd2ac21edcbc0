namespace ScanHost.Formats.Tests.Executables;

/// <summary>Damaged copies of a sample, the same ones in every run.</summary>
internal static class Mutations
{
    /// <summary>Beginnings: every one of short samples, of longer ones all in the headers and then some.</summary>
    public static IEnumerable<byte[]> Prefixes(byte[] file)
    {
        const int closeLook = 4096;
        var step = Math.Max(1, (file.Length - closeLook) / 256);
        for (var length = 0; length <= file.Length; length += length < closeLook ? 1 : step)
            yield return file[..length];
    }

    /// <summary>Copies with a few bytes changed, most of them where <paramref name="places"/> points.</summary>
    /// <param name="file">The sample.</param>
    /// <param name="count">How many copies.</param>
    /// <param name="places">Offsets around which structures stand.</param>
    public static IEnumerable<byte[]> Of(byte[] file, int count, params int[] places)
    {
        var random = new Random(7);
        for (var i = 0; i < count; i++)
        {
            var copy = (byte[])file.Clone();
            for (var changes = random.Next(1, 8); changes > 0; changes--)
            {
                var place = places[random.Next(places.Length)] + random.Next(512);
                var at = random.Next(4) == 0 || place >= copy.Length || place < 0 ? random.Next(copy.Length) : place;
                copy[at] = random.Next(4) switch
                {
                    0 => (byte)random.Next(256),
                    1 => 0xFF,
                    2 => 0,
                    _ => (byte)(copy[at] ^ (1 << random.Next(8))),
                };
            }

            yield return copy;
        }
    }
}
