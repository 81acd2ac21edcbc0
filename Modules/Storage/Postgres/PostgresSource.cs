using Microsoft.Extensions.Options;
using Npgsql;

namespace ScanHost.Storage.Postgres;

/// <summary>Connections to the server, as the settings say and with what they leave open.</summary>
internal sealed class PostgresSource(IOptions<StorageOptions> options) : IDisposable
{
    private const string GssEncryption = "GSS Encryption Mode";

    /// <summary>For pooled connections.</summary>
    public string ConnectionString { get; } = Complete(options.Value.ConnectionString);

    /// <summary>A pooled connection, open.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the connections that wait in the pool; nobody will ask for them any more.</summary>
    public void Dispose()
    {
        using var any = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(any);
    }

    private static string Complete(string? given)
    {
        var said = new NpgsqlConnectionStringBuilder(given);
        var builder = new NpgsqlConnectionStringBuilder(given);
        if (said.MaxAutoPrepare == 0)
            builder.MaxAutoPrepare = 50; // the same few statements for ever
        if (!said.ContainsKey("Maximum Pool Size"))
            builder.MaxPoolSize = 20; // several hosts share a server that takes a hundred connections by default
        if (!said.ContainsKey("No Reset On Close"))
            builder.NoResetOnClose = true; // nobody leaves anything behind in a session, and cleaning it up costs a statement each time
        if (!said.ContainsKey("Timeout"))
            builder.Timeout = 5; // seconds to connect: a server that hangs must not hold an upload for long
        if (!said.ContainsKey("Command Timeout"))
            builder.CommandTimeout = 10;
        if (!said.ContainsKey(GssEncryption))
            builder.GssEncryptionMode = GssEncryptionMode.Disable; // trying it first makes a connect to a hung server outlast its timeout (npgsql#6655)
        if (!said.ContainsKey("Cancellation Timeout"))
            builder.CancellationTimeout = 500; // milliseconds: a server that hangs does not hear of a cancellation either
        if (!said.ContainsKey("Application Name"))
            builder.ApplicationName = "scanhost";
        return builder.ConnectionString;
    }
}
