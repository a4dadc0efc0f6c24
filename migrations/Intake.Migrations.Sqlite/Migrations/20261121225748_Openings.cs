using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intake.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Openings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "OpeningDrafts",
                columns: table => new
                {
                    Opening = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Form = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Content = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Scans = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpeningDrafts", x => new { x.Opening, x.By });
                });

            migrationBuilder.CreateTable(
                name: "Openings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Form = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Box = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Sheets = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstUser = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SecondUser = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SecondName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    RecordedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    WitnessedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    WitnessedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SheetsBefore = table.Column<int>(type: "INTEGER", nullable: true),
                    RecountedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    RecountReason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    WithdrawnBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true),
                    WithdrawnReason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Openings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OpeningSheets",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Opening = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Ticket = table.Column<long>(type: "INTEGER", nullable: true),
                    SameAs = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Form = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Said = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    UndoneBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpeningSheets", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OpeningDrafts_At",
                table: "OpeningDrafts",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Openings_Box_OpenedAt",
                table: "Openings",
                columns: new[] { "Box", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Openings_Form",
                table: "Openings",
                column: "Form",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Openings_Number",
                table: "Openings",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Openings_WitnessedAt",
                table: "Openings",
                column: "WitnessedAt");

            migrationBuilder.CreateIndex(
                name: "IX_OpeningSheets_Opening_Number",
                table: "OpeningSheets",
                columns: new[] { "Opening", "Number" },
                unique: true,
                filter: "\"UndoneAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OpeningSheets_Ticket",
                table: "OpeningSheets",
                column: "Ticket",
                filter: "\"Ticket\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OpeningDrafts");

            migrationBuilder.DropTable(
                name: "Openings");

            migrationBuilder.DropTable(
                name: "OpeningSheets");
        }
    }
}
