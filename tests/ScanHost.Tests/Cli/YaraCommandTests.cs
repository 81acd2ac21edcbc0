using System.Text;
using System.Text.Json;
using ScanHost.TestKit;

namespace ScanHost.Tests.Cli;

public sealed class YaraCommandTests : IDisposable
{
    private const string Rules =
        """
        rule a : t1 t2 { meta: x = "s\"q" n = 3 b = true strings: $a = "hello" $b = { 77 6f ?? 6c } $p = "world" private condition: any of them }
        rule b { strings: $a = "nothere" condition: $a }
        rule c : t2 { strings: $a = "hello" xor(0-3) condition: $a }
        """;

    private readonly TemporaryFolder folder = new();

    public YaraCommandTests()
    {
        Write("rules.yar", Rules);
        Write("in/f1", "hello world hello");
        Write("in/sub/f2", "hello");
        Write("list", "in/f1\nin/sub/f2\n");
        Write("linked/more/f3", "hello");
        Directory.CreateDirectory(Path.Combine(folder.Path, "links"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "links/file"), "../in/f1");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "links/folder"), "../linked");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "links/nowhere"), "gone");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("in")]
    [InlineData("-r", "in")]
    [InlineData("-s", "in/f1")]
    [InlineData("-g", "in/f1")]
    [InlineData("-e", "in/f1")]
    [InlineData("-n", "in/f1")]
    [InlineData("-ge", "in/f1")]
    [InlineData("-c", "in/f1")]
    [InlineData("-c", "-n", "-r", "in")]
    [InlineData("-t", "t1", "in/f1")]
    [InlineData("-t", "t1", "-t", "t2", "-n", "in/f1")]
    [InlineData("-i", "c", "in/f1")]
    [InlineData("-i", "a", "-c", "in/f1")]
    [InlineData("-l", "1", "in/f1")]
    [InlineData("-n", "-l", "1", "in/f1")]
    [InlineData("-L", "in/f1")]
    [InlineData("-sL", "in/f1")]
    [InlineData("-f", "in/f1")]
    [InlineData("-r", "-z", "10", "in")]
    [InlineData("-a", "60", "-k", "9999", "in/f1")]
    [InlineData("--scan-list", "list")]
    [InlineData("links")]
    [InlineData("-r", "links")]
    [InlineData("-N", "links")]
    [InlineData("-r", "-N", "links")]
    [InlineData("-N", "links/file")]
    public async Task It_prints_what_the_yara_tool_prints(params string[] arguments)
    {
        string[] options = ["-w", .. arguments[..^1], "rules.yar", arguments[^1]];

        var ended = await RunAsync(["yara", .. options]);

        ended.ExitCode.Should().Be(0, ended.Error);
        Lines(ended.Output).Should().BeEquivalentTo(Lines(Encoding.UTF8.GetString(ForeignTool.Run(folder.Path, "yara", options))));
    }

    [Fact]
    public async Task A_broken_rule_is_told_and_the_others_work()
    {
        Write("broken.yar", "rule a { condition: nothing } rule b { condition: ext == \"x\" and n == 5 }");

        var ended = await RunAsync("yara", "-d", "ext=x", "-d", "n=5", "broken.yar", "in/f1");

        ended.ExitCode.Should().Be(1);
        ended.Output.Should().Be("b in/f1\n");
        ended.Error.Should().Be("error: rule \"a\" in broken.yar(1): undefined identifier \"nothing\"\n");
    }

    [Fact]
    public async Task A_link_to_a_folder_above_it_is_not_followed_round_and_round()
    {
        File.CreateSymbolicLink(Path.Combine(folder.Path, "in/sub/up"), "../../in");

        var ended = await RunAsync("yara", "-w", "-r", "-t", "t1", "rules.yar", "in");

        ended.Output.Should().Be("a in/f1\na in/sub/f2\n");
    }

    [Fact]
    public async Task Json_is_one_object_a_file()
    {
        var ended = await RunAsync("yara", "--json", "rules.yar", "in/f1");

        var match = JsonDocument.Parse(ended.Output).RootElement.GetProperty("matches")[0];
        match.GetProperty("rule").GetString().Should().Be("a");
        match.GetProperty("strings")[0].GetProperty("offset").GetInt64().Should().Be(0);
    }

    [Fact]
    public async Task Fields_of_modules_are_printed_as_the_yara_tool_prints_them()
    {
        Write("fields.yar", "import \"tests\" rule a { condition: tests.constants.one == 1 }");

        string[] options = ["-D", "-x", "tests=list", "fields.yar", "in/f1"];

        var ended = await RunAsync(["yara", .. options]);

        string[] lines = ["tests", "\tconstants", "\t\tone = 1", "\t\tfoo = \"foo\"", "\t\t[2] = \"baz\"", "\t\ti = YR_UNDEFINED", "a in/f1"];
        Lines(ended.Output).Should().Contain(lines);
        Lines(Encoding.UTF8.GetString(ForeignTool.Run(folder.Path, "yara", options))).Should().Contain(lines);
    }

    [Fact] // Debian's yara does not know -X and -q
    public async Task The_xor_key_is_printed_with_the_text_and_the_console_can_be_silent()
    {
        Write("xored", "kfool");
        Write("console.yar", "import \"console\" rule x { strings: $a = \"hello\" xor(1-3) condition: console.log(\"hi\") and $a }");

        var ended = await RunAsync("yara", "-q", "-s", "-L", "-X", "space:console.yar", "-e", "xored");

        ended.Output.Should().Be("space:x xored\n0x0:5:$a:xor(0x03,hello): kfool\n");
    }

    [Fact]
    public async Task Module_names_and_the_version_need_no_rules()
    {
        (await RunAsync("yara", "-M")).Output.Should().StartWith("console\ncuckoo\ndex\n");
        (await RunAsync("yara", "-v")).Output.Should().MatchRegex(@"^\d+\.\d+\.\d+\n$");
    }

    [Theory]
    [InlineData(1, "--fail-on-warnings", "warned.yar")]
    [InlineData(0, "-w", "--fail-on-warnings", "warned.yar")]
    [InlineData(3, "-C", "warned.yar")]
    [InlineData(3, "-x", "tests", "warned.yar")]
    [InlineData(3, "-x", "tests=nothing", "warned.yar")]
    public async Task Exit_codes_tell_what_kept_it_from_scanning(int code, params string[] arguments)
    {
        Write("warned.yar", "rule a { strings: $a = \"h\" condition: $a }");

        (await RunAsync(["yara", .. arguments, "in/f1"])).ExitCode.Should().Be(code);
    }

    [Fact]
    public async Task Compiled_rules_do_the_same()
    {
        (await RunAsync("rules", "compile", "rules.yarc", "rules.yar")).ExitCode.Should().Be(0);

        var ended = await RunAsync("yara", "rules.yarc", "in/f1");

        ended.Output.Should().Be("a in/f1\nc in/f1\n");
    }

    [Fact]
    public async Task Check_shows_the_place_of_an_error_and_counts()
    {
        Write("checked/bad.yar", "rule bad {\n  condition: 1 + nothing > 0\n}\nrule good { condition: filename == \"\" }");

        var ended = await RunAsync("rules", "check", "checked");

        ended.ExitCode.Should().Be(1);
        ended.Output.Should().Contain("error[Y120]: undefined identifier \"nothing\"").And.Contain("bad.yar:2:18 in rule bad")
            .And.Contain("                  ^^^^^^^").And.Contain("Rules: 1, left out 1.");
    }

    [Fact]
    public async Task Rules_that_are_not_there_end_with_3() =>
        (await RunAsync("yara", "no.yar", "in/f1")).ExitCode.Should().Be(3);

    private void Write(string name, string content) => folder.Write(name, Encoding.UTF8.GetBytes(content));

    private Task<Ended> RunAsync(params string[] arguments) => Executable.RunAsync(folder.Path, arguments);

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
