using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Sqlite;

/// <summary>The model on SQLite: JSON is text that <c>json_valid</c> checks, times are Unix microseconds.</summary>
internal sealed class SqliteScanDb(DbContextOptions<SqliteScanDb> options) : ScanDb(options)
{
    protected override string JsonType => "TEXT";

    protected override string VerdictSql =>
        "CASE WHEN json_type(result, '$.verdict') = 'text' THEN json_extract(result, '$.verdict') END";

    protected override string ScoreSql =>
        "CASE WHEN json_type(result, '$.score') IN ('integer', 'real') " +
        "THEN CAST(min(max(round(json_extract(result, '$.score')), 0), 100) AS INTEGER) END";

    protected override bool StoresGeneratedColumns => false;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<JobRow>().ToTable(
            table => table.HasCheckConstraint("ck_jobs_result_json", "result IS NULL OR json_valid(result)"));
    }

    // SQLite has no time type: as text, EF cannot order or compare times (docs/decisions/0001).
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsConverter>();

    private sealed class MicrosecondsConverter()
        : ValueConverter<DateTimeOffset, long>(time => UnixMicroseconds.From(time), value => UnixMicroseconds.ToTime(value));
}

/// <summary>Lets the migration tool make the context; the file is never opened.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteScanDb>
{
    public SqliteScanDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteScanDb>().UseSqlite("Data Source=design.db").Options);
}
