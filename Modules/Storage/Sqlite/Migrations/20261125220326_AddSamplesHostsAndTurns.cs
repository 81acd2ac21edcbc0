using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ScanHost.Storage.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "turn_at",
                table: "jobs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "samples",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    touched_at = table.Column<long>(type: "INTEGER", nullable: false)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
