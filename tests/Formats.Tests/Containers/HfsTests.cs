using ScanHost.Formats.Containers;
using ScanHost.Formats.Tests.Compression;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Volumes by xorriso.</summary>
public sealed class HfsTests
{
    private const int Header = 1024, ExtentsFork = 192, CatalogFork = 272, FirstExtent = 16;

    [Fact]
    public void Folders_names_and_contents_are_those_that_were_put_in()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dir/a/b/größe.bin", Samples.Inner);
        folder.Write("dir/a/small.txt", Samples.SmallInner);
        for (var i = 0; i < 200; i++)
            folder.Write($"dir/many/a file with a name that fills the nodes of the catalog {i}.txt", [(byte)i]);
        ForeignTool.Run(folder.Path, "sh", "-c", "xorriso -as mkisofs -quiet -hfsplus -o hybrid dir 2>&1 && sed s/CD001/CD00x/g hybrid > out");
        var volume = RecordingSink.Unpack("partitions", folder.Read("out")).Members.Select(member => member.Content.ToArray()).Single(content => content.Length > Header && content.AsSpan(Header).StartsWith("H+"u8));

        var sink = RecordingSink.Unpack("hfsplus", volume);

        sink.Gaps.Should().BeEmpty();
        sink.Members.Should().HaveCount(202);
        sink.Members.Should().Contain(member => member.Member.Name == "a/b/gro\u0308\u00DFe.bin" && RecordingSink.Hash(member.Content.ToArray()) == Samples.InnerHash);
        sink.Members.Select(member => member.Member.Name).Should().Contain("many/a file with a name that fills the nodes of the catalog 199.txt");
    }

    [Fact]
    public void A_file_in_more_pieces_than_its_record_holds_is_read_as_7z_reads_it()
    {
        var volume = new HfsSurgery(Samples.Make("hfsplus"), "inner.bin").Scatter().Volume;

        var sink = RecordingSink.Unpack("hfsplus", volume);

        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Equal(Samples.InnerHash).And.BeEquivalentTo(By7z(volume));
    }

    [Theory]
    [InlineData(3, 900, false)]
    [InlineData(3, 900, true)]
    [InlineData(4, 200_000, false)]
    [InlineData(4, 200_000, true)]
    public void A_file_that_the_system_compressed_is_read_as_7z_reads_it(int kind, int length, bool isStored)
    {
        var volume = new HfsSurgery(Samples.Make("hfsplus"), "inner.bin").Compress(kind, Samples.Inner[..length], isStored).Volume;

        var sink = RecordingSink.Unpack("hfsplus", volume);

        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Contain(RecordingSink.Hash(Samples.Inner[..length]));
        By7z(volume).Should().Contain(RecordingSink.Hash(Samples.Inner[..length]));
    }

    private static List<string> By7z(byte[] volume)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.hfs", volume);
        ForeignTool.Run(folder.Path, "7z", "x", "-y", "-bd", "-thfs", "-oout", "a.hfs");
        return [.. Directory.EnumerateFiles(System.IO.Path.Combine(folder.Path, "out"), "*", SearchOption.AllDirectories).Where(file => !file.Contains('[')).Select(file => RecordingSink.Hash(File.ReadAllBytes(file)))];
    }

    [Theory]
    [InlineData(ExtentsFork)]
    [InlineData(CatalogFork)]
    public void A_tree_whose_size_makes_no_sense_is_malformed(int fork)
    {
        var file = Samples.Make("hfsplus", Samples.SmallInner);
        file[Header + fork] = 0xFF;

        var read = () => RecordingSink.Unpack("hfsplus", file);

        read.Should().Throw<MalformedFileException>();
    }

    [Fact]
    public void A_catalog_whose_leaves_form_a_ring_is_a_gap()
    {
        var file = Samples.Make("hfsplus", Samples.SmallInner);
        int Number(int at) => (file[at] << 24) | (file[at + 1] << 16) | (file[at + 2] << 8) | file[at + 3];
        var catalog = Number(Header + CatalogFork + FirstExtent) * Number(Header + 40);
        var (node, leaf) = ((file[catalog + 32] << 8) | file[catalog + 33], Number(catalog + 24));
        file[catalog + (leaf * node) + 3] = (byte)leaf;

        RecordingSink.Unpack("hfsplus", file).Gaps.Should().Contain(gap => gap.Reason == UnpackGap.Damaged);
    }
}
