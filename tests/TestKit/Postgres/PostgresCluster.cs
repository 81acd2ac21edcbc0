using System.Globalization;

namespace ScanHost.TestKit.Postgres;

/// <summary>The cluster that the tests of one run share: started on first use, gone with the process.</summary>
public static class PostgresCluster
{
    private static readonly Lazy<PostgresServer> Server = new(() => new());
    private static int databases;

    /// <summary>Makes an empty database.</summary>
    /// <returns>How to reach it.</returns>
    public static string CreateDatabase() => Server.Value.CreateDatabase(
        string.Create(CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}"));
}
