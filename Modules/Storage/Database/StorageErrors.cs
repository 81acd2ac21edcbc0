using System.Data.Common;
using System.Net.Sockets;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Database;

/// <summary>Tells a database that is away or full from an error of the program.</summary>
internal static class StorageErrors
{
    /// <summary>The error as callers know it: <see cref="StorageUnavailableException"/> when waiting can help, else the error itself.</summary>
    public static Exception Translated(Exception error, Dialect dialect) => Cause(error) switch
    {
        DbException database when dialect.IsFull(database) =>
            new StorageUnavailableException("The database has no space left.", error) { IsFull = true },
        DbException database when dialect.IsUnavailable(database) =>
            new StorageUnavailableException($"The database cannot be reached: {database.Message}", error),
        TimeoutException or SocketException or IOException =>
            new StorageUnavailableException($"The database cannot be reached: {error.Message}", error),
        _ => error,
    };

    /// <summary>Runs a read and translates its error.</summary>
    public static async Task<T> GuardAsync<T>(Dialect dialect, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (Translated(error, dialect) is StorageUnavailableException unavailable)
        {
            throw unavailable;
        }
    }

    /// <summary>EF wraps the provider's exception; what lies within tells.</summary>
    private static Exception Cause(Exception error) =>
        error is DbException or TimeoutException or SocketException || error.InnerException is null ? error : Cause(error.InnerException);
}
