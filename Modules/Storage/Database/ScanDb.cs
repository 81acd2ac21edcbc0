using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Database;

/// <summary>
/// The one model of the database. Each provider derives a context of its own, only so that its migrations can stand in
/// its own folder (docs/decisions/0001).
/// </summary>
internal abstract class ScanDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<JobRow> Jobs => Set<JobRow>();

    public DbSet<JobDetailRow> JobDetails => Set<JobDetailRow>();

    public DbSet<SampleRow> Samples => Set<SampleRow>();

    /// <summary>The column type in which the provider keeps a checked JSON document.</summary>
    protected abstract string JsonType { get; }

    /// <summary>Expression for <c>verdict</c>: total, so that no stored result can make the statement that stores it fail.</summary>
    protected abstract string VerdictSql { get; }

    /// <summary>Expression for <c>score</c>: total, rounded and held within 0 to 100.</summary>
    protected abstract string ScoreSql { get; }

    /// <summary>SQLite cannot add a STORED column to a table; PostgreSQL 15 has no other kind.</summary>
    protected abstract bool StoresGeneratedColumns { get; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JobRow>(Job);
        modelBuilder.Entity<JobDetailRow>(detail =>
        {
            detail.ToTable("job_details");
            detail.HasKey(row => row.JobId);
            detail.Property(row => row.JobId).HasColumnName("job_id").ValueGeneratedNever();
            detail.Property(row => row.Detail).HasColumnName("detail");
            detail.HasOne<JobRow>().WithOne().HasForeignKey<JobDetailRow>(row => row.JobId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SampleRow>(sample =>
        {
            sample.ToTable("samples");
            NameColumns(sample);
            sample.HasKey(row => row.Sha256);
            sample.HasIndex(row => row.TouchedAt).HasDatabaseName("ix_samples_touched");
        });
    }

    private void Job(EntityTypeBuilder<JobRow> job)
    {
        job.ToTable("jobs");
        NameColumns(job);
        job.HasKey(row => row.Id);
        job.Property(row => row.Id).ValueGeneratedNever();
        job.Property(row => row.Name).HasMaxLength(NewJob.MaxNameLength);
        job.Property(row => row.Result).HasColumnType(JsonType);
        job.Property(row => row.Verdict).HasComputedColumnSql(VerdictSql, StoresGeneratedColumns);
        job.Property(row => row.Score).HasComputedColumnSql(ScoreSql, StoresGeneratedColumns);

        // Partial, so that a million finished jobs cost a claim and a rescue nothing.
        job.HasIndex(row => new { row.TurnAt, row.Id })
            .HasDatabaseName("ix_jobs_queued").HasFilter("status = 'queued'");
        job.HasIndex(row => row.RunAt)
            .HasDatabaseName("ix_jobs_suspect").HasFilter("status = 'queued' AND crash_count > 0");
        job.HasIndex(row => new { row.HostId, row.CrashCount })
            .HasDatabaseName("ix_jobs_scanning").HasFilter("status IN ('scanning', 'processing')");
        job.HasIndex(row => new { row.Sha256, row.Id }).HasDatabaseName("ix_jobs_sha256");
        job.HasIndex(row => new { row.Verdict, row.Id })
            .HasDatabaseName("ix_jobs_verdict").HasFilter("verdict IS NOT NULL");
        job.HasIndex(row => row.FinishedAt)
            .HasDatabaseName("ix_jobs_finished").HasFilter("status IN ('done', 'failed')");
    }

    /// <summary>Columns are the properties' names in snake_case.</summary>
    protected static void NameColumns<T>(EntityTypeBuilder<T> entity)
        where T : class
    {
        foreach (var property in entity.Metadata.GetProperties())
            property.SetColumnName(SnakeCase(property.Name));
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? "_" + letter : letter.ToString())).ToLowerInvariant();
}
