using System.Text;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Stages.Indicators;

public sealed class IndicatorsStageTests
{
    private static readonly HeuristicCase[] Table =
    [
        HeuristicCase.Of(IndicatorHeuristics.RawIpProgram, "note.txt", "get http://192.0.2.7/setup.exe here",
            "get http://192.0.2.7/index.html here", "get http://host.invalid/setup.exe here", "get http://192.168.1.1/setup.exe here"),
        HeuristicCase.Of(IndicatorHeuristics.Tunnel, "note.txt", "to https://api.telegram.org/bot123456:ABC/sendMessage and back",
            "see https://telegram.org/apps for more", "see https://discord.com/invite/abc for more", "see https://ngrok.com/docs for more"),
        HeuristicCase.Of(IndicatorHeuristics.PhishingKit, "note.txt", "https://login.invalid/#am9lQGNvbXBhbnkuaW52YWxpZA== is it",
            "https://login.invalid/#section-2-of-the-page it is", "https://login.invalid/?mail=joe@company.invalid it is", "https://login.invalid/#YWJjZGVmZ2hpag== it is"),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_link_speaks_for_itself_and_three_that_come_close_do_not(int row) => Table[row].CheckAsync();

    [Fact]
    public void Every_heuristic_has_its_row() =>
        Table.Select(row => row.Heuristic).Should().BeEquivalentTo(IndicatorHeuristics.All);

    [Fact]
    public async Task An_indicator_names_every_artifact_in_which_it_stands()
    {
        var text = "go to http://evil.invalid/ at once"u8.ToArray();

        var outcome = await Scans.OfAsync(Box.Of(("a.txt", text), ("b.txt", text)));

        outcome.Indicators.Should().Contain(one => one.Type == "url" && one.Value == "http://evil.invalid/")
            .Which.Artifacts.Should().Contain([1, 2]);
    }

    [Fact]
    public async Task A_crowd_of_links_hides_none_that_speaks_for_itself()
    {
        var crowd = string.Join('\n', Enumerable.Range(0, 600).Select(number => $"http://host{number}.invalid/page"));

        var outcome = await Scans.OfAsync(Encoding.ASCII.GetBytes($"{crowd}\nget http://192.0.2.7/setup.exe here"), "note.txt");

        outcome.Findings.Select(found => found.Id).Should().Contain(IndicatorHeuristics.RawIpProgram.Id);
    }

    [Fact]
    public async Task A_link_across_the_border_of_two_windows_is_found_whole()
    {
        byte[] file = [.. Enumerable.Repeat((byte)1, (1 << 20) - 8), .. "http://across.invalid/path"u8, 1, 1];

        var outcome = await Scans.OfAsync(file);

        outcome.Indicators.Should().Contain(one => one.Value == "http://across.invalid/path");
    }
}
