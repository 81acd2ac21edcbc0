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
    public void A_link_that_leaves_the_folder_is_reported(string reader, string command, string target, bool isReported)
    {
        using var folder = new TemporaryFolder();
        ForeignTool.Run(folder.Path, "ln", "-s", target, "link");
        ForeignTool.Run(folder.Path, "sh", "-c", command);

        var sink = RecordingSink.Unpack(reader, File.ReadAllBytes(Directory.GetFiles(folder.Path, "out*").Single()));

        sink.Anomalies.Contains($"{reader}.link_escape").Should().Be(isReported);
    }
}
