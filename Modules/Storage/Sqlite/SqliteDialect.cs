using System.Data.Common;
using Microsoft.Data.Sqlite;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Sqlite;

/// <summary>SQLite: one host by construction, so its clock is the ledger's.</summary>
internal sealed class SqliteDialect : Dialect
{
    // Result codes of https://www.sqlite.org/rescode.html.
    private const int Error = 1, Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Full = 13, CannotOpen = 14, Constraint = 19;

    public override string Now => "@now";

    public override DbParameter Json(string name, string? value) => new SqliteParameter(name, (object?)value ?? DBNull.Value);

    public override object Time(DateTimeOffset value) => UnixMicroseconds.From(value);

    public override object Span(TimeSpan value) => (long)value.TotalMicroseconds;

    public override DateTimeOffset ReadTime(DbDataReader reader, int column) => UnixMicroseconds.ToTime(reader.GetInt64(column));

    // The generated columns meet a malformed document before the check constraint does, and say so with the general code.
    public override bool RefusesDocument(DbException error) =>
        error is SqliteException { SqliteErrorCode: Constraint }
        || error is SqliteException { SqliteErrorCode: Error } && error.Message.Contains("malformed JSON", StringComparison.Ordinal);

    public override bool IsFull(DbException error) => error is SqliteException { SqliteErrorCode: Full };

    public override bool IsUnavailable(DbException error) =>
        error is SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or IoError or CannotOpen };
}
