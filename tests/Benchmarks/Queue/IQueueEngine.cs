namespace ScanHost.Benchmarks.Queue;

/// <summary>A job engine: takes jobs in, and works them off with empty work.</summary>
internal interface IQueueEngine : IAsyncDisposable
{
    /// <summary>For the tables.</summary>
    string Name { get; }

    /// <summary>Makes it ready to take jobs in; nothing is worked off yet.</summary>
    Task PrepareAsync();

    /// <summary>Takes one job in; durable engines return when it is durable.</summary>
    Task EnqueueAsync(int number);

    /// <summary>Takes a job in and returns when it has been worked off. Only after <see cref="StartWorkersAsync"/>.</summary>
    Task RoundTripAsync(int number);

    /// <summary>Fills the queue, in whatever way is fastest.</summary>
    Task FillAsync(int jobs);

    /// <summary>Starts so many workers.</summary>
    Task StartWorkersAsync(int workers);

    /// <summary>Returns when so many jobs have been worked off and what remains of them is stored.</summary>
    Task DrainedAsync(int jobs);
}
