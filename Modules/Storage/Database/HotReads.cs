using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Database;

/// <summary>The two reads that every scan makes, by hand: a translated query costs several times the processor time of the read itself.</summary>
internal static class HotReads
{
    /// <summary>The bytes of a small sample; null when it is not in the database.</summary>
    public static Task<byte[]?> SampleAsync(IDbContextFactory<ScanDb> databases, string sha256, CancellationToken cancellationToken) => FirstAsync(
        databases, "SELECT content FROM samples WHERE sha256 = @sha256", row => row.GetFieldValue<byte[]>(0), cancellationToken,
        ("sha256", sha256));

    /// <summary>The newest report of the same bytes and the same name among the jobs that were accepted before. Those that came after mostly wait
    /// too: of ten thousand equal files, each would read past all that are still queued.</summary>
    public static Task<Tuple<Guid, string>?> ReportAsync(IDbContextFactory<ScanDb> databases, Job job, CancellationToken cancellationToken) => FirstAsync(
        databases,
        """
        SELECT id, result FROM jobs
        WHERE sha256 = @sha256 AND id < @id AND status = 'done' AND name = @name AND result IS NOT NULL ORDER BY id DESC LIMIT 1
        """,
        row => Tuple.Create(row.GetGuid(0), row.GetString(1)), cancellationToken,
        ("sha256", job.Sha256), ("id", job.Id), ("name", StorableText.Clean(job.Name)));

    private static async Task<T?> FirstAsync<T>(
        IDbContextFactory<ScanDb> databases, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken,
        params (string Name, object Value)[] values)
        where T : class
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // every text is a constant of this file; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? read(rows) : null;
    }
}
