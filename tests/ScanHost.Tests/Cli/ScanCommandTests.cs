using System.Text.Json;
using ScanHost.TestKit;

namespace ScanHost.Tests.Cli;

public sealed class ScanCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Clean_files_end_with_0_and_a_line_each_in_order()
    {
        folder.Write("b", []);
        folder.Write("a", []);

        var ended = await ScanAsync(folder.Path);

        ended.ExitCode.Should().Be(0, ended.Error);
        ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2).And.AllSatisfy(line => line.Should().StartWith("CLEAN "))
            .And.BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_malicious_file_ends_with_1_and_says_why()
    {
        folder.Write("clean", []);
        folder.Write("test.com", EicarFile.Bytes);

        var ended = await ScanAsync(folder.Path, Path.Combine(folder.Path, "missing"));

        ended.ExitCode.Should().Be(1);
        ended.Output.Should().MatchRegex(@"(?m)^MALICIOUS +\d+ .*test\.com\n +\d+ [a-z_.]+: ");
    }

    [Fact]
    public async Task A_missing_file_ends_with_2_and_a_line_about_it()
    {
        var ended = await ScanAsync("missing");

        ended.ExitCode.Should().Be(2);
        ended.Error.Trim().Should().Be("scanhost: missing does not exist");
    }

    [Fact]
    public async Task Json_is_one_report_a_line()
    {
        folder.Write("test.com", EicarFile.Bytes);
        folder.Write("z", []);

        var ended = await ScanAsync("--json", "test.com", "z");

        ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Text("verdict"))
            .Should().Equal("malicious", "clean");
    }

    [Fact]
    public async Task Links_in_a_folder_are_not_followed_and_pipes_not_opened()
    {
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "loop"), folder.Path);
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder.Path, "pipe")]))
            await mkfifo.WaitForExitAsync();
        folder.Write("file", []);

        var ended = await ScanAsync(folder.Path);

        ended.ExitCode.Should().Be(0, ended.Error);
        ended.Output.Should().EndWith("/file\n").And.NotContain("loop").And.NotContain("pipe");
    }

    [Fact]
    public async Task Names_with_control_and_direction_characters_are_shown_escaped()
    {
        folder.Write("a\u001b[31m\u202eb", []);

        var ended = await ScanAsync(folder.Path);

        ended.Output.Should().Contain(@"a\u{001b}[31m\u{202e}b").And.NotContain("\u001b");
    }

    private Task<Ended> ScanAsync(params string[] arguments) => Executable.RunAsync(folder.Path, ["scan", .. arguments]);
}
