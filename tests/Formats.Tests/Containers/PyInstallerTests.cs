using ScanHost.Formats.Containers;
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
    public void A_program_that_only_names_the_mark_has_no_members() =>
        RecordingSink.Unpack("pyinstaller", [.. InertFiles.Pe(), .. "MEI\u000C\u000B\u000A\u000B\u000E"u8, .. new byte[200]]).Members.Should().BeEmpty();

    [Fact]
    public void Every_prefix_and_ten_thousand_mutants_are_read_or_called_damaged()
    {
        var reader = RecordingSink.Reader("pyinstaller");
        var random = new Random(17);
        for (var length = 0; length < Program.Length; length++)
            Read(reader, Program[..length]);
        for (var mutation = 0; mutation < 10_000; mutation++)
        {
            var copy = (byte[])Program.Clone();
            for (var count = random.Next(1, 6); count > 0; count--)
                copy[random.Next(1024, copy.Length)] = (byte)random.Next(256);
            Read(reader, copy);
        }
    }

    private static void Read(ContainerReader reader, byte[] file)
    {
        try
        {
            reader.Unpack(file, new RecordingSink(maxBytes: 1 << 20), [], CancellationToken.None);
        }
        catch (Exception error) when (error is MalformedFileException or ExpansionLimitException)
        {
            // What hostile files are answered with.
        }
    }
}
