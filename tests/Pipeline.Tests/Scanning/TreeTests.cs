using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Scanning;

public sealed class TreeTests
{
    [Fact]
    public async Task An_empty_file_is_scanned_completely()
    {
        var outcome = await Scans.OfAsync([]);

        outcome.Artifacts.Should().ContainSingle().Which.Type.Id.Should().Be("empty");
        outcome.Artifacts[0].Sha256.Should().Be("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        outcome.Gaps.Should().BeEmpty();
        outcome.Findings.Should().ContainSingle().Which.Id.Should().Be("id.empty");
    }

    [Fact]
    public async Task Artifacts_are_listed_breadth_first_with_parent_depth_and_origin()
    {
        var outcome = await Scans.OfAsync(Box.Of(("a", Box.Of(("a/deep.txt", "1"u8.ToArray()))), ("b", "2"u8.ToArray())), "root.box");

        outcome.Artifacts.Select(artifact => (artifact.Id, artifact.Parent, artifact.Depth, artifact.Path, artifact.Name, artifact.Origin))
            .Should().Equal(
                (0, null, 0, "root.box", "root.box", "submitted"),
                (1, 0, 1, "a", "a", "box"),
                (2, 0, 1, "b", "b", "box"),
                (3, 1, 2, "a/deep.txt", "deep.txt", "box"));
    }

    [Fact]
    public async Task What_is_hidden_deep_inside_is_found_there()
    {
        var outcome = await Scans.OfAsync(Box.Nested(12, EicarFile.Bytes));

        outcome.Findings.Should().ContainSingle().Which.Artifact.Should().Be(12);
        outcome.Gaps.Should().BeEmpty();
    }

    [Fact]
    public async Task Nesting_of_fifty_thousand_levels_ends_at_the_depth_limit_and_not_in_a_stack_overflow()
    {
        using var scans = new Scans { Limits = new() { MaxDepth = 100 }, Readers = [Endless()] };

        var outcome = await scans.ScanAsync(BitConverter.GetBytes(50_000));

        outcome.Artifacts.Should().HaveCount(101);
        outcome.Gaps.Should().ContainSingle().Which.Should().Match<CoverageGap>(gap => gap.Limit == "MaxDepth" && gap.Value == 100);
    }

    [Fact]
    public async Task The_same_bytes_again_are_listed_with_the_same_findings_but_examined_once()
    {
        var outcome = await Scans.OfAsync(Box.Of(("first", EicarFile.Bytes), ("second", EicarFile.Bytes)));

        outcome.Findings.Select(finding => (finding.Id, finding.Artifact)).Should().Equal(("eicar", 1), ("eicar", 2));
        outcome.Stages.Single(stage => stage.Name == "eicar").Artifacts.Should().Be(1);
        outcome.Artifacts[2].Facts["same_bytes"]["artifact"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    public async Task A_container_that_contains_itself_ends()
    {
        using var scans = new Scans { Readers = [new ScriptedReader((file, sink, _) =>
        {
            using var member = sink.Open(new() { Name = "myself" });
            member.Write(file.Span);
        })] };

        var outcome = await scans.ScanAsync("quine"u8.ToArray());

        outcome.Artifacts.Should().HaveCount(2);
        outcome.Gaps.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_stage_is_listed_in_its_order_whether_it_ran_or_not()
    {
        var outcome = await Scans.OfAsync([]);

        outcome.Stages.Select(stage => stage.Name).Should().StartWith(["identify", "hashes", "lists", "names"]).And.Contain("box");
        outcome.Stages.Where(stage => stage.Status == StageStatus.Ok).Select(stage => stage.Name).Should().Equal("identify", "hashes", "names");
        outcome.Stages.Should().OnlyContain(stage => stage.Status == StageStatus.Ok || stage.Status == StageStatus.Skipped);
    }

    [Fact]
    public async Task Every_run_of_a_stage_is_announced()
    {
        using var scans = new Scans();
        var announced = new List<(string, int)>();

        await scans.ScanAsync(Box.Of(("a", [1])), onStage: progress => announced.Add((progress.Stage, progress.Artifact)));

        announced.Should().Contain([("hashes", 0), ("box", 0), ("hashes", 1), ("box", 1)]);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_an_io_error()
    {
        using var scans = new Scans();

        var scanning = () => scans.Scanner.ScanAsync("/nowhere/at/all", "x", null, CancellationToken.None);

        await scanning.Should().ThrowAsync<IOException>();
    }

    /// <summary>Each file says how many more are inside each other.</summary>
    private static ScriptedReader Endless() => new((file, sink, _) =>
    {
        using var member = sink.Open(new() { Name = "next" });
        member.Write(BitConverter.GetBytes(BitConverter.ToInt32(file.Span) - 1));
    });
}
