using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Postgres;

/// <summary>PostgreSQL: many hosts, so only the server's clock counts.</summary>
internal sealed class PostgresDialect : Dialect
{
    public override string Now => "now()";

    public override DbParameter Json(string name, string? value) =>
        new NpgsqlParameter(name, NpgsqlDbType.Jsonb) { Value = (object?)value ?? DBNull.Value };

    public override object Time(DateTimeOffset value) => value.ToUniversalTime();

    public override object Span(TimeSpan value) => value;

    public override DateTimeOffset ReadTime(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    // Class 22 (data exception): text that jsonb cannot hold. 54001: nesting beyond the server's stack.
    public override bool RefusesDocument(DbException error) =>
        error is PostgresException { SqlState: ['2', '2', ..] or "54001" };

    public override bool IsFull(DbException error) => error is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    // Class 08 (connection), 57P (operator intervention), 53 (insufficient resources); anything that is not the server's answer to a
    // statement is a connection that broke.
    public override bool IsUnavailable(DbException error) =>
        error is PostgresException { SqlState: var state }
            ? state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
                || state.StartsWith("53", StringComparison.Ordinal)
            : error is NpgsqlException;
}
