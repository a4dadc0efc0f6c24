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

internal sealed class SettingMapping : IEntityTypeConfiguration<SettingRow>
{
    public void Configure(EntityTypeBuilder<SettingRow> builder)
    {
        builder.ToTable("Settings");
        builder.Property(row => row.Id).HasMaxLength(64);
        builder.Property(row => row.Value).HasMaxLength(-1);
    }
}
