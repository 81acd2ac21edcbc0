using System.Collections.Concurrent;
using System.Globalization;
using ScanHost.Pipeline.Scanning;

namespace ScanHost.Pipeline.Tests.Scanning;

public sealed class ScanThreadsTests
{
    [Fact]
    public async Task A_service_scans_with_less_claim_to_the_processor_than_it_answers_with()
    {
        using var service = new ScanThreads(giveWay: true);

        (await service.Run(Niceness)).Should().Be(Math.Min(Niceness() + YieldingPriority.Steps, 19));
    }

    [Fact]
    public async Task Threads_that_scans_call_for_help_give_way_no_more_than_they_do()
    {
        using var service = new ScanThreads(giveWay: true);
        using var together = new Barrier(Math.Min(2, Environment.ProcessorCount));
        var seen = new ConcurrentBag<int>();
        void Note()
        {
            seen.Add(Niceness());
            together.SignalAndWait();
        }

        await service.Run(() =>
        {
            service.RunTogether([Note, Note]);
            return 0;
        });

        seen.Should().HaveCount(2).And.OnlyContain(niceness => niceness == Math.Min(Niceness() + YieldingPriority.Steps, 19));
    }

    [Fact]
    public async Task What_hears_of_a_scan_does_not_give_way()
    {
        using var service = new ScanThreads(giveWay: true);
        var expected = Niceness();
        var told = new List<int>();

        var ended = await service.Run(() =>
        {
            service.Tell(() => told.Add(Niceness()));
            return 0;
        }).ContinueWith(_ => Niceness(), TaskScheduler.Default);

        told.Should().Equal(expected);
        ended.Should().Be(expected, "threads of the pool inherit the niceness of the thread that made them necessary");
    }

    [Fact]
    public async Task On_the_command_line_a_scan_is_what_the_caller_waits_for()
    {
        using var command = new ScanThreads();

        (await command.Run(Niceness)).Should().Be(Niceness());
    }

    /// <summary>Field 19 of proc(5), /proc/pid/stat, of the thread that asks.</summary>
    private static int Niceness()
    {
        var afterName = File.ReadAllText("/proc/thread-self/stat").Split(") ")[^1].Split(' ');
        return int.Parse(afterName[19 - 3], CultureInfo.InvariantCulture);
    }
}
