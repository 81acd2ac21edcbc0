using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ScanHost.Storage.Postgres.Migrations
{
    internal sealed partial class AddSamplesHostsAndTurns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_queued",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_verdict",
                table: "jobs");

            migrationBuilder.AddColumn<bool>(
                name: "fresh",
                table: "jobs",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "turn_at",
                table: "jobs",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.CreateTable(
                name: "hosts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    pid = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    heartbeat_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hosts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "samples",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    touched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_samples", x => x.sha256);
                });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_finished",
                table: "jobs",
                column: "finished_at",
                filter: "status IN ('done', 'failed')");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_queued",
                table: "jobs",
                columns: new[] { "turn_at", "id" },
                filter: "status = 'queued'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_suspect",
                table: "jobs",
                column: "run_at",
                filter: "status = 'queued' AND crash_count > 0");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_verdict",
                table: "jobs",
                columns: new[] { "verdict", "id" },
                filter: "verdict IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_samples_touched",
                table: "samples",
                column: "touched_at");

            // Only what waits has a turn.
            migrationBuilder.Sql("UPDATE jobs SET turn_at = run_at WHERE status = 'queued'");
            // Retention goes by the end; rows of the first version may lack it.
            migrationBuilder.Sql("UPDATE jobs SET finished_at = updated_at WHERE status IN ('done', 'failed') AND finished_at IS NULL");

            // A quarter faster than the default to write, where the server was built with it.
            migrationBuilder.Sql("""
                DO $$ BEGIN
                    ALTER TABLE jobs ALTER COLUMN result SET COMPRESSION lz4;
                    ALTER TABLE samples ALTER COLUMN content SET COMPRESSION lz4;
                EXCEPTION WHEN feature_not_supported THEN NULL;
                END $$
                """);
            // Every job leaves two dead rows behind: vacuum at a fiftieth of the table, not at a fifth.
            migrationBuilder.Sql(
                "ALTER TABLE jobs SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05, " +
                "autovacuum_analyze_scale_factor = 0.02)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hosts");

            migrationBuilder.DropTable(
                name: "samples");

            migrationBuilder.DropIndex(
                name: "ix_jobs_finished",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_queued",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_suspect",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "ix_jobs_verdict",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "fresh",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "turn_at",
                table: "jobs");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_queued",
                table: "jobs",
                columns: new[] { "priority", "run_at", "id" },
                descending: new[] { true, false, false },
                filter: "status = 'queued'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_verdict",
                table: "jobs",
                columns: new[] { "verdict", "id" });
        }
    }
}
