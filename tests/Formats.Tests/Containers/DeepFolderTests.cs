using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Folders in folders, made by foreign tools: what lies too deep to be read is said.</summary>
public sealed class DeepFolderTests
{
    [Theory]
    [InlineData("squashfs", "mksquashfs root out -quiet -no-progress")]
    [InlineData("iso", "genisoimage -quiet -R -D -o out root")]
    [InlineData("ext", "mke2fs -q -t ext4 -d root out 2M")]
    [InlineData("xar", "bsdtar --format=xar -cf out -C root .")]
    [InlineData("romfs", "genromfs -f out -d root")]
    public void A_file_in_folders_too_deep_is_a_gap(string reader, string command)
    {
        RecordingSink.Unpack(reader, Make(command, depth: 40)).Gaps.Should().BeEmpty();
        RecordingSink.Unpack(reader, Make(command, depth: 150)).Gaps.Should().NotBeEmpty();
    }

    private static byte[] Make(string command, int depth)
    {
        using var folder = new TemporaryFolder();
        var path = string.Concat(Enumerable.Repeat("d/", depth));
        folder.Write($"root/{path}inner.bin", [1, 2, 3]);
        ForeignTool.Run(folder.Path, "sh", "-c", command);
        return folder.Read("out");
    }
}
