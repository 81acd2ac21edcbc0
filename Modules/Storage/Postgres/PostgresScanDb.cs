using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using ScanHost.Storage.Database;

namespace ScanHost.Storage.Postgres;

/// <summary>The model on PostgreSQL: JSON is <c>jsonb</c>, times are <c>timestamptz</c>.</summary>
internal sealed class PostgresScanDb(DbContextOptions<PostgresScanDb> options) : ScanDb(options)
{
    protected override string JsonType => "jsonb";

    protected override string VerdictSql =>
        "CASE WHEN jsonb_typeof(result->'verdict') = 'string' THEN result->>'verdict' END";

    protected override string ScoreSql =>
        "CASE WHEN jsonb_typeof(result->'score') = 'number' " +
        "THEN least(greatest(round((result->>'score')::numeric), 0), 100)::int END";

    protected override bool StoresGeneratedColumns => true;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<HostRow>(host =>
        {
            host.ToTable("hosts");
            NameColumns(host);
            host.Property(row => row.Id).ValueGeneratedNever();
        });
    }
}

/// <summary>Lets the migration tool make the context; no server is asked.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresScanDb>
{
    public PostgresScanDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresScanDb>().UseNpgsql("Host=design").Options);
}
