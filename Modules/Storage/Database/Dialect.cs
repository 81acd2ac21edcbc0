using System.Data.Common;

namespace ScanHost.Storage.Database;

/// <summary>Where the two databases differ in the statements that we write by hand (docs/decisions/0002).</summary>
internal abstract class Dialect
{
    /// <summary>The expression for the ledger's time: the server's own clock where many hosts write, else the parameter <c>@now</c>.</summary>
    public abstract string Now { get; }

    /// <summary>A parameter for a JSON column.</summary>
    public abstract DbParameter Json(string name, string? value);

    /// <summary>A time as the provider takes it for a parameter.</summary>
    public abstract object Time(DateTimeOffset value);

    /// <summary>A length of time as the provider takes it from a time, for a parameter.</summary>
    public abstract object Span(TimeSpan value);

    /// <summary>Reads a time column.</summary>
    public abstract DateTimeOffset ReadTime(DbDataReader reader, int column);

    /// <summary>True when the database refused the JSON document itself, so that trying again cannot help.</summary>
    public abstract bool RefusesDocument(DbException error);

    /// <summary>True when no space is left.</summary>
    public abstract bool IsFull(DbException error);

    /// <summary>True when the database cannot be reached or does not answer; an error of the statement itself is not meant.</summary>
    public abstract bool IsUnavailable(DbException error);
}
