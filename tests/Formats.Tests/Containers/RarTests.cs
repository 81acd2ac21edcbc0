using ScanHost.Formats.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

public sealed class RarTests
{
    public static TheoryData<string> Versions => ["4", "5"];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_stored_member_comes_out_as_another_program_reads_it(string version)
    {
        var file = Build(version);
        using var folder = new TemporaryFolder();
        folder.Write("a.rar", file);
        ForeignTool.Run(folder.Path, "unar", "-q", "a.rar");

        var sink = RecordingSink.Unpack("rar", file);

        folder.Read("inner.bin").Should().Equal(Samples.Inner);
        sink.Hashes.Should().Equal(Samples.InnerHash);
        sink.Gaps.Should().BeEmpty();
    }

    [Fact]
    public void Encrypted_names_are_a_gap()
    {
        var sink = RecordingSink.Unpack("rar", RarBuilder.Rar5WithEncryptedNames(), "wrong");

        sink.Gaps.Should().ContainSingle().Which.Reason.Should().Be(UnpackGap.Encrypted);
    }

    [Fact]
    public void A_member_that_goes_on_in_another_volume_is_a_gap()
    {
        var sink = RecordingSink.Unpack("rar", RarBuilder.Rar4("inner.bin", Samples.SmallInner, isVolume: true, goesOn: true));

        sink.Gaps.Should().NotBeEmpty();
        sink.Gaps.Should().OnlyContain(gap => gap.Reason != UnpackGap.Encrypted);
    }

    [Fact]
    public void A_dictionary_beyond_the_limit_is_a_gap_that_names_it()
    {
        var file = RarBuilder.Rar5("inner.bin", Samples.SmallInner, compression: (3 << 7) | (12 << 10));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var sink = RecordingSink.Unpack("rar", file);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(8 * 1024 * 1024);
        sink.Details.Should().ContainSingle().Which.Should().Contain("67108864");
    }

    private static byte[] Build(string version) =>
        version == "4" ? RarBuilder.Rar4("inner.bin", Samples.Inner) : RarBuilder.Rar5("inner.bin", Samples.Inner);
}
