using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Intake.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Bulletins : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Bulletins_Series_Issue",
                table: "Bulletins");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Bulletins");

            migrationBuilder.RenameColumn(
                name: "Masks",
                table: "BulletinItems",
                newName: "Work");

            migrationBuilder.RenameColumn(
                name: "IsReviewed",
                table: "BulletinItems",
                newName: "IsStruck");

            migrationBuilder.AlterColumn<int>(
                name: "Issue",
                table: "Bulletins",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "INTEGER");

            migrationBuilder.AlterColumn<string>(
                name: "Figures",
                table: "Bulletins",
                type: "TEXT",
                maxLength: -1,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: -1);

            migrationBuilder.AddColumn<string>(
                name: "Correction",
                table: "Bulletins",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Notes",
                table: "Bulletins",
                type: "TEXT",
                maxLength: -1,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Work",
                table: "Bulletins",
                type: "TEXT",
                maxLength: -1,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Heading",
                table: "BulletinItems",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Outcome",
                table: "BulletinItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ResolvedAt",
                table: "BulletinItems",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Service",
                table: "BulletinItems",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Unit",
                table: "BulletinItems",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Bulletins_Series_Issue",
                table: "Bulletins",
                columns: new[] { "Series", "Issue" },
                unique: true,
                filter: "\"Issue\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Bulletins_Series_Issue",
                table: "Bulletins");

            migrationBuilder.DropColumn(
                name: "Correction",
                table: "Bulletins");

            migrationBuilder.DropColumn(
                name: "Notes",
                table: "Bulletins");

            migrationBuilder.DropColumn(
                name: "Work",
                table: "Bulletins");

            migrationBuilder.DropColumn(
                name: "Heading",
                table: "BulletinItems");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "BulletinItems");

            migrationBuilder.DropColumn(
                name: "ResolvedAt",
                table: "BulletinItems");

            migrationBuilder.DropColumn(
                name: "Service",
                table: "BulletinItems");

            migrationBuilder.DropColumn(
                name: "Unit",
                table: "BulletinItems");

            migrationBuilder.RenameColumn(
                name: "Work",
                table: "BulletinItems",
                newName: "Masks");

            migrationBuilder.RenameColumn(
                name: "IsStruck",
                table: "BulletinItems",
                newName: "IsReviewed");

            migrationBuilder.AlterColumn<int>(
                name: "Issue",
                table: "Bulletins",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Figures",
                table: "Bulletins",
                type: "TEXT",
                maxLength: -1,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: -1,
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Bulletins",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Bulletins_Series_Issue",
                table: "Bulletins",
                columns: new[] { "Series", "Issue" });
        }
    }
}
