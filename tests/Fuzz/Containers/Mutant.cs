namespace ScanHost.Fuzz.Containers;

/// <summary>Damages a file. The same seed and number always give the same mutant.</summary>
internal static class Mutant
{
    private static readonly byte[] Telling = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];

    public static (string Name, byte[] File) Make(IReadOnlyList<(string Name, byte[] File)> seeds, int seed, int number)
    {
        var random = new Random(HashCode(seed, number));
        var (name, file) = seeds[number % seeds.Count];
        var mutant = (byte[])file.Clone();
        for (var count = random.Next(1, 9); count > 0; count--)
            Change(mutant, random);
        return (name, random.Next(8) switch
        {
            0 => mutant[..random.Next(mutant.Length + 1)],
            1 => [.. mutant[..random.Next(mutant.Length)], .. mutant[random.Next(mutant.Length)..]],
            2 => [.. mutant[..random.Next(mutant.Length)], .. Part(seeds[random.Next(seeds.Count)].File, random)],
            _ => mutant,
        });
    }

    // Most structure is at the front; fields are bytes, words and doubles of either order.
    private static void Change(byte[] file, Random random)
    {
        var at = random.Next(random.Next(2) == 0 ? Math.Min(file.Length, 256) : file.Length);
        var width = 1 << random.Next(3);
        var value = (byte)random.Next(256);
        for (var i = at; i < Math.Min(file.Length, at + width); i++)
            file[i] = random.Next(3) == 0 ? Telling[random.Next(Telling.Length)] : (byte)(value + (random.Next(2) == 0 ? file[i] : 0));
    }

    private static byte[] Part(byte[] file, Random random)
    {
        var start = random.Next(file.Length);
        return file[start..random.Next(start, file.Length)];
    }

    // System.HashCode differs from run to run.
    private static int HashCode(int seed, int number) => unchecked((seed * 486_187_739) + (number * 16_777_619));
}
