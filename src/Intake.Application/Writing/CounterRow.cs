using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Writing;

/// <summary>A counter that gives out numbers in blocks, so that nodes do not wait for each other. Numbers may leave gaps.</summary>
public sealed class CounterRow
{
    /// <summary>What it counts.</summary>
    public string Id { get; set; } = "";

    /// <summary>The first number not given out yet.</summary>
    public long Next { get; set; }
}

internal sealed class CounterMapping : IEntityTypeConfiguration<CounterRow>
{
    public void Configure(EntityTypeBuilder<CounterRow> builder)
    {
        builder.ToTable("Counters");
        builder.Property(row => row.Id).HasMaxLength(64);
        builder.Property(row => row.Next).IsConcurrencyToken();
    }
}
