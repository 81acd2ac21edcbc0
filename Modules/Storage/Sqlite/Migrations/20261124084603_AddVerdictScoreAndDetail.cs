using System;
using Microsoft.EntityFrameworkCore.Migrations;
using ScanHost.Contracts.Faults;

#nullable disable

namespace ScanHost.Storage.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: true,
                computedColumnSql: "CASE WHEN json_type(result, '$.score') IN ('integer', 'real') THEN CAST(min(max(round(json_extract(result, '$.score')), 0), 100) AS INTEGER) END",
                stored: false);

            migrationBuilder.AddColumn<string>(
                name: "verdict",
                table: "jobs",
                type: "TEXT",
                nullable: true,
                computedColumnSql: "CASE WHEN json_type(result, '$.verdict') = 'text' THEN json_extract(result, '$.verdict') END",
                stored: false);

            migrationBuilder.CreateTable(
                name: "job_details",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: false)
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
