using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ScanHost.Storage;

/// <summary>Where jobs, reports and samples are kept.</summary>
internal sealed class StorageOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Storage";

    /// <summary>Which database. Default <see cref="StorageProvider.Sqlite"/>.</summary>
    public StorageProvider Provider { get; init; } = StorageProvider.Sqlite;

    /// <summary>How to reach PostgreSQL, in Npgsql's notation. Not used with SQLite, whose file is <c>scanhost.db</c> in the data directory.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Folder for the SQLite database and the samples; made when missing. Relative to the working directory. Default <c>data</c>.</summary>
    [Required]
    public string DataDirectory { get; init; } = "data";

    /// <summary>Whether a start brings the schema up to date by itself. Default true; only PostgreSQL heeds false.</summary>
    public bool MigrateAtStart { get; init; } = true;

    /// <summary>Space held in reserve beside the SQLite database, given up when the disk is full so that the work in hand can end; 0 for none.
    /// Default 32 MiB.</summary>
    [Range(0L, 1L << 40)]
    public long BallastBytes { get; init; } = 32L << 20;

    /// <summary>With PostgreSQL: so long after its last heartbeat a host whose connection still stands is left alone. A host that died
    /// is noticed at once, whatever this says. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan HostLease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The data directory as a full path.</summary>
    public string DataPath => Path.GetFullPath(DataDirectory);
}

/// <summary>The databases that we run on.</summary>
internal enum StorageProvider
{
    /// <summary>Embedded; one host.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later.</summary>
    Postgres,
}

/// <summary>Checks that there is a data directory, and that PostgreSQL comes with a connection string that can be read.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) => Problem(options) is { } problem
        ? ValidateOptionsResult.Fail(problem)
        : ValidateOptionsResult.Success;

    private static string? Problem(StorageOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
            return "Storage:DataDirectory must name a folder.";
        if (options.BallastBytes < 0)
            return "Storage:BallastBytes must not be negative.";
        if (options.HostLease < TimeSpan.FromSeconds(1) || options.HostLease > TimeSpan.FromHours(1))
            return "Storage:HostLease must be 1 second to 1 hour.";
        if (options.Provider != StorageProvider.Postgres)
            return null;
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            return "Storage:Provider is Postgres, so Storage:ConnectionString must say how to reach it.";

        try
        {
            _ = new NpgsqlConnectionStringBuilder(options.ConnectionString);
            return null;
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            return $"Storage:ConnectionString cannot be read: {error.Message}";
        }
    }
}
