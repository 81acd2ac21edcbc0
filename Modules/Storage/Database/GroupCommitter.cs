using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ScanHost.Contracts.Faults;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Database;

/// <summary>
/// The only writer of this process. What piles up while one transaction commits goes into the next one together, so under
/// load many writes share one flush to the disk, and an idle service waits for nobody (docs/decisions/0002).
/// </summary>
internal sealed class GroupCommitter : IAsyncDisposable
{
    /// <summary>Most writes that share a transaction; past it the gain is small and a failure repeats more work.</summary>
    private const int MaxGroup = 256;

    private readonly Channel<IPendingWrite> pending =
        Channel.CreateUnbounded<IPendingWrite>(new() { SingleReader = true });

    private readonly IDbContextFactory<ScanDb> databases;
    private readonly Dialect dialect;
    private readonly Task loop;
    private ScanDb? open;

    public GroupCommitter(IDbContextFactory<ScanDb> databases, Dialect dialect)
    {
        this.databases = databases;
        this.dialect = dialect;
        loop = Task.Run(CommitGroupsAsync);
    }

    /// <summary>Runs a write in the next transaction; when this returns, the write is durable.</summary>
    /// <param name="write">May run twice when a group fails, so it must be idempotent.</param>
    /// <param name="cancellationToken">Gives up as long as the write has not begun.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or is full. The write may have been made all the same when
    /// the connection broke during the commit.</exception>
    public async Task<T> RunAsync<T>(Func<JobWriter, Task<T>> write, CancellationToken cancellationToken)
    {
        var mine = new PendingWrite<T>(write, cancellationToken);
        await pending.Writer.WriteAsync(mine, cancellationToken);
        return await mine.Outcome;
    }

    public async ValueTask DisposeAsync()
    {
        pending.Writer.TryComplete();
        await loop;
        if (open is not null)
            await open.DisposeAsync();
    }

    private async Task CommitGroupsAsync()
    {
        var group = new List<IPendingWrite>();
        while (await pending.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MaxGroup && pending.Reader.TryRead(out var write))
            {
                if (!write.GiveUpIfCanceled())
                    group.Add(write);
            }

            await CommitAsync(group);
        }
    }

    /// <summary>Commits the group; when that fails, each write alone, so that a bad one harms only itself.</summary>
    private async Task CommitAsync(IReadOnlyList<IPendingWrite> group)
    {
        if (group.Count == 0 || await TryCommitAsync(group) is not { } error)
            return;

        if (group.Count == 1)
        {
            group[0].Fail(Translated(error));
            return;
        }

        foreach (var write in group)
            await CommitAsync([write]);
    }

    private async Task<Exception?> TryCommitAsync(IReadOnlyList<IPendingWrite> group)
    {
        try
        {
            open ??= await databases.CreateDbContextAsync();
            await open.Database.OpenConnectionAsync();
            var connection = open.Database.GetDbConnection();
            await using var transaction = await connection.BeginTransactionAsync();
            var writer = new JobWriter(connection, transaction, dialect);
            foreach (var write in group)
                await write.RunAsync(writer);
            Failpoint.Pass("before_commit");
            await transaction.CommitAsync();
            Failpoint.Pass("after_commit");
        }
#pragma warning disable CA1031 // whatever a write throws belongs to its caller, and the loop must live
        catch (Exception error)
#pragma warning restore CA1031
        {
            await ForgetConnectionAsync();
            return error;
        }

        foreach (var write in group)
            write.Succeed();
        return null;
    }

    /// <summary>After an error nothing is known of the connection: the next transaction takes a fresh one.</summary>
    private async Task ForgetConnectionAsync()
    {
        var broken = Interlocked.Exchange(ref open, null);
        try
        {
            if (broken is not null)
                await broken.DisposeAsync();
        }
        catch (DbException)
        {
            // A rollback over a connection that has gone; the server rolls back by itself.
        }
    }

    private Exception Translated(Exception error) => StorageErrors.Translated(error, dialect);

    private interface IPendingWrite
    {
        bool GiveUpIfCanceled();

        Task RunAsync(JobWriter writer);

        void Succeed();

        void Fail(Exception error);
    }

    private sealed class PendingWrite<T>(Func<JobWriter, Task<T>> write, CancellationToken cancellationToken) : IPendingWrite
    {
        private readonly TaskCompletionSource<T> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Outcome => outcome.Task;

        public bool GiveUpIfCanceled() => cancellationToken.IsCancellationRequested && outcome.TrySetCanceled(cancellationToken);

        public async Task RunAsync(JobWriter writer) => result = await write(writer);

        public void Succeed() => outcome.TrySetResult(result!);

        public void Fail(Exception error) => outcome.TrySetException(error);
    }
}
