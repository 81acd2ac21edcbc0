using System.Diagnostics;

namespace ScanHost.Fuzz.Yara;

/// <summary>Runs a target again and again. An exception that the target does not expect is a failure, and so is an execution that takes too long.</summary>
internal sealed class FuzzRun(string name, Action<FuzzInput> target, int seed, byte[][] samples)
{
    /// <summary>So much longer than any honest execution takes that a busy machine is no reason.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private long current = -1;
    private long startedAt;

    /// <summary>Runs executions.</summary>
    /// <returns>How many failed. A hang ends the process with code 3, for nothing else can end it.</returns>
    public int Execute(long first, long count)
    {
        using var watch = new Timer(_ => EndHang(), null, Hang, TimeSpan.FromSeconds(1));
        var clock = Stopwatch.StartNew();
        var failures = 0;
        for (var number = first; number < first + count; number++)
        {
            Volatile.Write(ref startedAt, Stopwatch.GetTimestamp());
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
        }

        Volatile.Write(ref current, -1);
        Console.WriteLine($"{name}: {count} executions from {seed}:{first}, {failures} failed, {clock.Elapsed.TotalSeconds:F0} s");
        return failures;
    }

    /// <summary>The same in every process, unlike the runtime's own hash.</summary>
    private int HashCode(long number) => unchecked((int)((((uint)seed * 0x9E3779B97F4A7C15UL) ^ ((ulong)number * 0xC2B2AE3D27D4EB4FUL)) >> 32));

    private void EndHang()
    {
        var number = Volatile.Read(ref current);
        if (number < 0 || Stopwatch.GetElapsedTime(Volatile.Read(ref startedAt)) < Hang)
            return;

        Console.WriteLine($"HANGS {name} {seed}:{number}");
        Environment.Exit(3);
    }
}

/// <summary>What an execution is made from.</summary>
internal sealed record FuzzInput(Random Random, byte[][] Samples);
