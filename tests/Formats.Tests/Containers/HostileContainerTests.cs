namespace ScanHost.Formats.Tests.Containers;

/// <summary>
/// Each reader meets every prefix of a sample and mutants of it: the file is read or called malformed, and no more memory is taken than 64 MiB
/// beside it. <see cref="ReaderTableTests"/> sees to it that no reader is left out.
/// </summary>
public sealed class HostileContainerTests
{
    /// <summary>So many bytes of mutants each sample gets in the usual run: a disk image is a few, a small archive the full number.</summary>
    private const int UsualBytes = 20_000_000;

    private const int Mutants = 10_000;

    private const int UsualMutants = 2000;

    private const int UsualEncryptedMutants = 200;

    /// <summary>Each mutant of such a sample has a key derived, which is made to take long.</summary>
    private static readonly string[] Encrypted = ["7z encrypted names", "zip aes256"];

    public static TheoryData<string> Everything => [.. HostileSamples.All.Select(sample => sample.Name)];

    /// <summary>Documents have theirs in full in each run.</summary>
    public static TheoryData<string> Containers => [.. HostileSamples.All.Select(sample => sample.Name).Except(Documents.DocumentSamples.Names)];

    [Theory]
    [MemberData(nameof(Containers))]
    public void Prefixes_and_mutants_are_either_read_or_called_malformed(string name)
    {
        var (reader, file) = (HostileSamples.Of(name).Reader, HostileSamples.Of(name).File);
        var few = Math.Clamp(UsualBytes / file.Length, 20, Encrypted.Contains(name) ? UsualEncryptedMutants : UsualMutants);

        // Of a large sample the headers at its front byte by byte, the rest in steps.
        for (var length = 0; length <= file.Length; length += length < 2 * few ? 1 : Math.Max(1, file.Length / 256))
            HostileReading.Read(reader, file.AsMemory(0, length), $"the first {length} bytes of {name}");
        ReadMutants(reader, file, name, few);
    }

    /// <summary>Of a file of more than 64 KiB, all prefixes of up to 4 KiB, and from there on one in 512; of more than 2 MiB one in 4,096.</summary>
    [Theory]
    [Trait("Run", "Long")]
    [MemberData(nameof(Everything))]
    public void Ten_thousand_mutants_and_every_prefix_are_either_read_or_called_malformed(string name)
    {
        var (reader, file) = (HostileSamples.Of(name).Reader, HostileSamples.Of(name).File);
        var step = file.Length switch { <= 65536 => 1, <= 2 << 20 => 512, _ => 4096 };

        for (var length = 0; length <= file.Length; length += length < 4096 ? 1 : step)
            HostileReading.Read(reader, file.AsMemory(0, length), $"the first {length} bytes of {name}");
        ReadMutants(reader, file, name, Mutants);
    }

    // Disk images are mostly empty: what is changed is what is used.
    private static void ReadMutants(string reader, byte[] file, string name, int count)
    {
        var random = new Random(17);
        int[] used = [.. Enumerable.Range(0, file.Length).Where(at => file[at] != 0)];
        for (var mutant = 0; mutant < count; mutant++)
        {
            var undo = HostileReading.Change(file, used, random);
            HostileReading.Read(reader, file, $"mutant {mutant} of {name}");
            foreach (var (at, value) in undo)
                file[at] = value;
        }
    }
}
