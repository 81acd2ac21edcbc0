using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Expansion;

/// <summary>Looks at the whole process's open files, so nothing else may run meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class SpoolingTests
{
    [Fact]
    public async Task A_large_member_is_in_a_file_without_a_name_and_gone_after_the_scan()
    {
        var during = 0;
        using var scans = new Scans { Readers = [UnpackingLarge(_ => during = OpenSpools())] };

        await scans.ScanAsync([1]);

        during.Should().Be(1);
        OpenSpools().Should().Be(0);
    }

    [Fact]
    public async Task A_canceled_scan_leaves_nothing_open()
    {
        using var canceling = new CancellationTokenSource();
        using var scans = new Scans { Readers = [UnpackingLarge(token =>
        {
            canceling.Cancel();
            token.ThrowIfCancellationRequested();
        })] };

        var scanning = () => scans.ScanAsync([1], cancellationToken: canceling.Token);

        await scanning.Should().ThrowAsync<OperationCanceledException>();
        OpenSpools().Should().Be(0);
    }

    private static ScriptedReader UnpackingLarge(Action<CancellationToken> whileOpen) => new((file, sink, cancellationToken) =>
    {
        if (file.Length != 1)
            return;

        using var member = sink.Open(new() { Name = "large" });
        member.Write(new byte[2 << 20]);
        whileOpen(cancellationToken);
    });

    /// <summary>Open files of ours whose names are gone: proc(5) marks them.</summary>
    private static int OpenSpools() => Directory.GetFiles("/proc/self/fd")
        .Select(descriptor => new FileInfo(descriptor).LinkTarget)
        .Count(target => target is not null && target.Contains("/scanhost-") && target.EndsWith(" (deleted)", StringComparison.Ordinal));
}

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
