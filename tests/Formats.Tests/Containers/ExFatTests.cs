using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>mkfs.exfat makes the volume, the test puts files into it, since no program does without mounting it; fsck.exfat, and fls and icat of the Sleuth Kit, judge.</summary>
public sealed class ExFatTests
{
    [Fact]
    public void Files_with_and_without_a_chain_are_found_and_the_Sleuth_Kit_reads_the_same()
    {
        using var folder = new TemporaryFolder();
        var volume = new ExFatBuilder(folder);
        volume.Add(volume.Root, "a name with more than fifteen characters.bin", volume.Store(Samples.Inner), Samples.Inner.Length);
        volume.Add(volume.Root, "scattered.bin", volume.Store(Samples.Inner, scattered: true), Samples.Inner.Length, hasChain: true);
        var inside = volume.Store(new byte[4096]);
        volume.Add(volume.Root, "folder", inside, 4096, isFolder: true);
        volume.Add(inside, "inside.bin", volume.Store(Samples.Inner), Samples.Inner.Length);
        var file = volume.Image;
        folder.Write("a.img", file);
        ForeignTool.Run(folder.Path, "sh", "-c", "fsck.exfat -n a.img && fls -f exfat -r -p a.img | awk '/[.]bin$/ { sub(\":\", \"\", $2); print $2 }' | while read i; do icat -f exfat a.img $i | sha256sum | cut -d' ' -f1; done > hashes");

        var sink = RecordingSink.Unpack("exfat", file);

        sink.Gaps.Should().BeEmpty();
        sink.Members.Select(member => member.Member.Name).Should().Equal("a name with more than fifteen characters.bin", "scattered.bin", "folder/inside.bin");
        sink.Hashes.Should().OnlyContain(hash => hash == Samples.InnerHash);
        Encoding.ASCII.GetString(folder.Read("hashes")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal(Enumerable.Repeat(Samples.InnerHash, 3));
        Formats.Identification.FileIdentifier.Identify(file).Type.Id.Should().Be("exfat");
    }

    [Fact]
    public void A_folder_that_contains_itself_is_read_once_and_a_deleted_file_is_not_looked_for()
    {
        using var folder = new TemporaryFolder();
        var volume = new ExFatBuilder(folder);
        volume.Add(volume.Root, "loop", volume.Root, 4096, isFolder: true);
        volume.Add(volume.Root, "gone.bin", volume.Store(Samples.SmallInner), Samples.SmallInner.Length, isDeleted: true);
        volume.Add(volume.Root, "here.bin", volume.Store(Samples.SmallInner), Samples.SmallInner.Length);

        RecordingSink.Unpack("exfat", volume.Image).Members.Select(member => member.Member.Name).Should().Equal("here.bin");
    }

    [Fact]
    public void A_file_that_is_longer_than_the_image_is_a_gap()
    {
        using var folder = new TemporaryFolder();
        var volume = new ExFatBuilder(folder);
        volume.Add(volume.Root, "long.bin", volume.Store(Samples.SmallInner), long.MaxValue);
        volume.Add(volume.Root, "outside.bin", 0xFFFF, 5000);

        RecordingSink.Unpack("exfat", volume.Image).Gaps.Should().HaveCount(2).And.OnlyContain(gap => gap.Reason == UnpackGap.Damaged);
    }
}
