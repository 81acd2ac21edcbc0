using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Decoders;

public sealed class DecoderTests
{
    private static readonly byte[] Program = InertFiles.Pe();
    private static readonly byte[] Noise = [.. Enumerable.Range(0, 1024).Select(at => (byte)(at * 7))];

    private static readonly HeuristicCase[] Table =
    [
        HeuristicCase.Of(DecoderHeuristics.Base64, "a.txt", $"data: {Convert.ToBase64String(Program)}",
            $"data: {Convert.ToBase64String(Noise)}", $"data: {Convert.ToBase64String(Program)[..200]}", "data: TVqQAAMAAAAEAAAA is how they begin"),
        HeuristicCase.Of(DecoderHeuristics.Hex, "a.txt", $"data: {Convert.ToHexString(Program)}",
            $"data: {Convert.ToHexString(Noise)}", $"data: {Convert.ToHexString(Program)[..200]}", "data: 4D5A9000 is how they begin"),
        new(DecoderHeuristics.Xored, File([1, .. Program.Select(one => (byte)(one ^ 0x33))]), File(Program), File([.. Noise.Select(one => (byte)(one ^ 0x33))]), File([1, 2, .. Program])),
        new(DecoderHeuristics.Reversed, File([0xFF, .. Program.Reverse()]), File(Program), File([.. Noise.Reverse()]), File([0xFF, .. Program[0x40..].Reverse()])),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_hidden_program_is_seen_and_three_that_come_close_are_not(int row) => Table[row].CheckAsync();

    [Fact]
    public void Every_heuristic_has_its_row() => Table.Select(row => row.Heuristic).Should().BeEquivalentTo(DecoderHeuristics.All);

    private static SampleFile File(byte[] content) => new("a.bin", content);
}
