using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Webhooks;

/// <summary>An address of another system that is told what happens.</summary>
public sealed class WebhookRow
{
    /// <summary>Key: 32 hexadecimal digits.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it is for.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where messages are posted to.</summary>
    public string Url { get; set; } = "";

    /// <summary>The types that it is told of, separated by blanks; empty for every type.</summary>
    public string Types { get; set; } = "";

    /// <summary>Whether it is told anything.</summary>
    public bool IsOn { get; set; }

    /// <summary>How often its secret was changed; the secret itself is nowhere in the database.</summary>
    public int Generation { get; set; }

    /// <summary>When the secret was changed last; null when never.</summary>
    public DateTimeOffset? RotatedAt { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When a message last arrived.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When an attempt last failed.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>Why: a code or the receiver's status, never content.</summary>
    public string? Failure { get; set; }
}

internal sealed class WebhookMapping : IEntityTypeConfiguration<WebhookRow>
{
    public void Configure(EntityTypeBuilder<WebhookRow> builder)
    {
        builder.ToTable("Webhooks");
        builder.Property(row => row.Id).HasMaxLength(32);
        builder.Property(row => row.Url).HasMaxLength(WebhookDraft.LongestUrl);
        builder.Property(row => row.Types).HasMaxLength(1_000);
    }
}
