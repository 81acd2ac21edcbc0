using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ScanHost.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class FindSuspectsByIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_scanning",
                table: "jobs");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_scanning",
                table: "jobs",
                columns: new[] { "host_id", "crash_count" },
                filter: "status IN ('scanning', 'processing')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_jobs_scanning",
                table: "jobs");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_scanning",
                table: "jobs",
                column: "host_id",
                filter: "status IN ('scanning', 'processing')");
        }
    }
}
