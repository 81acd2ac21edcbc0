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

    [Theory]
    [MemberData(nameof(Versions))]
    public void An_alternate_stream_of_a_member_comes_out(string version)
    {
        var file = version == "4" ? RarBuilder.Rar4WithStream("a.txt", ":hidden.exe", Samples.SmallInner) : RarBuilder.Rar5WithStream("a.txt", ":hidden.exe", Samples.SmallInner);

        var sink = RecordingSink.Unpack("rar", file);

        var stream = sink.Members.Should().ContainSingle(member => member.Member.Relation == "stream").Which;
        stream.Member.Name.Should().Be("a.txt:hidden.exe");
        stream.Content.ToArray().Should().Equal(Samples.SmallInner);
        sink.Gaps.Should().BeEmpty();
        sink.Anomalies.Should().BeEmpty();
    }

    [Theory]
    [InlineData("4", ":..\\..\\run.exe")]
    [InlineData("5", ":..\\..\\run.exe")]
    [InlineData("5", ":..\\run.exe")]
    [InlineData("5", ":C:\\run.exe")]
    public void A_stream_whose_name_leads_out_of_the_folder_is_reported_and_comes_out(string version, string name)
    {
        var file = version == "4" ? RarBuilder.Rar4WithStream("a.txt", name, Samples.SmallInner) : RarBuilder.Rar5WithStream("a.txt", name, Samples.SmallInner);

        var sink = RecordingSink.Unpack("rar", file);

        sink.Anomalies.Should().Equal("rar.unsafe_name");
        sink.Hashes.Should().Contain(RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void A_packed_stream_that_cannot_be_decoded_is_a_gap()
    {
        var sink = RecordingSink.Unpack("rar", RarBuilder.Rar5WithStream("a.txt", ":hidden.exe", [0xFF, 0xFF, 0xFF], compression: 3 << 7, size: 900, checksum: 1));

        sink.Gaps.Should().ContainSingle(gap => gap.Member.Name == "a.txt:hidden.exe");
    }

    [Fact]
    public void A_stream_that_asks_for_more_than_the_largest_dictionary_is_a_gap()
    {
        var sink = RecordingSink.Unpack("rar", RarBuilder.Rar5WithStream("a.txt", ":x", Samples.SmallInner, compression: (3 << 7) | (12 << 10)));

        sink.Details.Should().ContainSingle().Which.Should().Contain("67108864");
    }

    [Theory]
    [InlineData("CMT", 0)]
    [InlineData("QO", 0)]
    [InlineData("RR", 0)]
    [InlineData("ACL", 0)]
    [InlineData("XYZ", 1)]
    public void A_record_of_a_kind_that_nobody_knows_is_a_gap(string kind, int gaps) =>
        RecordingSink.Unpack("rar", RarBuilder.Rar5WithStream("a.txt", "", [1, 2, 3], kind: kind)).Gaps.Should().HaveCount(gaps);

    private static byte[] Build(string version) =>
        version == "4" ? RarBuilder.Rar4("inner.bin", Samples.Inner) : RarBuilder.Rar5("inner.bin", Samples.Inner);
}
