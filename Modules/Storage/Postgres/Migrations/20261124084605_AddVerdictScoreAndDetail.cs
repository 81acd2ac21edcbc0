using System;
using Microsoft.EntityFrameworkCore.Migrations;
using ScanHost.Contracts.Faults;

#nullable disable

namespace ScanHost.Storage.Postgres.Migrations
{
    internal sealed partial class AddVerdictScoreAndDetail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            Failpoint.Pass("mid_migrate");
            migrationBuilder.AddColumn<int>(
                name: "score",
                table: "jobs",
                type: "integer",
                nullable: true,
                computedColumnSql: "CASE WHEN jsonb_typeof(result->'score') = 'number' THEN least(greatest(round((result->>'score')::numeric), 0), 100)::int END",
                stored: true);

            migrationBuilder.AddColumn<string>(
                name: "verdict",
                table: "jobs",
                type: "text",
                nullable: true,
                computedColumnSql: "CASE WHEN jsonb_typeof(result->'verdict') = 'string' THEN result->>'verdict' END",
                stored: true);

            migrationBuilder.CreateTable(
                name: "job_details",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_details", x => x.job_id);
                    table.ForeignKey(
                        name: "FK_job_details_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_verdict",
                table: "jobs",
                columns: new[] { "verdict", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "job_details");

            migrationBuilder.DropIndex(
                name: "ix_jobs_verdict",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "score",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "verdict",
                table: "jobs");
        }
    }
}
