using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ScanHost.Storage.Sqlite.Migrations
{
    internal sealed partial class AddResult : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "result",
                table: "jobs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_jobs_result_json",
                table: "jobs",
                sql: "result IS NULL OR json_valid(result)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_jobs_result_json",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "result",
                table: "jobs");
        }
    }
}
