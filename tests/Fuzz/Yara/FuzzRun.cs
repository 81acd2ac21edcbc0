using System.Diagnostics;

namespace ScanHost.Fuzz.Yara;

/// <summary>Runs a target again and again. An exception that the target does not expect is a failure, and so is an execution that takes too long.</summary>
internal sealed class FuzzRun(string name, Action<FuzzInput> target, int seed, byte[][] samples)
{
    /// <summary>Of processor time: on a busy machine the first executions, whose code is compiled meanwhile, wait for more than that.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    /// <summary>For executions that wait for ever without any work.</summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromMinutes(15);

    private long current = -1;
    private long startedAt;
    private long cpuAtStart;

    /// <summary>Runs executions, and says which took longest.</summary>
    /// <returns>How many failed. A hang ends the process with code 3, for nothing else can end it.</returns>
    public int Execute(long first, long count)
    {
        using var watch = new Timer(_ => EndHang(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var clock = Stopwatch.StartNew();
        var failures = 0;
        var (slowest, slowestTime) = (first, TimeSpan.Zero);
        for (var number = first; number < first + count; number++)
        {
            Volatile.Write(ref startedAt, Stopwatch.GetTimestamp());
            Volatile.Write(ref cpuAtStart, Environment.CpuUsage.TotalTime.Ticks);
            Volatile.Write(ref current, number);
            try
            {
                target(new FuzzInput(new Random(HashCode(number)), samples));
            }
            catch (Exception error)
            {
                failures++;
                Console.WriteLine($"FAILED {name} {seed}:{number}: {error}");
            }

            if (Stopwatch.GetElapsedTime(startedAt) is var time && time > slowestTime)
                (slowest, slowestTime) = (number, time);
        }

        Volatile.Write(ref current, -1);
        Console.WriteLine($"{name}: {count} executions from {seed}:{first}, {failures} failed, {clock.Elapsed.TotalSeconds:F0} s, slowest {seed}:{slowest} in {slowestTime.TotalMilliseconds:F0} ms");
        return failures;
    }

    /// <summary>The same in every process, unlike the runtime's own hash.</summary>
    private int HashCode(long number) => unchecked((int)((((uint)seed * 0x9E3779B97F4A7C15UL) ^ ((ulong)number * 0xC2B2AE3D27D4EB4FUL)) >> 32));

    private void EndHang()
    {
        var number = Volatile.Read(ref current);
        var used = Environment.CpuUsage.TotalTime - TimeSpan.FromTicks(Volatile.Read(ref cpuAtStart));
        if (number < 0 || (used < Hang && Stopwatch.GetElapsedTime(Volatile.Read(ref startedAt)) < Standstill))
            return;

        Console.WriteLine($"HANGS {name} {seed}:{number}");
        Environment.Exit(3);
    }
}

/// <summary>What an execution is made from.</summary>
internal sealed record FuzzInput(Random Random, byte[][] Samples);
