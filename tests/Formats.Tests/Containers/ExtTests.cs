using ScanHost.Formats.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

public sealed class ExtTests
{
    private const string Fill =
        "mkdir -p dir/sub/deep && cp dir/inner.bin dir/sub/deep/größe.bin && truncate -s 900K dir/sparse && cat dir/inner.bin >> dir/sparse"
        + " && cat dir/inner.bin dir/inner.bin dir/inner.bin dir/inner.bin > dir/large && printf tiny > dir/sub/tiny && touch dir/empty && ln -s /etc/passwd dir/link && ln dir/large dir/again";

    [Theory]
    [InlineData("ext2 -b 1024")]
    [InlineData("ext3 -b 1024")]
    [InlineData("ext4 -b 1024")]
    [InlineData("ext4 -b 4096")]
    public void The_files_are_those_that_debugfs_finds(string options)
    {
        using var folder = new TemporaryFolder();
        var file = Volume(folder, options);
        ForeignTool.Run(folder.Path, "sh", "-c", "mkdir out && debugfs -R 'rdump / out' out.img");

        var sink = RecordingSink.Unpack("ext", file);

        sink.Gaps.Should().BeEmpty();
        var expected = Directory.GetFiles(Path.Combine(folder.Path, "out"), "*", SearchOption.AllDirectories).Select(path => new FileInfo(path))
            .Where(found => found.LinkTarget is null && found.Length > 0).Select(found => RecordingSink.Hash(File.ReadAllBytes(found.FullName)));
        sink.Hashes.Where(hash => hash != RecordingSink.Hash([])).Distinct().Should().BeEquivalentTo(expected.Distinct());
        sink.Members.Select(member => member.Member.Name).Should().Contain(["sub/deep/größe.bin", "sparse", "sub/tiny", "empty"]);
    }

    [Fact]
    public void Small_files_that_stand_in_their_inodes_are_found()
    {
        using var folder = new TemporaryFolder();

        var sink = RecordingSink.Unpack("ext", Volume(folder, "ext4 -O inline_data -I 256"));

        sink.Hashes.Should().Contain(RecordingSink.Hash("tiny"u8.ToArray())).And.Contain(Samples.InnerHash);
    }

    [Fact]
    public void A_folder_that_contains_itself_is_read_once()
    {
        using var folder = new TemporaryFolder();
        Volume(folder, "ext4 -b 1024");
        ForeignTool.Run(folder.Path, "debugfs", "-w", "-R", "link <2> sub/loop", "out.img");

        var sink = RecordingSink.Unpack("ext", folder.Read("out.img"));

        sink.Members.Count(member => member.Member.Name.EndsWith("tiny", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public void An_encrypted_file_and_a_journal_that_was_not_replayed_are_gaps()
    {
        using var folder = new TemporaryFolder();
        Volume(folder, "ext4 -b 1024 -O encrypt");
        ForeignTool.Run(folder.Path, "sh", "-c", "debugfs -w -R 'set_inode_field inner.bin flags 0x80800' out.img && debugfs -w -R 'feature needs_recovery' out.img");

        var sink = RecordingSink.Unpack("ext", folder.Read("out.img"));

        sink.Gaps.Select(gap => gap.Reason).Should().BeEquivalentTo([UnpackGap.Encrypted, UnpackGap.Unsupported]);
    }

    private static byte[] Volume(TemporaryFolder folder, string options)
    {
        folder.Write("dir/inner.bin", Samples.Inner);
        ForeignTool.Run(folder.Path, "sh", "-c", $"{Fill} && truncate -s 8M out.img && mke2fs -q -F -d dir -t {options} out.img 2>&1");
        return folder.Read("out.img");
    }
}
