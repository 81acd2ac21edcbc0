using System.Data.Common;
using System.Threading.Channels;
using ScanHost.Contracts.Faults;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Writing;

/// <summary>
/// The only writer of this process. What piles up while one transaction commits goes into the next one together, so under
/// load many writes share one flush to the disk, and an idle service waits for nobody (docs/decisions/0002 and 0005).
/// </summary>
internal sealed class GroupCommitter : IAsyncDisposable
{
    /// <summary>Most writes that share a transaction; past it the gain is small and a failure repeats more work.</summary>
    private const int MaxGroup = 256;

    /// <summary>Most bytes of samples and reports that share a transaction.</summary>
    private const long MaxGroupBytes = 16 << 20;

    /// <summary>A database that has not answered by then is hung: the callers are told, the connection is thrown away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Once it is known to hang, the next callers wait no longer than this.</summary>
    private static readonly TimeSpan PatienceWithHung = TimeSpan.FromSeconds(2);

    /// <summary>So long that knowledge lasts: a database that is slow, and does not hang, must get a chance to show it.</summary>
    private static readonly TimeSpan KnownToHang = TimeSpan.FromSeconds(30);

    /// <summary>So often whatever is ready to run goes first while the next group gathers: some ten microseconds each when nothing is.</summary>
    private const int GatheringTurns = 4;

    private readonly Channel<PendingWrite> pending = Channel.CreateUnbounded<PendingWrite>();
    private readonly IWriteConnections connections;
    private readonly Dialect dialect;
    private readonly Ballast ballast;
    private readonly TimeProvider clock;
    private readonly Task loop;
    private IWriteConnection? open;
    private long? hungAt;

    /// <summary>As many writes as the next group may have: those that came during the last commit, and one of each submitter who has just been told.</summary>
    private int expected;

    /// <summary>A claim that waits for jobs to be accepted.</summary>
    private ClaimWrite? waiting;

    /// <summary>Jobs were accepted after the last claim.</summary>
    private volatile bool hasUnclaimed;

    public GroupCommitter(IWriteConnections connections, Dialect dialect, Ballast ballast, TimeProvider clock)
    {
        this.connections = connections;
        this.dialect = dialect;
        this.ballast = ballast;
        this.clock = clock;
        loop = Task.Run(CommitGroupsAsync);
    }

    /// <summary>Puts a write into the next transaction; when this returns, it is durable.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or is full. The write may have been made all the same when
    /// the connection broke during the commit.</exception>
    public Task<T> RunAsync<T>(PendingWrite<T> write)
    {
        if (!pending.Writer.TryWrite(write))
            write.Fail(new StorageUnavailableException("The host is stopping."));
        return write.Outcome;
    }

    /// <summary>Makes a claim together with the next jobs that are accepted. One claim waits at a time.</summary>
    /// <returns>What was claimed; empty when the ring ended before, when it was withdrawn, or when jobs were accepted since the last claim.</returns>
    /// <exception cref="StorageUnavailableException">As above.</exception>
    public async Task<IReadOnlyList<JobAvailable>> RunWithNextAcceptsAsync(ClaimWrite claim, Task ring, CancellationToken withdrawn)
    {
        Interlocked.Exchange(ref waiting, claim);
        if (!hasUnclaimed)
            await ((Task)Task.WhenAny(claim.Outcome, ring)).WaitAsync(withdrawn).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Interlocked.CompareExchange(ref waiting, null, claim) == claim ? [] : await claim.Outcome;
    }

    public async ValueTask DisposeAsync()
    {
        pending.Writer.TryComplete();
        await loop;
        if (open is not null)
            await CloseAsync(open);
    }

    private async Task CommitGroupsAsync()
    {
        var group = new List<PendingWrite>();
        while (await pending.Reader.WaitToReadAsync())
        {
            await GatherAsync();
            group.Clear();
            for (var bytes = 0L; group.Count < MaxGroup && bytes < MaxGroupBytes && pending.Reader.TryRead(out var write);)
            {
                if (write.GiveUpIfCanceled())
                    continue;

                group.Add(write);
                bytes += write.Bytes;
            }

            AddWaitingClaim(group);
            if (group.Count > 0)
                await CommitOrFailAsync(group);
        }
    }

