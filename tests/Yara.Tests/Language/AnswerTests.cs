using System.Text;

namespace ScanHost.Yara.Tests.Language;

/// <summary>
/// What libyara 4.5.8 answers to handwritten conditions, expressions, hex strings and texts: a line each. Where we differ on purpose
/// (docs/yara.md) the line is left out.
/// </summary>
public sealed class AnswerTests
{
    /// <summary>The strings of the conditions that use some.</summary>
    private const string Strings = "$a = \"abc\" $b = \"foo\" $ab = \"abd\" $n = \"nope\" $_u = \"zz\"";

    private const string ConditionData = "MZaaa abc abc abd foo\0\0 http://x zz\u00FF\u00FE\u0001\u0080 abc foo";

    private const string RegexData = "abcabc aab a{2} abbbc x_y foo\nbar \0\u0001\u00FF a.b {,} [a] ]a-c a\0b\0 aaab";

    private const string TextData =
        "abcdef YWJjZGVm a\0b\0c\0d\0e\0f\0 ABCDEF `cbedgdgfa`c YWI= YWJj YWJjZA== eGFi eGFiYw x abcd .abcd. ";

    private static readonly string HexData = "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u0011\u0012!\"\u00AA\u00BB\u00CC\u0001\u0002\0\0\u0003\u0001\t\u0003"
        + new string('\0', 210) + "\u0001" + new string('U', 300) + "\u0002";

    [Fact]
    public void Conditions_have_the_answer_of_yara() => Wrong("Conditions.txt", fields =>
    {
        // What needs no string must be right without one; all strings are used, so that none is unreferenced.
        var condition = fields[1].Length == 0
            ? $"{fields[2]}\n"
            : $"({fields[2]}\n) or (#a < 0 and #b < 0 and #ab < 0 and #n < 0)";
        var body = fields[1].Length == 0 ? "" : $"strings: {Strings} ";
        var answer = Ask($"rule t {{ {body}condition: {condition} }}", ConditionData);
        return answer.Error ?? (answer.Matches is null ? "false" : "true");
    }).Should().BeEmpty();

    [Theory]
    [InlineData("Regexes.txt", RegexData)]
    [InlineData("HexStrings.txt", null)]
    [InlineData("Texts.txt", TextData)]
    public void Strings_have_the_matches_of_yara(string file, string? data) => Wrong(file, fields =>
    {
        var answer = Ask($"rule t {{ strings: $a = {fields[2]} condition: $a }}", data ?? HexData);
        return answer.Error ?? answer.Matches ?? "";
    }).Should().BeEmpty();

    [Theory]
    [InlineData("Regexes.txt")]
    [InlineData("HexStrings.txt")]
    [InlineData("Texts.txt")]
    public void Strings_are_called_slow_where_yara_calls_them_so(string file) => Wrong(file, fields =>
        fields[0] == "error" ? "error"
        : Compile($"rule t {{ strings: $a = {fields[2]} condition: $a }}").Diagnostics.Any(one => one.Code == DiagnosticCode.SlowString) ? "slow" : "",
        expected: fields => fields[0] == "error" ? "error" : fields[1]).Should().BeEmpty();

    /// <summary>The lines of a file, cut into answer, note and question, for which ours is another answer.</summary>
    private static List<string> Wrong(string file, Func<string[], string> answer, Func<string[], string>? expected = null)
    {
        using var stream = typeof(AnswerTests).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var wrong = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            if (answer(fields) is var ours && ours != (expected?.Invoke(fields) ?? fields[0]))
                wrong.Add($"{line} -> {ours}");
        }

        return wrong;
    }

    private static RuleCompiler Compile(string rule)
    {
        var compiler = new RuleCompiler();
        compiler.Add(YaraRun.Bytes(rule), "test.yar");
        return compiler;
    }

    private static (string? Error, string? Matches) Ask(string rule, string data)
    {
        var compiler = Compile(rule);
        if (compiler.Diagnostics.Any(one => one.Severity == DiagnosticSeverity.Error))
            return ("error", null);

        var matches = new Scanner(compiler.Build()).Scan(YaraRun.Bytes(data)).Matches;
        // The yara tool says 512 of longer matches.
        return matches.Count == 0 ? (null, null)
            : (null, string.Join(' ', matches[0].Strings.OrderBy(one => one.Offset).ThenBy(one => one.Length).Select(one => $"{one.Offset}:{Math.Min(one.Length, 512)}")));
    }
}
