using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Disguises;

public sealed class DisguiseTests
{
    private static readonly HeuristicCase[] Table =
    [
        new(DisguiseHeuristics.Bloat, new("a.exe", [.. InertFiles.Pe(), .. new byte[11 << 20]]), new("a.exe", [.. InertFiles.Pe(), .. new byte[1 << 20]]), new("a.exe", [.. InertFiles.Pe(), .. Varied(11 << 20)]), new("a.bin", new byte[11 << 20])),
        Named(DisguiseHeuristics.LureGlyph, "Missed call \U0001F4DE.html", "Missed call.html", "\U0001F4DE.txt", "Caf\u00E9 \u2014 menu.html"),
        Named(DisguiseHeuristics.Homoglyph, "inv\u043Eice.pdf", "invoice.pdf", "\u0441\u0447\u0451\u0442 invoice.pdf", "na\u00EFve.txt"),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_disguise_is_seen_and_three_that_come_close_are_not(int row) => Table[row].CheckAsync();

    [Fact]
    public void Every_heuristic_has_its_row() => Table.Select(row => row.Heuristic).Should().BeEquivalentTo(DisguiseHeuristics.All);

    private static HeuristicCase Named(Heuristic heuristic, string positive, params string[] negatives) =>
        new(heuristic, new(positive, "<html></html>"), [.. negatives.Select(name => new SampleFile(name, "<html></html>"))]);

    private static byte[] Varied(int length) => [.. Enumerable.Range(0, length).Select(at => (byte)(at % 251))];
}
