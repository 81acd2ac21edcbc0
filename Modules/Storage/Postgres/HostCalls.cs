using Npgsql;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Postgres;

/// <summary>
/// Calls the other hosts through NOTIFY. Never in the transaction of a job: a NOTIFY holds a lock of the whole database until its commit,
/// which ends all group commit. And never more than one call in 20 ms, whatever the number of jobs.
/// </summary>
internal sealed class HostCalls(PostgresSource source, TimeProvider clock)
{
    /// <summary>The channel's name.</summary>
    public const string Channel = "scanhost";

    /// <summary>Says that jobs wait; without a sender it is meant for all.</summary>
    public const string Work = "work";

    private const string Cancel = "cancel";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string sender = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
    private int wanted;
    private int busy;

    /// <summary>Whether another host was alive lately.</summary>
    public bool AnybodyHears { get; set; }

    /// <summary>What a payload says; null when it is this process's own, or from a version that says something else.</summary>
    public HostSignal? Read(string payload) => payload.Split(' ') switch
    {
        [Work] => new HostSignal.JobsWait(),
        [Work, var from] when from != sender => new HostSignal.JobsWait(),
        [Cancel, var from, var job] when from != sender && Guid.TryParse(job, out var jobId) => new HostSignal.CancelWanted(jobId),
        _ => null,
    };

    /// <summary>Tells that jobs wait, if there is anybody to hear it.</summary>
    public void CallIfAnybodyHears()
    {
        if (AnybodyHears)
            Call();
    }

    /// <summary>Tells that jobs wait, or that this host has come.</summary>
    public void Call()
    {
        Volatile.Write(ref wanted, 1);
        if (Interlocked.Exchange(ref busy, 1) == 0)
            _ = CallAsync();
    }

    /// <summary>Tells that somebody wants a job canceled.</summary>
    public void CallToCancel(Guid jobId)
    {
        if (AnybodyHears)
            _ = SendAsync($"{Cancel} {sender} {jobId}");
    }

    private async Task CallAsync()
    {
        do
        {
            while (Interlocked.Exchange(ref wanted, 0) == 1)
            {
                await SendAsync($"{Work} {sender}");
                await Task.Delay(Pause, clock);
            }

            Volatile.Write(ref busy, 0);
        }
        while (Volatile.Read(ref wanted) == 1 && Interlocked.Exchange(ref busy, 1) == 0);
    }

    private async Task SendAsync(string payload)
    {
        try
        {
            await using var connection = await source.OpenAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection);
            command.Parameters.AddWithValue(Channel);
            command.Parameters.AddWithValue(payload);
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
        {
            // Only a hint: the others ask by themselves now and then.
        }
    }
}
