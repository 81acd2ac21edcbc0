using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Containers.Optical;
using ScanHost.Formats.Identification;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>One content may have several names on a volume. Of a script that reads as any text only the name tells how it is run.</summary>
public sealed class SecondNameTests
{
    [Theory]
    [InlineData("A.DAT", "run.ps1", 2)]
    [InlineData("RUN_PDF.EXE", "run.pdf.exe", 2)]
    [InlineData("RUN.JS", "run.js", 1)]
    [InlineData("INDEX.HTM", "index.html", 1)]
    [InlineData("run.ps1", "A.DAT", 1)]
    [InlineData("libz.so", "libz.so.1", 1)]
    public void A_file_is_handed_on_once_more_under_a_name_that_decides_how_it_is_run(string first, string second, int times)
    {
        var sink = new RecordingSink();
        var extents = new ExtentSink("iso", "content"u8.ToArray(), sink, CancellationToken.None);

        extents.BeginTree();
        extents.Add(first, [new(0, 7)], 7);
        extents.BeginTree();
        extents.Add(second, [new(0, 7)], 7);
        extents.ReportHidden();

        sink.Members.Should().HaveCount(times);
        sink.Anomalies.Should().BeEmpty();
    }

    [Fact]
    public void More_kinds_of_names_of_one_file_than_are_handed_on_are_a_gap()
    {
        var sink = new RecordingSink();
        var extents = new ExtentSink("ext", "content"u8.ToArray(), sink, CancellationToken.None);

        foreach (var extension in NameTricks.LaunchedExtensions)
            extents.Add("run." + extension, [new(0, 7)], 7);

        sink.Members.Should().HaveCount(16);
        sink.Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Unsupported);
    }

    [Fact]
    public void A_hard_link_of_an_ext_volume_that_is_a_script_comes_out()
    {
        using var folder = Linked();
        ForeignTool.Run(folder.Path, "mke2fs", "-q", "-t", "ext4", "-d", "dir", "out", "2M");

        Names("ext", folder.Read("out")).Should().BeEquivalentTo("a.dat", "run.ps1");
    }

    [Fact]
    public void A_hard_link_of_an_image_of_Windows_that_is_a_script_comes_out()
    {
        using var folder = Linked();
        ForeignTool.Run(folder.Path, "wimcapture", "dir", "out", "--quiet");

        Names("wim", folder.Read("out")).Should().BeEquivalentTo("a.dat", "run.ps1");
    }

    [Fact]
    public void Two_entries_of_a_FAT_folder_with_the_same_content_both_come_out()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dir/A.DAT", Samples.SmallInner);
        folder.Write("dir/RUN.JS", [1]);
        ForeignTool.Run(folder.Path, "sh", "-c", "mkfs.fat -C out 1440 && mcopy -i out dir/A.DAT dir/RUN.JS ::");
        var volume = folder.Read("out");
        int Entry(string name) => volume.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name));
        volume.AsSpan(Entry("A       DAT") + 26, 6).CopyTo(volume.AsSpan(Entry("RUN     JS ") + 26));

        Names("fat", volume).Should().BeEquivalentTo("A.DAT", "RUN.JS");
    }

    // A record that has room takes a copy of its name's attribute behind it, and the first gets another name. Short names, so that nothing reaches the end of the first sector.
    [Fact]
    public void A_hard_link_of_an_NTFS_volume_that_is_a_script_comes_out()
    {
        using var folder = new TemporaryFolder();
        folder.Write("big", Samples.Inner);
        ForeignTool.Run(folder.Path, "sh", "-c", "truncate -s 4M out && mkntfs -F -Q -q out 2>&1 && ntfscp -q out big a.c");
        var volume = folder.Read("out");
        var record = Enumerable.Range(0, volume.Length / 1024).Select(number => number * 1024)
            .Single(at => volume.AsSpan(at, 4).SequenceEqual("FILE"u8) && volume.AsSpan(at, 1024).IndexOf(Encoding.Unicode.GetBytes("a.c")) >= 0);
        var name = record + BitConverter.ToUInt16(volume, record + 20);
        while (volume[name] != 0x30)
            name += BitConverter.ToInt32(volume, name + 4);
        var (length, used) = (BitConverter.ToInt32(volume, name + 4), BitConverter.ToInt32(volume, record + 24));
        (used + length).Should().BeLessThan(510);
        volume.AsSpan(name, record + used - name).ToArray().CopyTo(volume, name + length);
        Encoding.Unicode.GetBytes(".js").CopyTo(volume, name + volume.AsSpan(name, length).IndexOf(Encoding.Unicode.GetBytes("a.c")));
        BitConverter.TryWriteBytes(volume.AsSpan(record + 24), used + length);

        Names("ntfs", volume).Should().BeEquivalentTo("a.c", ".js");
    }

    private static TemporaryFolder Linked()
    {
        var folder = new TemporaryFolder();
        folder.Write("dir/a.dat", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "ln", "dir/a.dat", "dir/run.ps1");
        return folder;
    }

    private static IEnumerable<string> Names(string reader, byte[] image) =>
        RecordingSink.Unpack(reader, image).Members.Select(member => member.Member.Name);
}
