using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Programs;

/// <summary>The key of a program that calls the API. Only its hash is kept.</summary>
public sealed class ApiKeyRow
{
    /// <summary>SHA-256 of the key, lower-case hexadecimal.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string Name { get; set; } = "";

    /// <summary>Scopes, separated by blanks.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was taken back; null while it holds.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.ToTable("ApiKeys");
        builder.Property(row => row.Id).HasMaxLength(64);
    }
}

/// <summary>An answer kept for the repeat of a request, for 24 hours.</summary>
public sealed class IdempotencyRow
{
    /// <summary>SHA-256 of the program's key and its idempotency key, lower-case hexadecimal.</summary>
    public string Id { get; set; } = "";

    /// <summary>SHA-256 of the body, lower-case hexadecimal.</summary>
    public string BodyHash { get; set; } = "";

    /// <summary>The ticket that the request made.</summary>
    public long Ticket { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class IdempotencyMapping : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("IdempotencyKeys");
        builder.Property(row => row.Id).HasMaxLength(64);
        builder.Property(row => row.BodyHash).HasMaxLength(64);
        builder.HasIndex(row => row.CreatedAt);
    }
}
