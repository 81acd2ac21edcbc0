using ScanHost.TestKit.Postgres;

namespace ScanHost.Storage.Tests;

public sealed class SqliteJobStoreTests : JobStoreSpecification
{
    protected override IReadOnlyDictionary<string, string?> Provider => Databases.Sqlite;
}

public sealed class PostgresJobStoreTests : JobStoreSpecification
{
    protected override IReadOnlyDictionary<string, string?> Provider { get; } = Databases.NewPostgres();
}

/// <summary>Settings that choose a database.</summary>
internal static class Databases
{
    public static IReadOnlyDictionary<string, string?> Sqlite { get; } = new Dictionary<string, string?> { ["Storage:Provider"] = "Sqlite" };

    public static IReadOnlyDictionary<string, string?> NewPostgres() => new Dictionary<string, string?>
    {
        ["Storage:Provider"] = "Postgres",
        ["Storage:ConnectionString"] = PostgresCluster.CreateDatabase(),
    };
}
