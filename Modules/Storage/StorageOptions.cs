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
