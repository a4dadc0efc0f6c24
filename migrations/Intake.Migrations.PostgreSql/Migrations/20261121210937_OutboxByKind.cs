using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intake.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class OutboxByKind : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_NextAttemptAt",
                table: "Outbox");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Kind_Address_NextAttemptAt",
                table: "Outbox",
                columns: new[] { "Kind", "Address", "NextAttemptAt" },
                filter: "\"NextAttemptAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_NextAttemptAt_Kind",
                table: "Outbox",
                columns: new[] { "NextAttemptAt", "Kind" },
                filter: "\"NextAttemptAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_Kind_Address_NextAttemptAt",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_NextAttemptAt_Kind",
                table: "Outbox");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_NextAttemptAt",
                table: "Outbox",
                column: "NextAttemptAt",
                filter: "\"NextAttemptAt\" IS NOT NULL");
        }
    }
}
