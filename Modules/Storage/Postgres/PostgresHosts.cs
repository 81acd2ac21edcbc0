using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Postgres;

/// <summary>
/// This host among the others of one database: it keeps its lease (<see cref="LeaseConnection"/>), begins a new term when it has lost
/// it, hears and calls the others, and finds those that are dead (docs/decisions/0004).
/// </summary>
internal sealed partial class PostgresHosts(
    PostgresSource source, HostInbox inbox, IDbContextFactory<ScanDb> databases, IOptions<StorageOptions> options, TimeProvider clock,
    ILogger<PostgresHosts> logger)
    : IHostLease, IHosts
{
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromMilliseconds(250);

    /// <summary>A connection may break under a host that is well and takes its lock again at once; so one looks twice.</summary>
    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(500);

    private const int MostShown = 500;

    private readonly CancellationTokenSource released = new();
    private readonly HostCalls calls = new(source, clock);
    private readonly NeighbourWatch watch = new(source, inbox, clock);
    private volatile HostTerm term = new(clock);
    private LeaseConnection? held;
    private Task? keeping;
    private Task? watching;

    public Guid HostId => term.HostId;

    public CancellationToken Term => term.Lost;

    private TimeSpan Lease => options.Value.HostLease;

    public async Task AcquireAsync(CancellationToken cancellationToken) =>
        held = await LeaseConnection.OpenAsync(source.ConnectionString, term.HostId, Hear, cancellationToken);

    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        await BeatAsync(cancellationToken);
        await DeadHosts.ForgetAsync(source, cancellationToken);
        calls.Call(); // also says that there is one more to call
        keeping = Task.Run(KeepAsync, CancellationToken.None);
        watching = Task.Run(() => watch.RunAsync(() => HostId, () => calls.AnybodyHears, released.Token), CancellationToken.None);
    }

    public async Task<IReadOnlyList<Guid>> FindDeadAsync(CancellationToken cancellationToken)
    {
        var first = await DeadHosts.LookAsync(source, HostId, Lease, cancellationToken);
        if (first.Count == 0)
            return [];

        if (first.Any(host => !host.IsCertain))
            await Task.Delay(SecondLook, clock, cancellationToken);
        var second = await DeadHosts.LookAsync(source, HostId, Lease, cancellationToken);
        IReadOnlyList<Guid> dead = [.. second.Select(host => host.Id).Intersect(first.Select(host => host.Id))];
        await DeadHosts.MarkAsync(source, dead, cancellationToken);
        return dead;
    }

    public async Task<IReadOnlyList<HostView>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var me = HostId;
        return await db.Set<HostRow>().OrderByDescending(host => host.State == "alive").ThenByDescending(host => host.Id).Take(MostShown)
            .Select(host => new HostView
            {
                HostId = host.Id,
                Name = host.Name,
                Pid = host.Pid,
                State = host.State,
                StartedAt = host.StartedAt,
                HeartbeatAt = host.HeartbeatAt,
                Scanning = db.Jobs.Count(job => job.HostId == host.Id && (job.Status == "scanning" || job.Status == "processing")),
                IsThisHost = host.Id == me,
            })
            .ToListAsync(cancellationToken);
    }

    public void CallOthers() => calls.CallIfAnybodyHears();

    public void TellCancel(Guid jobId) => calls.CallToCancel(jobId);

    public IAsyncEnumerable<HostSignal> ListenAsync(CancellationToken cancellationToken) => inbox.ReadAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (released.IsCancellationRequested)
            return;

        await released.CancelAsync();
        if (keeping is not null)
            await keeping;
        if (watching is not null)
            await watching;
        if (held is not null && keeping is not null)
            await held.SayGoodbyeAsync();
        await DropAsync();
        released.Dispose();
    }

    /// <summary>Beats and listens on the idle connection. When it breaks, takes the lease again.</summary>
    private async Task KeepAsync()
    {
        var stop = released.Token;
        var heldAt = clock.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var isAgain = held is null;
                if (held is null)
                {
                    held = await LeaseConnection.OpenAsync(source.ConnectionString, term.HostId, Hear, stop);
                    heldAt = clock.GetTimestamp();
                }

                await BeatAsync(stop);
                if (isAgain)
                    inbox.Put(new HostSignal.JobsWait()); // whatever was said meanwhile was not heard
                await held.ListenAsync(Lease / 3, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or StorageUnavailableException or IOException or InvalidOperationException
                or OperationCanceledException or TimeoutException)
            {
                LogBroken(error.Message);
                var wasHeld = held is not null && clock.GetElapsedTime(heldAt) > ReconnectPause;
                await DropAsync();
                if (!wasHeld) // else at once: the others look twice, half a second apart
                    await Task.Delay(ReconnectPause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var earlier = term;
        if (Term.IsCancellationRequested)
            await BeginTermAsync(cancellationToken);

        // The time before the question: what the server says is at least as old.
        var asked = clock.GetTimestamp();
        var beat = await held!.BeatAsync(Lease, cancellationToken);
        if (beat is null)
        {
            await BeginTermAsync(cancellationToken);
            beat = await held!.BeatAsync(Lease, cancellationToken)
                ?? throw new InvalidOperationException("A new host id is known to the database already.");
        }

        if (term != earlier)
            inbox.Put(new HostSignal.JobsWait()); // until now it could claim nothing

        // A little earlier than the others may take over.
        term.Extend((Lease * 5 / 6) - clock.GetElapsedTime(asked));
        calls.AnybodyHears = beat.Others > 0;
        foreach (var job in beat.CancelWanted)
            inbox.Put(new HostSignal.CancelWanted(job));
    }

    /// <summary>Others may have taken this host's jobs: it gives up what it does, and begins anew under another id.</summary>
    private async Task BeginTermAsync(CancellationToken cancellationToken)
    {
        var lost = term;
        LogFenced(lost.HostId);
        await DropAsync();
        term = new(clock);
        lost.End();
        await DeadHosts.MarkAsync(source, [lost.HostId], cancellationToken);
        held = await LeaseConnection.OpenAsync(source.ConnectionString, term.HostId, Hear, cancellationToken);
    }

    private void Hear(string payload)
    {
        if (calls.Read(payload) is not { } signal)
            return;

        calls.AnybodyHears = true;
        inbox.Put(signal);
    }

    private async Task DropAsync()
    {
        if (Interlocked.Exchange(ref held, null) is { } broken)
            await broken.DisposeAsync();
    }

    [LoggerMessage(4001, LogLevel.Warning, "The lease connection to PostgreSQL is lost and will be taken again: {Reason}")]
    private partial void LogBroken(string reason);

    [LoggerMessage(4004, LogLevel.Error, "Host {HostId} could not show in time that it is alive; it gives up its scans and begins anew")]
    private partial void LogFenced(Guid hostId);
}
