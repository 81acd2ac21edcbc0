using System.Diagnostics;

namespace ScanHost.Benchmarks.Measuring;

/// <summary>How fast something went.</summary>
/// <param name="PerSecond">Operations per second.</param>
/// <param name="P50">Median of one operation, in milliseconds; NaN where single ones are not seen.</param>
/// <param name="P99">99th percentile, in milliseconds.</param>
internal sealed record Rate(double PerSecond, double P50, double P99)
{
    /// <summary>Lets clients do so many operations one after the other, all clients at once.</summary>
    public static async Task<Rate> OfAsync(int clients, int operations, Func<int, Task> operation)
    {
        var each = Math.Max(operations / clients, 1);
        var times = new double[clients * each];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            for (var at = 0; at < each; at++)
            {
                var number = (client * each) + at;
                var started = Stopwatch.GetTimestamp();
                await operation(number);
                times[number] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        })));
        return Of(times, clock.Elapsed);
    }

    /// <summary>From the times of single operations.</summary>
    public static Rate Of(double[] milliseconds, TimeSpan elapsed)
    {
        Array.Sort(milliseconds);
        return new(milliseconds.Length / elapsed.TotalSeconds, At(milliseconds, 0.50), At(milliseconds, 0.99));
    }

    /// <summary>From a whole run.</summary>
    public static Rate Of(int operations, TimeSpan elapsed) => new(operations / elapsed.TotalSeconds, double.NaN, double.NaN);

    private static double At(double[] sorted, double share) => sorted[(int)((sorted.Length - 1) * share)];
}
