using System.Text.Json;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Scanning;

public sealed class DeterminismTests
{
    [Fact]
    public async Task The_same_bytes_give_the_same_outcome_to_the_letter()
    {
        var noise = new byte[3 << 20];
        new Random(7).NextBytes(noise);
        var file = Box.Of(("noise", noise), ("box", Box.Of(("eicar.pdf.exe", EicarFile.Bytes), ("twin", noise))), ("e", EicarFile.Bytes));

        var first = await ToTextAsync(file);
        var others = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ToTextAsync(file)));

        others.Should().AllBe(first);
    }

    [Fact]
    public async Task Stages_side_by_side_still_speak_in_their_order()
    {
        using var scans = new Scans { Stages = [.. Enumerable.Range(0, 20).Select(number => new ScriptedStage($"stage{number}", (scan, _) =>
        {
            scan.Indicate("url", $"http://{number}.example/");
            scan.Miss(GapReason.Unsupported, "something");
        }))] };

        var outcome = await scans.ScanAsync(new byte[2 << 20]);

        outcome.Gaps.Select(gap => gap.Stage).Should().Equal(Enumerable.Range(0, 20).Select(number => $"stage{number}"));
        outcome.Indicators.Select(indicator => indicator.Value).Should().BeInAscendingOrder(StringComparer.Ordinal).And.HaveCount(20);
    }

    private static async Task<string> ToTextAsync(byte[] file)
    {
        var outcome = await Scans.OfAsync(file);
        return JsonSerializer.Serialize(outcome with
        {
            Duration = TimeSpan.Zero,
            Stages = [.. outcome.Stages.Select(stage => stage with { Duration = TimeSpan.Zero })],
        });
    }
}
