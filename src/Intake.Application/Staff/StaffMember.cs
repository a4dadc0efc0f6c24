using Intake.Domain.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Staff;

/// <summary>A member of staff. Roles are Identity's roles, named as <see cref="Role"/>.</summary>
public sealed class StaffMember : IdentityUser
{
    /// <summary>The name that others see.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Code of the unit.</summary>
    public string? Unit { get; set; }

    /// <summary>Whether it is one of the accounts of the demonstration, which exist in Development only.</summary>
    public bool IsDemo { get; set; }

    /// <summary>Since when the account may not be used; null while it may.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}

internal sealed class StaffMemberMapping : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.Property(member => member.Unit).HasMaxLength(64);
        builder.HasIndex(member => member.Unit);
    }
}

/// <summary>A key that protects cookies and forms, kept in the database so that nodes share it.</summary>
public sealed class ProtectionKeyRow
{
    /// <summary>The key's own name.</summary>
    public string Id { get; set; } = "";

    /// <summary>The key as XML.</summary>
    public string Xml { get; set; } = "";
}

internal sealed class ProtectionKeyMapping : IEntityTypeConfiguration<ProtectionKeyRow>
{
    public void Configure(EntityTypeBuilder<ProtectionKeyRow> builder)
    {
        builder.ToTable("ProtectionKeys");
        builder.Property(row => row.Xml).HasMaxLength(-1);
    }
}
