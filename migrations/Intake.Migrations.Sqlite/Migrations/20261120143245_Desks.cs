using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intake.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Desks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notices_Unit_Id",
                table: "Notices");

            migrationBuilder.AddColumn<int>(
                name: "Anonymity",
                table: "Tickets",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Awaits",
                table: "Tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DueClock",
                table: "Tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "DueUnit",
                table: "Tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Evidence",
                table: "Tickets",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "HeldSince",
                table: "Tickets",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "Into",
                table: "Tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Reply",
                table: "Tickets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Things",
                table: "Tickets",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Word",
                table: "Tickets",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_Awaits_Id",
                table: "Tickets",
                columns: new[] { "Awaits", "Id" },
                filter: "\"Awaits\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_Handler_State_DueAt",
                table: "Tickets",
                columns: new[] { "Handler", "State", "DueAt" },
                filter: "\"Handler\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_Into",
                table: "Tickets",
                column: "Into",
                filter: "\"Into\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_IsOpen_CoHandlers_State_DueAt",
                table: "Tickets",
                columns: new[] { "IsOpen", "CoHandlers", "State", "DueAt" },
                filter: "\"CoHandlers\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_Ledger",
                table: "Tickets",
                columns: new[] { "Id", "State", "Lead", "Service", "Kind", "Card" });

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_ResolvedAt",
                table: "Tickets",
                column: "ResolvedAt",
                filter: "\"ResolvedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_WrittenOffAt",
                table: "Tickets",
                column: "WrittenOffAt",
                filter: "\"WrittenOffAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Unit_ReadAt_Id",
                table: "Notices",
                columns: new[] { "Unit", "ReadAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Tickets_Awaits_Id",
                table: "Tickets");

            migrationBuilder.DropIndex(
                name: "IX_Tickets_Handler_State_DueAt",
                table: "Tickets");

            migrationBuilder.DropIndex(
                name: "IX_Tickets_Into",
                table: "Tickets");

            migrationBuilder.DropIndex(
                name: "IX_Tickets_IsOpen_CoHandlers_State_DueAt",
                table: "Tickets");

            migrationBuilder.DropIndex(
                name: "IX_Tickets_Ledger",
                table: "Tickets");

            migrationBuilder.DropIndex(
                name: "IX_Tickets_ResolvedAt",
                table: "Tickets");

            migrationBuilder.DropIndex(
                name: "IX_Tickets_WrittenOffAt",
                table: "Tickets");

            migrationBuilder.DropIndex(
                name: "IX_Notices_Unit_ReadAt_Id",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "Anonymity",
                table: "Tickets");

            migrationBuilder.DropColumn(
                name: "Awaits",
                table: "Tickets");

            migrationBuilder.DropColumn(
                name: "DueClock",
                table: "Tickets");

            migrationBuilder.DropColumn(
                name: "DueUnit",
                table: "Tickets");

            migrationBuilder.DropColumn(
                name: "Evidence",
                table: "Tickets");

            migrationBuilder.DropColumn(
                name: "HeldSince",
                table: "Tickets");

            migrationBuilder.DropColumn(
                name: "Into",
                table: "Tickets");

            migrationBuilder.DropColumn(
                name: "Reply",
                table: "Tickets");

            migrationBuilder.DropColumn(
                name: "Things",
                table: "Tickets");

            migrationBuilder.DropColumn(
                name: "Word",
                table: "Tickets");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Unit_Id",
                table: "Notices",
                columns: new[] { "Unit", "Id" });
        }
    }
}
