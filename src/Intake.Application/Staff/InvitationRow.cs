using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Staff;

/// <summary>A link that can be used once to set a password. Only the hash of what is in the link is kept; the row goes when the link is used.</summary>
public sealed class InvitationRow
{
    /// <summary>SHA-256 of the link's token, lower-case hexadecimal.</summary>
    public string Id { get; set; } = "";

    /// <summary>Key of the account; null for the first administrator, who has none yet.</summary>
    public string? Member { get; set; }

    /// <summary>When it stops working.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<InvitationRow>
{
    public void Configure(EntityTypeBuilder<InvitationRow> builder)
    {
        builder.ToTable("Invitations");
        builder.Property(row => row.Id).HasMaxLength(64);
        builder.HasIndex(row => row.Member);
    }
}
