using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intake.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "EndedAt",
                table: "Tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "KeepsTexts",
                table: "Tickets",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_KeepsTexts_EndedAt_Id",
                table: "Tickets",
                columns: new[] { "KeepsTexts", "EndedAt", "Id" },
                filter: "\"EndedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Attachments_Hash",
                table: "Attachments",
                column: "Hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Tickets_KeepsTexts_EndedAt_Id",
                table: "Tickets");

            migrationBuilder.DropIndex(
                name: "IX_Attachments_Hash",
                table: "Attachments");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Tickets");

            migrationBuilder.DropColumn(
                name: "KeepsTexts",
                table: "Tickets");
        }
    }
}
