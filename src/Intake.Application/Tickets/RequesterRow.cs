using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Tickets;

/// <summary>Contact data of a requester. Opened only with a reason, which the requester sees.</summary>
public sealed class RequesterRow
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Phone.</summary>
    public string? Phone { get; set; }

    /// <summary>E-mail.</summary>
    public string? Email { get; set; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class RequesterMapping : IEntityTypeConfiguration<RequesterRow>
{
    public void Configure(EntityTypeBuilder<RequesterRow> builder)
    {
        builder.ToTable("Requesters");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.Phone).HasFilter("\"Phone\" IS NOT NULL");
    }
}
