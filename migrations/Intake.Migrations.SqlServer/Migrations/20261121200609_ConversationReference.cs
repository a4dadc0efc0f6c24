using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intake.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ConversationReference : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Reference",
                table: "Conversations",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true,
                collation: "Latin1_General_100_BIN2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Reference",
                table: "Conversations");
        }
    }
}
