using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Expansion;

public sealed class ExpansionLimitTests
{
    private static readonly byte[] Zeros = new byte[64 << 10];

    [Fact]
    public async Task A_bomb_is_stopped_by_its_ratio_and_called_one()
    {
        using var scans = new Scans
        {
            Limits = new() { ExpansionRatioFreeBytes = 1 << 20, MaxExpansionRatio = 100 },
            Readers = [Unpacking(sink => WriteZeros(sink, "huge", long.MaxValue))],
        };

        var outcome = await scans.ScanAsync(new byte[100_000]);

        outcome.Artifacts[1].Size.Should().BeInRange((100 * 100_000) - Zeros.Length, 100 * 100_000);
        outcome.Artifacts[1].Facts["member"]["cut"]!.GetValue<bool>().Should().BeTrue();
        outcome.Gaps.Should().Contain(gap => gap.Limit == "MaxExpansionRatio" && gap.Value == 100 && gap.Artifact == 0);
        outcome.Findings.Should().Contain(finding =>
            finding.Id == "archive.bomb" && finding.Severity == Severity.High && finding.Confidence == Confidence.High);
    }

    [Fact]
    public async Task What_a_small_file_may_always_unpack_is_no_bomb()
    {
        using var scans = new Scans { Readers = [Unpacking(sink => WriteZeros(sink, "zeros", 5 << 20))] };

        var outcome = await scans.ScanAsync([1]);

        outcome.Artifacts[1].Size.Should().Be(5 << 20);
        outcome.Gaps.Should().BeEmpty();
        outcome.Findings.Should().NotContain(finding => finding.Id == "archive.bomb");
    }

    [Fact]
    public async Task A_bomb_of_bombs_is_stopped_by_what_comes_out_of_all_of_them_together()
    {
        using var scans = new Scans
        {
            Limits = new() { MaxExpandedBytes = 10 << 20, MaxDepth = 100 },
            Readers = [Unpacking((file, sink) =>
            {
                for (var member = 0; member < 16; member++)
                    Write(sink, $"{member}", [.. file.ToArray(), (byte)member, .. Zeros]);
            })],
        };

        var outcome = await scans.ScanAsync([1]);

        outcome.Artifacts.Sum(artifact => artifact.Size).Should().BeLessThanOrEqualTo(10 << 20);
        outcome.Gaps.Should().Contain(gap => gap.Limit == "MaxExpandedBytes" && gap.Value == 10 << 20);
    }

    [Fact]
    public async Task A_million_empty_members_end_at_the_limit_of_artifacts()
    {
        var opened = 0;
        using var scans = new Scans { Readers = [Unpacking(sink =>
        {
            for (; opened < 1_000_000; opened++)
                Write(sink, $"{opened}", []);
        })] };

        var outcome = await scans.ScanAsync([1]);

        outcome.Artifacts.Should().HaveCount(2000);
        opened.Should().Be(1999);
        outcome.Gaps.Should().ContainSingle().Which.Should().Match<CoverageGap>(gap => gap.Limit == "MaxArtifacts" && gap.Value == 2000);
    }

    [Fact]
    public async Task A_million_encrypted_members_are_a_handful_of_gaps_with_their_true_count()
    {
        using var scans = new Scans { Readers = [Unpacking(sink =>
        {
            for (var member = 0; member < 1_000_000; member++)
                sink.NotUnpacked(new() { Name = $"{member}", IsEncrypted = true }, UnpackGap.Encrypted, "encrypted");
        })] };

        var outcome = await scans.ScanAsync([1]);

        outcome.Gaps.Should().HaveCount(11).And.OnlyContain(gap => gap.Reason == GapReason.Encrypted);
        outcome.Gaps[^1].Detail.Should().Be("and 999990 more");
    }

    [Fact]
    public async Task One_member_over_the_limit_is_cut_and_does_not_hide_its_neighbours()
    {
        using var scans = new Scans
        {
            Limits = new() { MaxArtifactBytes = 100_000 },
            Readers = [Unpacking(sink =>
            {
                WriteZeros(sink, "huge", 10 << 20);
                Write(sink, "neighbour", EicarFile.Bytes);
            })],
        };

        var outcome = await scans.ScanAsync([1, 2]);

        outcome.Artifacts.Select(artifact => artifact.Size).Should().Equal(2, 100_000, 68);
        outcome.Findings.Should().Contain(finding => finding.Id == "eicar" && finding.Artifact == 2);
        outcome.Gaps.Should().ContainSingle().Which.Should().Match<CoverageGap>(
            gap => gap.Limit == "MaxArtifactBytes" && gap.Value == 100_000 && gap.Artifact == 0);
    }

    [Fact]
    public async Task A_reader_that_swallows_the_limit_cannot_hide_it()
    {
        using var scans = new Scans
        {
            Limits = new() { MaxArtifacts = 2 },
            Readers = [Unpacking(sink =>
            {
                Write(sink, "one", [1]);
                try
                {
                    Write(sink, "two", [2]);
                }
                catch (Exception)
                {
                    // As a careless reader would.
                }
            })],
        };

        var outcome = await scans.ScanAsync([9]);

        outcome.Gaps.Should().ContainSingle(gap => gap.Limit == "MaxArtifacts" && gap.Value == 2);
    }

    [Fact]
    public async Task A_member_too_deep_is_a_gap_of_the_container_that_holds_it()
    {
        using var scans = new Scans { Limits = new() { MaxDepth = 2 } };

        var outcome = await scans.ScanAsync(Box.Nested(3, [1]));

        outcome.Artifacts.Should().HaveCount(3);
        outcome.Gaps.Should().Equal(new CoverageGap(
            2, "box", GapReason.Limit, "MaxDepth of 2 is reached; the rest is not examined.", "MaxDepth", 2));
    }

    [Fact]
    public async Task Members_beyond_the_memory_budget_are_examined_like_all_others()
    {
        using var scans = new Scans { Limits = new() { ExpansionRatioFreeBytes = 1L << 30 }, Readers = [Unpacking(sink =>
        {
            for (var member = 0; member < 100; member++)
                Write(sink, $"{member}", NumberedBytes(900_000, member));
        })] };

        var outcome = await scans.ScanAsync("many"u8.ToArray());

        outcome.Artifacts.Should().HaveCount(101);
        outcome.Artifacts.Skip(1).Select(artifact => artifact.Size).Should().AllBeEquivalentTo(900_000);
        outcome.Artifacts.Select(artifact => artifact.Sha256).Should().OnlyHaveUniqueItems();
        outcome.Gaps.Should().BeEmpty();
    }

    /// <summary>Unpacks the submitted file only: what comes out of it is no container.</summary>
    private static ScriptedReader Unpacking(Action<IMemberSink> script)
    {
        var isFirst = true;
        return Unpacking((_, sink) =>
        {
            if (isFirst)
            {
                isFirst = false;
                script(sink);
            }
        });
    }

    private static ScriptedReader Unpacking(Action<ReadOnlyMemory<byte>, IMemberSink> script) => new((file, sink, _) => script(file, sink));

    private static byte[] NumberedBytes(int length, int number)
    {
        var bytes = new byte[length];
        bytes[^1] = (byte)number;
        return bytes;
    }

    private static void Write(IMemberSink sink, string name, byte[] content)
    {
        using var member = sink.Open(new() { Name = name });
        member.Write(content);
    }

    private static void WriteZeros(IMemberSink sink, string name, long count)
    {
        using var member = sink.Open(new() { Name = name });
        for (; count > 0; count -= Zeros.Length)
            member.Write(Zeros.AsSpan(0, (int)Math.Min(count, Zeros.Length)));
    }
}
