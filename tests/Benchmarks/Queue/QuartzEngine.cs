using System.Collections.Concurrent;
using System.Globalization;
using Quartz;

namespace ScanHost.Benchmarks.Queue;

/// <summary>Quartz.NET: one trigger for each job. It stores no result.</summary>
internal sealed class QuartzEngine(string name, Action<IQuartzBuilder> makeStore) : IQueueEngine
{
    private IScheduler? scheduler;

    public string Name => name;

    public static QuartzEngine InMemory(int workers) => new("Quartz 4.7.3 RAM (not durable, no result)", quartz =>
    {
        quartz.UseDefaultThreadPool(workers);
        quartz.UseInMemoryStore();
    });

    public static QuartzEngine Postgres(string connectionString, int workers) => new("Quartz 4.7.3 ADO, clustered (no result)", quartz =>
    {
        quartz.UseDefaultThreadPool(workers);
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(Npgsql.NpgsqlFactory.Instance, connectionString);
            store.UseSystemTextJsonSerializer();
            store.UseClustering();
            store.ProvisionSchema();
        });
    });

    public async Task PrepareAsync()
    {
        QuartzWork.Reset();
        scheduler = await QuartzSchedulerBuilder.Create(makeStore).BuildScheduler();
    }

    public async Task EnqueueAsync(int number)
    {
        var key = number.ToString(CultureInfo.InvariantCulture);
        var job = JobBuilder.Create<QuartzWork>().WithIdentity(key).UsingJobData("payload", HangfireWork.Payload).Build();
        await scheduler!.ScheduleJob(job, TriggerBuilder.Create().WithIdentity(key).StartNow().Build());
    }

    public async Task RoundTripAsync(int number)
    {
        var ran = QuartzWork.Expect(number);
        await EnqueueAsync(number);
        await ran;
    }

    public async Task FillAsync(int jobs)
    {
        for (var number = 0; number < jobs; number++)
            await EnqueueAsync(number);
    }

    public async Task StartWorkersAsync(int workers) => await scheduler!.Start();

    public async Task DrainedAsync(int jobs)
    {
        while (QuartzWork.Ran < jobs)
            await Task.Delay(1);
    }

    public async ValueTask DisposeAsync()
    {
        if (scheduler is not null)
            await scheduler.Shutdown();
    }
}

/// <summary>What Quartz's jobs do.</summary>
internal sealed class QuartzWork : IJob
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Expected = new();
    private static int ran;

    internal static int Ran => Volatile.Read(ref ran);

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref ran);
        if (Expected.TryRemove(context.JobDetail.Key.Name, out var expected))
            expected.SetResult();
        return ValueTask.CompletedTask;
    }

    internal static void Reset()
    {
        Expected.Clear();
        Volatile.Write(ref ran, 0);
    }

    internal static Task Expect(int number) =>
        Expected.GetOrAdd(number.ToString(CultureInfo.InvariantCulture), _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
