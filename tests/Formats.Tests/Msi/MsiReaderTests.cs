using System.Text;
using ScanHost.Formats.Msi;
using ScanHost.Formats.Ole;
using ScanHost.Formats.Tests.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Msi;

public sealed class MsiReaderTests
{
    [Fact]
    public void The_streams_are_those_that_msiinfo_extracts()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Samples.Inner);
        var msi = MsiBuilder.WithWixl(folder.Path);

        var sink = RecordingSink.Unpack("msi", msi);

        var cabinet = ForeignTool.Run(folder.Path, "msiinfo", "extract", "out.msi", "cab1.cab");
        sink.Members.Select(member => member.Member.Name).Should().Contain("cab1.cab").And.Contain("Binary.Payload");
        sink.Hashes.Should().Contain(RecordingSink.Hash(cabinet)).And.Contain(Samples.InnerHash);
    }

    [Fact]
    public void The_custom_actions_are_those_of_the_source()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Samples.SmallInner);

        var database = MsiDatabase.Read(OleFile.Parse(MsiBuilder.WithWixl(folder.Path)));

        database.CustomActions().Select(action => (action.Name, action.BasicType, action.Target)).Should().Contain([("RunCmd", 34, "cmd.exe /c echo hello"), ("RunScript", 38, "MsgBox 1")]);
    }

    [Fact]
    public void The_script_of_a_custom_action_comes_out()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Samples.SmallInner);

        var sink = RecordingSink.Unpack("msi", MsiBuilder.WithWixl(folder.Path));

        Encoding.UTF8.GetString(sink.Members.Single(member => member.Member.Name == "CustomAction/RunScript.vbs").Content.ToArray()).Should().Be("MsgBox 1");
    }
}
