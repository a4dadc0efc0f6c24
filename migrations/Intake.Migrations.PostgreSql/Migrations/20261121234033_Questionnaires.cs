using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intake.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Questionnaires : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "QuestionnaireAnswers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Group = table.Column<int>(type: "integer", nullable: false),
                    Response = table.Column<long>(type: "bigint", nullable: true),
                    Question = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    IsFirst = table.Column<bool>(type: "boolean", nullable: false),
                    Body = table.Column<string>(type: "text", maxLength: -1, nullable: true, collation: "C"),
                    KeptFrom = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionnaireAnswers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QuestionnaireDeletions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Words = table.Column<int>(type: "integer", nullable: false),
                    Contacts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionnaireDeletions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QuestionnaireItems",
                columns: table => new
                {
                    Ticket = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Rule = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Response = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionnaireItems", x => x.Ticket);
                });

            migrationBuilder.CreateTable(
                name: "QuestionnaireRepeats",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    BodyHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Tickets = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionnaireRepeats", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QuestionnaireResponses",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Group = table.Column<int>(type: "integer", nullable: false),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: false),
                    Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    Language = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: true, collation: "C"),
                    Requester = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionnaireResponses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QuestionnaireVersions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false, collation: "C"),
                    FirstAt = table.Column<long>(type: "bigint", nullable: false),
                    Responses = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionnaireVersions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireAnswers_KeptFrom",
                table: "QuestionnaireAnswers",
                column: "KeptFrom",
                filter: "\"Body\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireAnswers_Response",
                table: "QuestionnaireAnswers",
                column: "Response",
                filter: "\"Response\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireAnswers_Version_Question_Id",
                table: "QuestionnaireAnswers",
                columns: new[] { "Version", "Question", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireDeletions_Version",
                table: "QuestionnaireDeletions",
                column: "Version");

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireItems_Version_Ticket",
                table: "QuestionnaireItems",
                columns: new[] { "Version", "Ticket" });

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireRepeats_CreatedAt",
                table: "QuestionnaireRepeats",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireResponses_AnsweredAt",
                table: "QuestionnaireResponses",
                column: "AnsweredAt",
                filter: "\"Requester\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireResponses_Version_Group",
                table: "QuestionnaireResponses",
                columns: new[] { "Version", "Group" });

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireVersions_Code_Hash",
                table: "QuestionnaireVersions",
                columns: new[] { "Code", "Hash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "QuestionnaireAnswers");

            migrationBuilder.DropTable(
                name: "QuestionnaireDeletions");

            migrationBuilder.DropTable(
                name: "QuestionnaireItems");

            migrationBuilder.DropTable(
                name: "QuestionnaireRepeats");

            migrationBuilder.DropTable(
                name: "QuestionnaireResponses");

            migrationBuilder.DropTable(
                name: "QuestionnaireVersions");
        }
    }
}
