using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Expansion;

public sealed class MemberSinkTests
{
    [Theory]
    [InlineData(UnpackGap.Encrypted, GapReason.Encrypted)]
    [InlineData(UnpackGap.Unsupported, GapReason.Unsupported)]
    [InlineData(UnpackGap.Damaged, GapReason.Damaged)]
    public async Task A_member_that_is_not_unpacked_is_a_gap_with_its_name(UnpackGap gap, GapReason reason)
    {
        var outcome = await ScanAsync(sink => sink.NotUnpacked(new() { Name = "secret.doc" }, gap, "why"));

        outcome.Gaps.Should().Equal(new CoverageGap(0, "scripted", reason, "secret.doc: why"));
    }

    [Fact]
    public async Task An_anomaly_is_one_finding_however_often_it_occurs()
    {
        var outcome = await ScanAsync(sink =>
        {
            for (var place = 0; place < 1000; place++)
                sink.Anomaly("zip.header_mismatch", place, "names differ");
        });

        var finding = outcome.Findings.Should().ContainSingle().Which;
        finding.Severity.Should().Be(Severity.Medium);
        finding.Evidence.Should().HaveCount(10).And.Contain(new Evidence(3, 0, "names differ"));
    }

    [Fact]
    public async Task An_anomaly_that_the_table_does_not_know_is_a_small_oddity()
    {
        var outcome = await ScanAsync(sink => sink.Anomaly("zip.never_heard_of", null, "odd"));

        outcome.Findings.Should().ContainSingle().Which.Should().Match<Finding>(
            finding => finding.Id == "zip.never_heard_of" && finding.Severity == Severity.Low && finding.Category == FindingCategory.Structure);
    }

    [Fact]
    public async Task A_member_is_described_by_what_its_container_says_and_what_came_out()
    {
        var outcome = await ScanAsync(sink =>
        {
            var member = new ContainerMember
            {
                Name = "a",
                Method = "deflate",
                CompressedSize = 3,
                DeclaredSize = 99,
                ModifiedAt = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero),
            };
            using var stream = sink.Open(member);
            stream.Write([1, 2]);
        });

        outcome.Artifacts[1].Facts["member"].ToJsonString().Should().Be(
            """{"method":"deflate","compressed_size":3,"declared_size":99,"modified_at":"2024-05-06T07:08:09Z"}""");
    }

    [Fact]
    public async Task A_very_long_name_keeps_its_end_and_a_very_long_detail_its_start()
    {
        var outcome = await ScanAsync(sink =>
        {
            sink.Anomaly("zip.gap", 1, new string('x', 5000));
            using var member = sink.Open(new() { Name = new string('n', 5000) + ".exe" });
        });

        outcome.Artifacts[1].Path.Should().HaveLength(1024).And.EndWith("n.exe");
        outcome.Findings[0].Evidence[0].Text.Should().HaveLength(200).And.StartWith("xxx");
    }

    [Fact]
    public async Task A_member_that_its_reader_left_open_when_it_failed_is_examined()
    {
        var outcome = await ScanAsync(sink =>
        {
            sink.Open(new() { Name = "a" }).Write([1, 2, 3]);
            throw new InvalidOperationException();
        });

        outcome.Artifacts[1].Size.Should().Be(3);
        outcome.Gaps.Should().ContainSingle(gap => gap.Reason == GapReason.Failed);
    }

    private static async Task<ScanOutcome> ScanAsync(Action<IMemberSink> script)
    {
        using var scans = new Scans { Readers = [new ScriptedReader((file, sink, _) =>
        {
            if (file.Span.SequenceEqual([(byte)77]))
                script(sink);
        })] };
        return await scans.ScanAsync([77]);
    }
}
