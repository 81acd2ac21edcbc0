using System.Threading.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Samples;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Stages;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests;

public sealed class PipelineModuleTests
{
    [Fact]
    public async Task A_host_with_the_module_scans_what_it_is_handed()
    {
        using var folder = new TemporaryFolder();
        using var host = Host();
        var sample = folder.Write("sample", EicarFile.Bytes);

        var outcome = await host.Services.GetRequiredService<IFileScanner>().ScanAsync(sample, "x", null, CancellationToken.None);

        outcome.Findings.Should().Contain(finding => finding.Id == "eicar");
        outcome.Engine.Should().Be(host.Services.GetRequiredService<IFileScanner>().Engine);
    }

    [Fact]
    public async Task The_workers_start_and_stop_with_the_host_and_close_their_channel()
    {
        using var host = Host(("Pipeline:Workers", "3"));

        await host.StartAsync();
        await host.StopAsync();

        host.Services.GetRequiredService<Channel<ScanFinished>>().Reader.Completion.IsCompleted.Should().BeTrue();
        host.Services.GetRequiredService<ChannelWriter<JobAvailable>>().Should().NotBeNull();
        host.Services.GetRequiredService<IRunningScans>().Cancel(Guid.Empty).Should().BeFalse();
    }

    [Fact]
    public void The_host_waits_longer_than_the_scans_may_take_to_stop()
    {
        using var host = Host(("Pipeline:ShutdownSeconds", "100"));

        host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.Should().BeGreaterThan(TimeSpan.FromSeconds(105));
    }

    [Theory]
    [InlineData("Pipeline:Workers", "-1")]
    [InlineData("Pipeline:ShutdownSeconds", "99999")]
    [InlineData("Limits:MaxStageSeconds", "0")]
    [InlineData("Engines:ClamAv", "localhost")]
    [InlineData("Engines:ClamAv", "clamd.ctl")]
    [InlineData("Engines:ClamAv", "127.0.0.1:port")]
    public async Task A_bad_setting_stops_the_start_and_names_itself(string setting, string value)
    {
        using var host = Host((setting, value));

        var starting = () => host.StartAsync();

        (await starting.Should().ThrowAsync<OptionsValidationException>()).WithMessage($"*{setting.Split(':')[1]}*");
    }

    [Fact]
    public void Settings_are_read_from_their_sections()
    {
        using var host = Host(("Limits:MaxDepth", "3"), ("Containers:Passwords:0", "secret"));

        host.Services.GetRequiredService<IOptions<LimitsOptions>>().Value.MaxDepth.Should().Be(3);
        host.Services.GetRequiredService<IOptions<ContainersOptions>>().Value.EffectivePasswords.Should().Equal("secret");
    }

    [Fact]
    public void Encrypted_samples_are_tried_with_the_usual_passwords()
    {
        using var host = Host();

        host.Services.GetRequiredService<IOptions<ContainersOptions>>().Value.EffectivePasswords.Should().StartWith("infected");
    }

    private static IHost Host(params (string Setting, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Setting, pair => (string?)pair.Value));
        builder.Services.AddSingleton<ISampleStore, StoredFiles>();
        builder.Services.AddSingleton<IReportFeed, FeedRecord>();
        builder.Services.AddSingleton<IEarlierReports, EarlierReports>();
        builder.Services.AddSingleton<IHosts, OneHost>();
        builder.Services.AddSingleton(Channel.CreateUnbounded<ScanFinished>());
        builder.Services.AddSingleton(provider => provider.GetRequiredService<Channel<ScanFinished>>().Writer);
        builder.AddPipeline();
        return builder.Build();
    }
}
