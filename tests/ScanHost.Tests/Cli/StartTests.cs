using System.Net;
using System.Net.Sockets;
using ScanHost.TestKit;

namespace ScanHost.Tests.Cli;

/// <summary>What stops a start: exit code 3 and one sentence.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--Limits:MaxDepht=3", "Limits:MaxDepht")]
    [InlineData("--Nonsense:Key=3", "Nonsense:Key")]
    [InlineData("--Limits:MaxDepth=deep", "Limits:MaxDepth")]
    [InlineData("--Limits:MaxDepth=-1", "MaxDepth")]
    [InlineData("--Storage:Provider=Postgres", "Storage:ConnectionString")]
    [InlineData("--Storage:Provider=Oracle", "Storage:Provider")]
    [InlineData("--Logging:Level=Loud", "Logging:Level")]
    [InlineData("--urls=nonsense", "nonsense")]
    [InlineData("--urls=http://0.0.0.0:0", "Security:AllowAnonymousNetwork")]
    [InlineData("--data=/proc/none", "/proc/none")]
    [InlineData("--config=none.json", "none.json")]
    [InlineData("--nonsense", "--nonsense")]
    public async Task A_wrong_setting_is_named_in_one_line(string argument, string named) =>
        ShouldBeRefused(await StartAsync(argument), named);

    [Fact]
    public async Task A_database_out_of_reach_is_told_in_one_line() =>
        ShouldBeRefused(await StartAsync("--Storage:Provider=Postgres", "--Storage:ConnectionString=Host=127.0.0.1;Port=1;Username=x;Timeout=5"), "PostgreSQL cannot be reached");

    [Fact]
    public async Task A_broken_settings_file_is_told_in_one_line() =>
        ShouldBeRefused(await StartAsync("--config", folder.Write("broken.json", "{ \"Limits\": ")), "broken.json");

    [Fact]
    public async Task An_address_in_use_is_told_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        // The web server starts last, after the log has told of what came before it.
        var ended = await StartAsync($"--urls=http://{taken.LocalEndpoint}");

        ended.Error.Should().NotContain("   at ");
        ShouldBeRefused(ended with { Error = ended.Error.TrimEnd().Split('\n')[^1] }, $"{taken.LocalEndpoint}");
    }

    [Fact]
    public async Task A_second_host_on_the_same_data_is_told_in_one_line()
    {
        await using var first = await RunningHost.StartAsync();

        ShouldBeRefused(await StartAsync($"--data={first.DataPath}"), first.DataPath);
    }

    [Fact]
    public async Task An_unknown_setting_in_the_environment_is_named_too()
    {
        var environment = new Dictionary<string, string> { ["SCANHOST_Limits__MaxDepht"] = "3", ["SCANHOST_SERVICE_HOST"] = "10.0.0.1" };

        ShouldBeRefused(await Executable.RunAsync(folder.Path, ["serve"], environment), "Limits:MaxDepht");
    }

    [Fact]
    public async Task Migrate_brings_the_database_up_to_date_once()
    {
        (await Executable.RunAsync(folder.Path, ["migrate"])).Should().Match<Ended>(ended => ended.ExitCode == 0 && ended.Output.StartsWith("Applied "));
        (await Executable.RunAsync(folder.Path, ["migrate"])).Output.Trim().Should().Be("The database is up to date.");
    }

    [Fact]
    public async Task Where_it_listens_is_told() =>
        (await Executable.LineOfLogAsync(folder.Path, "Listening on", "--urls=http://127.0.0.1:0", "--Logging:Format=Text")).Should().MatchRegex(@"Listening on http://127\.0\.0\.1:[1-9]\d*$");

    [Fact]
    public async Task The_version_is_told() =>
        (await Executable.RunAsync(folder.Path, ["--version"])).Output.Should().MatchRegex(@"^\d+\.\d+\.\d+");

    private static void ShouldBeRefused(Ended ended, string named)
    {
        ended.ExitCode.Should().Be(3, ended.Error);
        ended.Output.Should().BeEmpty();
        ended.Error.TrimEnd().Split('\n').Should().ContainSingle().Which.Should().StartWith("scanhost: ").And.Contain(named);
    }

    private Task<Ended> StartAsync(params string[] arguments) => Executable.RunAsync(folder.Path, ["serve", .. arguments]);
}
