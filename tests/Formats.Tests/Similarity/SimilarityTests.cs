using System.Text;
using ScanHost.Formats.Similarity;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Similarity;

public sealed class SimilarityTests
{
    public static TheoryData<int, int> Samples
    {
        get
        {
            var samples = new TheoryData<int, int>();
            foreach (var length in (int[])[1, 6, 7, 8, 49, 50, 51, 255, 256, 511, 656, 657, 3199, 3200, 4096, 10_000, 100_003, 1_000_003])
                for (var kind = 0; kind < 4; kind++)
                    samples.Add(kind, length);
            return samples;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Ssdeep_agrees_with_the_program_of_that_name(int kind, int length)
    {
        using var folder = new TemporaryFolder();
        var data = Make(kind, length);
        folder.Write("a", data);

        var theirs = Encoding.ASCII.GetString(ForeignTool.Run(folder.Path, "ssdeep", "-s", "-b", "a")).Split('\n')[1].Split(',')[0];

        Ours(data).Should().Be(theirs);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Tlsh_agrees_with_the_program_of_that_name(int kind, int length)
    {
        using var folder = new TemporaryFolder();
        var data = Make(kind, length);
        folder.Write("a", data);

        var theirs = Encoding.ASCII.GetString(ForeignTool.Run(folder.Path, "sh", "-c", "tlsh_unittest -f a 2>/dev/null || true")).Split('\t')[0].Trim();

        var ours = TlshHash.Of(data);
        if (theirs.Length is 70 or 72)
            ours.Should().Be(theirs.Length == 70 ? "T1" + theirs : theirs);
        else if (length >= 256)
            ours.Should().BeNull(); // below that Debian's version hashes nothing, newer ones do
    }

    [Fact]
    public void The_cutting_into_blocks_changes_nothing()
    {
        var data = Make(1, 50_000);
        var (ssdeep, tlsh, whole) = (new SsdeepHash(), new TlshHash(), new TlshHash());

        foreach (var piece in data.Chunk(37))
        {
            ssdeep.Append(piece);
            tlsh.Append(piece);
        }
        whole.Append(data);

        ssdeep.ToString().Should().Be(Ours(data));
        tlsh.Finish().Should().Be(whole.Finish()).And.NotBeNull();
    }

    private static string Ours(byte[] data)
    {
        var (hash, sized) = (new SsdeepHash(), new SsdeepHash(data.Length));
        hash.Append(data);
        sized.Append(data);
        sized.ToString().Should().Be(hash.ToString(), "knowing the length only saves work");
        return hash.ToString();
    }

    private static byte[] Make(int kind, int length)
    {
        var random = new Random(length + kind);
        var data = new byte[length];
        if (kind == 0)
            random.NextBytes(data);
        else if (kind == 1)
            for (var at = 0; at < length; at++)
                data[at] = (byte)"The quick brown fox jumps over the lazy dog. "[(at + random.Next(2)) % 45];
        else if (kind == 2)
            Array.Fill(data, (byte)'a');
        return data; // the last kind is zeros
    }
}
