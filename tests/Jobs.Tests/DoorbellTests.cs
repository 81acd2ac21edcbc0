using Microsoft.Extensions.Time.Testing;
using ScanHost.Jobs.Dispatching;

namespace ScanHost.Jobs.Tests;

public sealed class DoorbellTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task Many_rings_while_nobody_waits_are_one()
    {
        var doorbell = new Doorbell(clock);
        doorbell.Ring();
        doorbell.Ring();

        await doorbell.WaitAsync(TimeSpan.FromHours(1), default);
        var second = doorbell.WaitAsync(TimeSpan.FromHours(1), default);

        second.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromHours(1));
        await second;
    }

    [Fact]
    public async Task A_wait_ends_with_its_time_when_nobody_rings()
    {
        var wait = new Doorbell(clock).WaitAsync(TimeSpan.FromSeconds(1), default);

        clock.Advance(TimeSpan.FromSeconds(1));

        await wait;
    }

    [Fact]
    public async Task A_wait_is_canceled_from_outside()
    {
        using var stop = new CancellationTokenSource();
        var wait = new Doorbell(clock).WaitAsync(TimeSpan.FromHours(1), stop.Token);

        await stop.CancelAsync();

        await ((Func<Task>)(() => wait)).Should().ThrowAsync<OperationCanceledException>();
    }
}
