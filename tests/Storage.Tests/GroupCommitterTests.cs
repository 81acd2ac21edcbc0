using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Sqlite;
using ScanHost.Storage.Writing;
using ScanHost.TestKit;

namespace ScanHost.Storage.Tests;

/// <summary>What the writer does with a database that does not answer.</summary>
public sealed class GroupCommitterTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new();
    private readonly Answers answers = new();
    private readonly GroupCommitter committer;

    public GroupCommitterTests()
    {
        var options = Options.Create(new StorageOptions { DataDirectory = folder.Path });
        committer = new(answers, new SqliteDialect(), new(new(options), options, clock), clock);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await committer.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_database_that_hangs_costs_the_first_caller_ten_seconds_and_the_next_two()
    {
        await GiveUpAfterAsync(TimeSpan.FromSeconds(10));
        await GiveUpAfterAsync(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_database_that_is_only_slow_gets_ten_seconds_again_after_half_a_minute()
    {
        await GiveUpAfterAsync(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(30));

        var (write, commit) = await WriteAsync();
        clock.Advance(TimeSpan.FromSeconds(9));
        commit.SetResult();

        (await write).Should().Be(1);
    }

    [Fact]
    public async Task A_transaction_that_ends_after_all_closes_its_connection()
    {
        var commit = await GiveUpAfterAsync(TimeSpan.FromSeconds(10));
        var connection = answers.Last;
        connection.Closed.IsCompleted.Should().BeFalse();

        commit.SetResult();

        await connection.Closed.WaitAsync(TimeSpan.FromMinutes(1));
        (await WriteAsync()).Commit.SetResult();
        answers.Last.Should().NotBeSameAs(connection);
    }

    [Fact]
    public async Task An_error_of_the_writer_itself_is_told_to_its_callers_and_ends_for_nobody_else()
    {
        var begun = answers.NextAsync();
        var broken = committer.RunAsync(new Unanswerable());
        (await begun.WaitAsync(TimeSpan.FromMinutes(1))).SetResult();

        await FluentActions.Awaiting(() => broken.WaitAsync(TimeSpan.FromMinutes(1))).Should().ThrowAsync<InvalidOperationException>();
        var (write, commit) = await WriteAsync();
        commit.SetResult();
        (await write.WaitAsync(TimeSpan.FromMinutes(1))).Should().Be(1);
    }

    /// <summary>A write whose answer cannot be read.</summary>
    private sealed class Unanswerable() : PendingWrite<int>(default)
    {
        protected override int Result => throw new InvalidOperationException("An error of ours.");

        public override void Join(WriteGroup group)
        {
            // Nothing to write.
        }
    }

    private async Task<TaskCompletionSource> GiveUpAfterAsync(TimeSpan patience)
    {
        var (write, commit) = await WriteAsync();
        clock.Advance(patience - TimeSpan.FromMilliseconds(1));
        write.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await FluentActions.Awaiting(() => write.WaitAsync(TimeSpan.FromMinutes(1))).Should().ThrowAsync<StorageUnavailableException>();
        return commit;
    }

    /// <summary>A write whose transaction has begun.</summary>
    private async Task<(Task<int> Write, TaskCompletionSource Commit)> WriteAsync()
    {
        var begun = answers.NextAsync();
        var job = new NewJob(Guid.CreateVersion7(), "x", 1, new string('a', 64), "api", clock.GetUtcNow());
        return (committer.RunAsync(new AcceptWrite([job], default)), await begun.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    /// <summary>A database that answers when it is told to.</summary>
    private sealed class Answers : IWriteConnections
    {
        private TaskCompletionSource<TaskCompletionSource> next = new();

        public Connection Last { get; private set; } = null!;

        public Task<TaskCompletionSource> NextAsync() => (next = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public Task<IWriteConnection> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<IWriteConnection>(Last = new(this));

        public sealed class Connection(Answers owner) : IWriteConnection
        {
            private readonly TaskCompletionSource closed = new();

            public Task Closed => closed.Task;

            public Task CommitAsync(WriteGroup group, CancellationToken cancellationToken)
            {
                var commit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                owner.next.SetResult(commit);
                return commit.Task; // deaf to cancellation, as a driver is whose server hangs
            }

            public ValueTask DisposeAsync()
            {
                closed.TrySetResult();
                return ValueTask.CompletedTask;
            }
        }
    }
}
