using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Attachments;

/// <summary>A file that was taken in. Its content lies under its hash in the attachments' folder.</summary>
public sealed class AttachmentRow
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Of which ticket; null until it belongs to one.</summary>
    public long? Ticket { get; set; }

    /// <summary>In which conversation it was sent; null elsewhere.</summary>
    public long? Conversation { get; set; }

    /// <summary>The sender's name for it: shown as text, never used as a path.</summary>
    public string Name { get; set; } = "";

    /// <summary>Media type found by content.</summary>
    public string ContentType { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long Length { get; set; }

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>When it was taken in.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class AttachmentMapping : IEntityTypeConfiguration<AttachmentRow>
{
    public void Configure(EntityTypeBuilder<AttachmentRow> builder)
    {
        builder.ToTable("Attachments");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.ContentType).HasMaxLength(100);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.HasIndex(row => row.Hash);
        builder.HasIndex(row => row.Ticket).HasFilter("\"Ticket\" IS NOT NULL");
    }
}
