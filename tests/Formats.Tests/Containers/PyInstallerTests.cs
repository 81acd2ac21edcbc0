using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

public sealed class PyInstallerTests
{
    private static readonly byte[] Program = PyInstallerBuilder.Append(InertFiles.Pe(), ('s', "main", Samples.SmallInner), ('m', "struct", [1, 2, 3]), ('x', "data/a.txt", "some words"u8.ToArray()), ('o', "pyi-windows-manifest", []));

    [Fact]
    public void Scripts_modules_and_data_come_out_under_their_names()
    {
        var sink = RecordingSink.Unpack("pyinstaller", Program);

        sink.Members.Select(member => member.Member.Name).Should().Equal("main.pyc", "struct.pyc", "data/a.txt");
        sink.Members[0].Content.ToArray().Should().Equal(Samples.SmallInner);
        sink.Gaps.Should().BeEmpty();
    }

    [Fact]
    public void A_signature_behind_the_archive_does_not_hide_it() =>
        RecordingSink.Unpack("pyinstaller", [.. Program, .. new byte[9000]]).Members.Should().HaveCount(3);

    [Fact]
    public void Much_behind_the_archive_and_a_mark_alone_do_not_hide_it() =>
        RecordingSink.Unpack("pyinstaller", [.. Program, .. new byte[1_200_000], .. "MEI\u000C\u000B\u000A\u000B\u000E"u8, .. new byte[200]]).Members.Should().HaveCount(3);

    [Fact]
    public void A_program_that_only_names_the_mark_has_no_members() =>
        RecordingSink.Unpack("pyinstaller", [.. InertFiles.Pe(), .. "MEI\u000C\u000B\u000A\u000B\u000E"u8, .. new byte[200]]).Members.Should().BeEmpty();
}
