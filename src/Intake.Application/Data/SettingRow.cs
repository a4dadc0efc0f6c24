using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Data;

/// <summary>Something that the product remembers of itself between starts; not what an authority sets.</summary>
public sealed class SettingRow
{
    /// <summary>Name.</summary>
    public string Id { get; set; } = "";

    /// <summary>Value.</summary>
    public string Value { get; set; } = "";
}

/// <summary>Reads what the product remembers of itself.</summary>
internal static class SettingQueries
{
    /// <summary>The value that is remembered under a name; null when there is none.</summary>
    public static async Task<string?> RememberedAsync(this IDbContextFactory<IntakeDbContext> contexts, string name, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Settings.AsNoTracking().Where(row => row.Id == name).Select(row => row.Value).FirstOrDefaultAsync(cancellationToken);
    }
}

internal sealed class SettingMapping : IEntityTypeConfiguration<SettingRow>
{
    public void Configure(EntityTypeBuilder<SettingRow> builder)
    {
        builder.ToTable("Settings");
        builder.Property(row => row.Id).HasMaxLength(64);
        builder.Property(row => row.Value).HasMaxLength(-1);
    }
}