    /// <summary>Whatever goes wrong is told to those whose writes it was. If the loop ended, everybody would wait for ever behind a host that looks well.</summary>
    private async Task CommitOrFailAsync(List<PendingWrite> group)
    {
        try
        {
            await CommitAsync(group);
        }
#pragma warning disable CA1031 // the loop must live
        catch (Exception error)
#pragma warning restore CA1031
        {
            foreach (var write in group)
                write.Fail(error);
        }
    }

    /// <summary>
    /// Lets those who were told of the last commit come with their next write. Without it the first of them has a group alone, and all others
    /// wait for that: writers fall into two teams of which one waits while the other commits. Who comes alone waits for nobody.
    /// </summary>
    private async Task GatherAsync()
    {
        for (var turn = 0; turn < GatheringTurns && pending.Reader.Count < expected; turn++)
            await Task.Factory.StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
    }

    /// <summary>Says that jobs were accepted before it looks for a waiting claim, which is put there before its owner asks for such jobs: so one
    /// of the two sees the other.</summary>
    private void AddWaitingClaim(List<PendingWrite> group)
    {
        if (group.Exists(write => write is AcceptWrite))
        {
            hasUnclaimed = true;
            if (Interlocked.Exchange(ref waiting, null) is { } claim)
                group.Add(claim);
        }

        if (group.Exists(write => write is ClaimWrite))
            hasUnclaimed = false;
    }

    /// <summary>
    /// Commits the group. A connection that broke is replaced once; when the database is away or hung, everybody is told at once instead of
    /// each waiting in turn; any other error may be one write's alone, so each is tried by itself.
    /// </summary>
    private async Task CommitAsync(List<PendingWrite> group)
    {
        var error = await TryCommitAsync(group);
        if (error is StorageUnavailableException { IsFull: true } && ballast.Drop()
            || error is StorageUnavailableException { IsFull: false, InnerException: not TimeoutException })
        {
            error = await TryCommitAsync(group);
        }

        if (error is null)
            return;

        if (group.Count > 1 && error is not StorageUnavailableException { IsFull: false })
        {
            foreach (var write in group)
                await CommitAsync([write]);
            return;
        }

        foreach (var write in group)
            write.Fail(error);
    }

    /// <summary>One transaction. A driver may need far longer than it was given to notice that a server hangs, so it is left behind then.</summary>
    private async Task<Exception?> TryCommitAsync(List<PendingWrite> group)
    {
        var isKnown = hungAt is { } at && clock.GetElapsedTime(at) < KnownToHang;
        using var enough = new CancellationTokenSource(isKnown ? PatienceWithHung : Patience, clock);
        var attempt = CommitOnAsync(open, group, enough.Token);
        open = null;
        try
        {
            open = await attempt.WaitAsync(enough.Token);
        }
#pragma warning disable CA1031 // whatever a write throws belongs to its caller, and the loop must live
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (!enough.IsCancellationRequested)
            {
                hungAt = null;
                return StorageErrors.Translated(error, dialect);
            }

            if (!isKnown)
                hungAt = clock.GetTimestamp();
            _ = CloseLaterAsync(attempt);
            return new StorageUnavailableException("The database does not answer.", new TimeoutException(error.Message, error));
        }

        hungAt = null;
        expected = group.Count(write => write is AcceptWrite) + pending.Reader.Count;
        foreach (var write in group)
            write.Succeed();
        return null;
    }

    /// <summary>Commits on a connection, or on a new one.</summary>
    /// <returns>The connection. After an error nothing is known of it, and it is thrown away.</returns>
    private async Task<IWriteConnection> CommitOnAsync(IWriteConnection? connection, List<PendingWrite> group, CancellationToken cancellationToken)
    {
        var together = new WriteGroup();
        foreach (var write in group)
            write.Join(together);
        try
        {
            connection ??= await connections.OpenAsync(cancellationToken);
            Failpoint.Pass("before_commit");
            await connection.CommitAsync(together, cancellationToken);
            Failpoint.Pass("after_commit");
            return connection;
        }
        catch
        {
            if (connection is not null)
                await CloseAsync(connection);
            throw;
        }
    }

    /// <summary>What was left behind may end well after all; nobody uses its connection then.</summary>
    private static async Task CloseLaterAsync(Task<IWriteConnection> attempt)
    {
        await ((Task)attempt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (attempt.IsCompletedSuccessfully)
            await CloseAsync(await attempt);
    }

    private static async Task CloseAsync(IWriteConnection connection)
    {
        try
        {
            await connection.DisposeAsync();
        }
        catch (DbException)
        {
            // A rollback over a connection that has gone; the server rolls back by itself.
        }
    }
}
