using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

public sealed class LinkTests
{
    [Theory]
    [InlineData("zip", "zip -q -y out link", "../../etc/passwd", true)]
    [InlineData("zip", "zip -q -y out link", "/etc/passwd", true)]
    [InlineData("zip", "zip -q -y out link", "beside.txt", false)]
    [InlineData("cpio", "echo link | cpio --quiet -o -H newc > out", "../../etc/passwd", true)]
    [InlineData("cpio", "echo link | cpio --quiet -o -H newc > out", "beside.txt", false)]
    [InlineData("cpio", "mkdir -p a/b && ln -s ../../c a/b/d && echo a/b/d | cpio --quiet -o -H newc > out", "x", false)]
    [InlineData("tar", "tar -cf out link", "/usr/lib/x", true)]
    public void A_link_that_leaves_the_folder_is_reported(string reader, string command, string target, bool isReported)
    {
        using var folder = new TemporaryFolder();
        ForeignTool.Run(folder.Path, "ln", "-s", target, "link");
        ForeignTool.Run(folder.Path, "sh", "-c", command);

        var sink = RecordingSink.Unpack(reader, File.ReadAllBytes(Directory.GetFiles(folder.Path, "out*").Single()));

        sink.Anomalies.Contains($"{reader}.link_outside").Should().Be(isReported);
    }

    [Theory]
    [InlineData("zip", "zip -q -y out link && rm link && mkdir link && echo x > link/passwd && zip -q out link/passwd")]
    [InlineData("tar", "tar -cf out link && rm link && mkdir link && echo x > link/passwd && tar -rf out link/passwd")]
    public void A_member_that_is_written_through_such_a_link_is_an_escape(string reader, string command)
    {
        using var folder = new TemporaryFolder();
        ForeignTool.Run(folder.Path, "ln", "-s", "../../etc/outside.d", "link");
        ForeignTool.Run(folder.Path, "sh", "-c", command);

        var sink = RecordingSink.Unpack(reader, File.ReadAllBytes(Directory.GetFiles(folder.Path, "out*").Single()));

        sink.Anomalies.Should().Contain($"{reader}.link_escape");
    }
}
