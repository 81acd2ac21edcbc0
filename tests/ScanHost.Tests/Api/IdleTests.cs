using Npgsql;
using ScanHost.TestKit.Postgres;

namespace ScanHost.Tests.Api;

/// <summary>What a host costs that has nothing to do.</summary>
public sealed class IdleTests
{
    private const int Seconds = 12;

    [Fact]
    public async Task An_idle_host_asks_its_PostgreSQL_once_a_second_at_most()
    {
        var database = PostgresCluster.CreateDatabase();
        await using var host = await RunningHost.StartAsync(("Storage:Provider", "Postgres"), ("Storage:ConnectionString", database));
        await using var observer = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Database = "postgres" }.ConnectionString);
        await observer.OpenAsync();
        await Task.Delay(TimeSpan.FromSeconds(12)); // an idle session of PostgreSQL counts what it did at the start up to ten seconds later

        // On a busy machine that may be later still, and autovacuum counts here too. What the host does, it does in every window.
        long transactions;
        var window = 0;
        do
        {
            var before = await TransactionsAsync(observer, database);
            await Task.Delay(TimeSpan.FromSeconds(Seconds));
            transactions = await TransactionsAsync(observer, database) - before;
        }
        while (transactions > Seconds && ++window < 4);

        transactions.Should().BeInRange(1, Seconds);
    }

    private static async Task<long> TransactionsAsync(NpgsqlConnection observer, string database)
    {
        await using var command = new NpgsqlCommand("SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = $1", observer);
        command.Parameters.AddWithValue(new NpgsqlConnectionStringBuilder(database).Database!);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
