using ScanHost.Storage.Database;

namespace ScanHost.Storage.Tests;

public sealed class LedgerClockTests
{
    [Fact]
    public void It_follows_the_wall_clock_forward_and_never_goes_back_with_it()
    {
        var wall = new SettableClock();
        var clock = new LedgerClock(wall);
        var first = clock.Now;

        wall.Pass(TimeSpan.FromSeconds(5));
        clock.Now.Should().Be(first.AddSeconds(5));
        wall.Set(TimeSpan.FromHours(-1));
        clock.Now.Should().Be(first.AddSeconds(5));
        wall.Pass(TimeSpan.FromSeconds(5));
        clock.Now.Should().Be(first.AddSeconds(10));
        wall.Set(TimeSpan.FromHours(2));

        clock.Now.Should().Be(first.AddSeconds(10).AddHours(1));
    }

    /// <summary>A wall clock that somebody sets, beside a monotonic one that nobody can.</summary>
    private sealed class SettableClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time)
        {
            now += time;
            ticks += time.Ticks;
        }

        public void Set(TimeSpan by) => now += by;

        public override DateTimeOffset GetUtcNow() => now;

        public override long GetTimestamp() => ticks;
    }
}
