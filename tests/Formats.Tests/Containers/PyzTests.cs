using System.Text;

namespace ScanHost.Formats.Tests.Containers;

public sealed class PyzTests
{
    [Theory]
    [InlineData("list")]
    [InlineData("dict")]
    public void Modules_come_out_under_their_names(string table)
    {
        var sink = RecordingSink.Unpack("pyz", PyzBuilder.Write(table));

        sink.Members.Select(member => member.Member.Name).Should().Equal("app.pyc", "net/client.pyc");
        Encoding.Latin1.GetString(sink.Members[0].Content.ToArray()).Should().Contain("hello");
        sink.Gaps.Should().BeEmpty();
    }
}
