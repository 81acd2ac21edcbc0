using ScanHost.TestKit.Postgres;

namespace ScanHost.Tests;

/// <summary>The settings with which a host uses one of the two databases.</summary>
internal static class Databases
{
    /// <summary>SQLite in the host's own folder, and an empty database of the throwaway PostgreSQL cluster.</summary>
    public static TheoryData<string> Both => ["Sqlite", "Postgres"];

    /// <summary>The settings for a new, empty database.</summary>
    public static (string Key, string Value)[] Settings(string provider) => provider == "Postgres"
        ? [("Storage:Provider", provider), ("Storage:ConnectionString", PostgresCluster.CreateDatabase())]
        : [("Storage:Provider", provider)];
}
