using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intake.Migrations.SqlServer.Migrations
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
                    Opening = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Form = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Scans = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpeningDrafts", x => new { x.Opening, x.By });
                });

            migrationBuilder.CreateTable(
                name: "Openings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Form = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Box = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    Sheets = table.Column<int>(type: "int", nullable: false),
                    FirstUser = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SecondUser = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SecondName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RecordedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    WitnessedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    WitnessedAt = table.Column<long>(type: "bigint", nullable: true),
                    SheetsBefore = table.Column<int>(type: "int", nullable: true),
                    RecountedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RecountReason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    WithdrawnBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    WithdrawnAt = table.Column<long>(type: "bigint", nullable: true),
                    WithdrawnReason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Openings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OpeningSheets",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Opening = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Ticket = table.Column<long>(type: "bigint", nullable: true),
                    SameAs = table.Column<int>(type: "int", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Form = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Said = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    By = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    UndoneBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    UndoneAt = table.Column<long>(type: "bigint", nullable: true)
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
