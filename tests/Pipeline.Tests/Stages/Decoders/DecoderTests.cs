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
        HeuristicCase.Of(DecoderHeuristics.Codes, "a.js", $"var a=[{Codes("new ActiveXObject('WScript.Shell')", 3)}];", $"var a=[{Codes("a plain sentence of some length about nothing", 0)}];",
            $"var a=[{string.Join(",", Enumerable.Range(0, 200))}];", "var primes=[2,3,5,7,11,13,17,19,23,29,31,37,41,43,47,53,59,61,67,71,73,79,83,89,97];"),
        HeuristicCase.Of(DecoderHeuristics.Literals, "a.js", "var a='llehS.tpircSW tcejbOXevitcA wen';f(a);", "var a='WScript.Shell is an object of Windows';f(a);", "var a='a word turned around: drow';f(a);", $"var a='{Convert.ToBase64String("a plain sentence of some length"u8)}';f(a);"),
        HeuristicCase.Of(DecoderHeuristics.Junk, "a.js", "function d(s){return s.replace(/QzX/g,'')}\nf(d('WSQzXcript.SQzXhell'),d('poQzXwershQzXell -c x'));",
            "function d(s){return s.replace(/QzX/g,'')}\nf(d('oQzXne'),d('two'));", "function d(s){return s.replace(/px/g,'')}\nf(d('10px'),d('20px'),d('30px'),d('40px'));", "f('WScript.Shell');"),
        HeuristicCase.Of(DecoderHeuristics.LayerFile, "a.js", $"var z=atob('{Convert.ToBase64String(InertFiles.Zip(("a.txt", new byte[100])))}');", $"var z='{Convert.ToBase64String(InertFiles.Zip(("a.txt", new byte[100])))}';",
            $"var z=atob('{Convert.ToBase64String(Noise)}');", "var z=atob('UEsDBA==');"),
        new(DecoderHeuristics.Xored, File([1, .. Program.Select(one => (byte)(one ^ 0x33))]), File(Program), File([.. Noise.Select(one => (byte)(one ^ 0x33))]), File([1, 2, .. Program])),
        new(DecoderHeuristics.Reversed, File([0xFF, .. Program.Reverse()]), File(Program), File([.. Noise.Reverse()]), File([0xFF, .. Program[0x40..].Reverse()])),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_hidden_program_is_seen_and_three_that_come_close_are_not(int row) => Table[row].CheckAsync();

    [Fact]
    public void Every_heuristic_has_its_row() => Table.Select(row => row.Heuristic).Should().BeEquivalentTo(DecoderHeuristics.All);

    private static string Codes(string text, int shift) => string.Join(",", text.Select(letter => letter + shift));

    private static SampleFile File(byte[] content) => new("a.bin", content);
}
