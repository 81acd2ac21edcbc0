using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ScanHost.Contracts.Jobs;
using ScanHost.Jobs.Dispatching;
using ScanHost.Jobs.Maintenance;
using ScanHost.Jobs.Tests.Doubles;

namespace ScanHost.Jobs.Tests.Dispatching;

public sealed class DispatcherTests : IAsyncDisposable
{
    private readonly FakeLedger ledger = new();
    private readonly FakeRoom room = new();
    private readonly FakeHosts hosts = new();
    private readonly FakeTimeProvider clock = new();
    private readonly Doorbell doorbell;
    private Channel<JobAvailable> work = Channel.CreateUnbounded<JobAvailable>();
    private Dispatcher? dispatcher;

    public DispatcherTests() => doorbell = new(clock);

    public async ValueTask DisposeAsync()
    {
        if (dispatcher is null)
            return;

        await dispatcher.StopAsync(CancellationToken.None);
        dispatcher.Dispose();
    }

    [Fact]
    public async Task It_claims_as_many_jobs_as_workers_are_free_and_leaves_the_rest_to_other_hosts()
    {
        ledger.MakeDue(5);
        room.Hold(1);

        await StartAsync();
        await ledger.AskedAsync();
        await work.Reader.ReadAsync();

        ledger.Claims[0].Should().Be(1);
        hosts.Calls.Should().BePositive();
    }

    [Fact]
    public async Task With_all_workers_busy_it_claims_nothing_until_one_is_free()
    {
        ledger.MakeDue(1);
        room.Hold(2);
        await StartAsync();
        doorbell.Ring();
        ledger.Claims.Should().BeEmpty();

        room.Hold(1);

        await ledger.AskedAsync();
        (await work.Reader.ReadAsync()).Job.Should().NotBeNull();
    }

    [Fact]
    public async Task An_empty_queue_is_asked_again_when_somebody_rings()
    {
        await StartAsync();
        await ledger.AskedAsync();

        ledger.MakeDue(1);
        doorbell.Ring();

        await ledger.AskedAsync();
        (await work.Reader.ReadAsync()).Job.Should().NotBeNull();
        hosts.Calls.Should().Be(0);
    }

    [Fact]
    public async Task What_was_claimed_and_finds_no_room_is_given_back_when_the_host_stops()
    {
        work = Channel.CreateBounded<JobAvailable>(1);
        ledger.MakeDue(2);
        await StartAsync();
        await ledger.AskedAsync();

        await dispatcher!.StopAsync(CancellationToken.None);

        ledger.Transitions.Should().ContainSingle().Which.Should().BeOfType<JobTransition.Release>();
        work.Reader.TryRead(out _).Should().BeTrue();
        work.Reader.Completion.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task What_was_claimed_ahead_and_waits_for_slow_jobs_goes_back_so_that_other_hosts_can_take_it()
    {
        ledger.MakeDue(2);
        await StartAsync();
        await ledger.AskedAsync();
        room.Hold(4); // two are scanned and take their time, two wait

        while (ledger.Transitions.Count < 2)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        ledger.Transitions.Should().AllSatisfy(back => back.Should().BeOfType<JobTransition.Retry>().Which.Refund.Should().BeTrue());
        work.Reader.TryPeek(out _).Should().BeFalse();
        hosts.Calls.Should().BePositive();
    }

    [Fact]
    public async Task What_cannot_be_given_back_stays()
    {
        ledger.MakeDue(2);
        await StartAsync();
        await ledger.AskedAsync();
        room.Hold(4);
        ledger.RefusesTransitions = true;

        while (ledger.Refused == 0)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        await work.Reader.ReadAsync();
        await work.Reader.ReadAsync();
    }

    [Fact]
    public async Task After_an_outage_it_asks_again_by_itself_within_half_a_second()
    {
        ledger.Away = true;
        await StartAsync();
        await ledger.AskedAsync();

        ledger.Away = false;
        ledger.MakeDue(1);
        while (!work.Reader.TryPeek(out _))
        {
            clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        (await work.Reader.ReadAsync()).Job.Should().NotBeNull();
    }

    [Fact]
    public async Task Other_hosts_can_ring_and_can_have_a_scan_canceled()
    {
        var scans = new FakeScans();
        var job = Guid.CreateVersion7();
        hosts.Signals.AddRange([new HostSignal.JobsWait(), new HostSignal.CancelWanted(job)]);
        using var rescuer = NewRescuer();
        using var listener = new HostListener(hosts, doorbell, scans, rescuer);

        await listener.StartAsync(CancellationToken.None);
        await listener.ExecuteTask!;

        scans.Canceled.Should().Equal(job);
        await doorbell.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None);
    }

    [Fact]
    public async Task The_jobs_of_a_host_that_may_have_died_are_looked_for_at_once()
    {
        using var rescuer = NewRescuer();
        await rescuer.StartAsync(CancellationToken.None);
        ledger.Rescued = 1;
        hosts.Signals.Add(new HostSignal.HostGone());
        using var listener = new HostListener(hosts, doorbell, new FakeScans(), rescuer);

        await listener.StartAsync(CancellationToken.None);

        await doorbell.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None); // by a clock that stands still
        await rescuer.StopAsync(CancellationToken.None);
    }

    private JobRescuer NewRescuer() => new(ledger, doorbell, Options.Create(new JobsOptions()), clock, NullLogger<JobRescuer>.Instance);

    private async Task StartAsync()
    {
        dispatcher = new(
            ledger, work, room, doorbell, hosts, new FakeFeed(), Options.Create(new JobsOptions()), clock, NullLogger<Dispatcher>.Instance);
        await dispatcher.StartAsync(CancellationToken.None);
    }
}
