using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Containers.AutoIt;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Tests.Containers;

public sealed class AutoItTests
{
    // The hidden word FILE is published as these numbers: 0x52CA436B (EA06), 0xCEB06DFF (EA05).
    [Fact]
    public void The_ciphers_hide_the_word_that_starts_each_file_as_the_compiler_does()
    {
        AutoItCipher.Ranrot("FILE"u8, 0x18EE).Should().Equal(0x6B, 0x43, 0xCA, 0x52);
        AutoItCipher.Twister("FILE"u8, 0x16FA).Should().Equal(0xFF, 0x6D, 0xB0, 0xCE);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_file_that_a_script_carries_comes_out(bool isNew, bool compress)
    {
        byte[] runs = [.. new byte[2000], .. Samples.Inner, .. new byte[300]];
        var file = AutoItBuilder.Build(isNew, (@"C:\in\inner.bin", Samples.Inner, compress), ("other.exe", runs, compress));

        var sink = RecordingSink.Unpack("autoit", file);

        FileIdentifier.Identify(file).Type.Id.Should().Be("autoit-compiled");
        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Equal(Samples.InnerHash, RecordingSink.Hash(runs));
        sink.Members.Select(member => member.Member.Name).Should().Equal(@"C:\in\inner.bin", "other.exe");
    }

    [Fact]
    public void The_script_comes_out_as_text()
    {
        var newer = RecordingSink.Unpack("autoit", AutoItBuilder.Build(true, (">>>AUTOIT SCRIPT<<<", AutoItBuilder.Tokens(), true)));
        var older = RecordingSink.Unpack("autoit", AutoItBuilder.Build(false, (">AUTOIT SCRIPT<", "MsgBox(1)"u8.ToArray(), false)));

        Encoding.UTF8.GetString(newer.Members.Single().Content.ToArray()).Should().Be("MsgBox(64, \"a \"\"b\"\"\", $x)\r\n");
        Encoding.UTF8.GetString(older.Members.Single().Content.ToArray()).Should().Be("MsgBox(1)");
    }

    [Fact]
    public void A_script_behind_its_interpreter_is_found_though_that_holds_the_mark_too()
    {
        var script = AutoItBuilder.Build(true, ("inner.bin", Samples.Inner, true));
        byte[] program = [.. File.ReadAllBytes("/bin/true"), .. script[..16], .. "behind the mark"u8, .. script];

        RecordingSink.DeepHashes("carve", program).Should().Contain(Samples.InnerHash);
    }

    [Fact]
    public void A_script_hidden_by_other_numbers_or_of_another_version_is_a_gap()
    {
        var file = AutoItBuilder.Build(true, ("inner.bin", Samples.Inner, true));
        byte[] other = [.. file[..40], 1, .. file[41..]];
        byte[] older = [.. file[..20], .. "EA04"u8, .. file[24..]];

        RecordingSink.Unpack("autoit", other).Gaps.Should().ContainSingle().Which.Reason.Should().Be(UnpackGap.Damaged);
        RecordingSink.Unpack("autoit", older).Gaps.Should().ContainSingle().Which.Reason.Should().Be(UnpackGap.Unsupported);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_prefix_and_many_mutations_are_read_or_reported(bool isNew)
    {
        var file = AutoItBuilder.Build(isNew, (">script", AutoItBuilder.Tokens(), true), ("inner.bin", Samples.SmallInner, true));
        var random = new Random(5);

        for (var length = 40; length < file.Length; length++)
        {
            var sink = new RecordingSink(4 << 20, 1000);
            Read(file[..length], sink);
            (sink.Gaps.Count > 0 || length == file.Length - 8 || sink.Members.Count < 2 || length > file.Length - 8).Should().BeTrue($"of the first {length} bytes");
        }

        for (var mutation = 0; mutation < 2000; mutation++)
        {
            var copy = (byte[])file.Clone();
            for (var count = random.Next(1, 4); count > 0; count--)
                copy[random.Next(copy.Length)] = (byte)random.Next(256);
            Read(copy, new(4 << 20, 1000));
        }
    }

    private static void Read(byte[] file, RecordingSink sink)
    {
        try
        {
            RecordingSink.Reader("autoit").Unpack(file, sink, [], CancellationToken.None);
        }
        catch (Exception error) when (error is MalformedFileException or ExpansionLimitException)
        {
            // The two answers that a reader may give.
        }
    }
}
