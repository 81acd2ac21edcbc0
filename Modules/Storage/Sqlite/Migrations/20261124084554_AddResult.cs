using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ScanHost.Storage.Sqlite.Migrations
{
    internal sealed partial class AddResult : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // In one statement: adding the check by itself would make EF copy the table outside a transaction, and a start that
            // is killed in the middle could not be repeated.
            migrationBuilder.Sql("ALTER TABLE jobs ADD COLUMN result TEXT NULL CONSTRAINT ck_jobs_result_json CHECK (result IS NULL OR json_valid(result))");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE jobs DROP COLUMN result");
        }
    }
}
