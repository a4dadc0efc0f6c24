using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intake.Migrations.PostgreSql.Migrations
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
                    By = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Form = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    Scans = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
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
                    Number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Form = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Box = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    Sheets = table.Column<int>(type: "integer", nullable: false),
                    FirstUser = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    SecondUser = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    SecondName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    RecordedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    WitnessedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    WitnessedAt = table.Column<long>(type: "bigint", nullable: true),
                    SheetsBefore = table.Column<int>(type: "integer", nullable: true),
                    RecountedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    RecountReason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    WithdrawnBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    WithdrawnAt = table.Column<long>(type: "bigint", nullable: true),
                    WithdrawnReason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Ticket = table.Column<long>(type: "bigint", nullable: true),
                    SameAs = table.Column<int>(type: "integer", nullable: true),
                    Reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Form = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Said = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    By = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    UndoneBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
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
