using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ScanHost.Storage.Postgres.Migrations
{
    internal sealed partial class RewriteOldStatusWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The words of the first version. Words that we do not know stay as they are.
            migrationBuilder.Sql("UPDATE jobs SET status = 'scanning' WHERE status = 'processing'");
            migrationBuilder.Sql("UPDATE jobs SET status = 'done' WHERE status = 'completed'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // The new words are understood by every version that has this schema.
        }
    }
}
