using System.Collections.Concurrent;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;

namespace ScanHost.Benchmarks.Queue;

/// <summary>Hangfire, whose job returns a 4 KiB result that it stores.</summary>
internal sealed class HangfireEngine(string name, Func<JobStorage> makeStorage) : IQueueEngine
{
    private JobStorage? storage;
    private BackgroundJobClient? client;
    private BackgroundJobServer? server;

    public string Name => name;

    public static HangfireEngine InMemory() => new("Hangfire.InMemory 1.0.0 (not durable)", () => new InMemoryStorage());

    /// <summary>With NOTIFY instead of its 15 s poll.</summary>
    public static HangfireEngine Postgres(string connectionString) => new("Hangfire.PostgreSql 1.21.1", () => new PostgreSqlStorage(
        new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(connectionString, new()),
        new() { EnableLongPolling = true, QueuePollInterval = TimeSpan.FromMilliseconds(200) }));

    public Task PrepareAsync()
    {
        HangfireWork.Reset();
        storage = makeStorage();
        client = new(storage);
        return Task.CompletedTask;
    }

    public Task EnqueueAsync(int number)
    {
        client!.Enqueue(() => HangfireWork.Run(number, HangfireWork.Payload));
        return Task.CompletedTask;
    }

    public async Task RoundTripAsync(int number)
    {
        var ran = HangfireWork.Expect(number);
        await EnqueueAsync(number);
        await ran;
    }

    public Task FillAsync(int jobs) => Task.Run(() => Parallel.For(0, jobs, new() { MaxDegreeOfParallelism = 4 }, number => EnqueueAsync(number).Wait()));

    public Task StartWorkersAsync(int workers)
    {
        server = new(new BackgroundJobServerOptions { WorkerCount = workers, SchedulePollingInterval = TimeSpan.FromSeconds(1) }, storage);
        return Task.CompletedTask;
    }

    public async Task DrainedAsync(int jobs)
    {
        while (storage!.GetMonitoringApi().GetStatistics().Succeeded < jobs)
            await Task.Delay(5);
    }

    public ValueTask DisposeAsync()
    {
        server?.Dispose();
        (storage as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>What Hangfire's jobs do. Public, because Hangfire calls it by name.</summary>
public static class HangfireWork
{
    private static readonly string Result = new('r', 4096);
    private static readonly ConcurrentDictionary<int, TaskCompletionSource> Expected = new();

    /// <summary>200 bytes, as every engine's jobs carry.</summary>
    public static string Payload { get; } = new('p', 180);

    /// <summary>The job: its return value is stored.</summary>
    public static string Run(int number, string payload)
    {
        if (Expected.TryRemove(number, out var expected))
            expected.SetResult();
        return Result;
    }

    internal static void Reset() => Expected.Clear();

    internal static Task Expect(int number) => Expected.GetOrAdd(number, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
