using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Attachments;

/// <summary>A piece of the content of a file, where content is kept in the database.</summary>
public sealed class AttachmentContentRow
{
    /// <summary>SHA-256 of the whole content, lower-case hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>Which piece, counted from 0.</summary>
    public int Part { get; set; }

    /// <summary>The bytes.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>When the content was last taken in.</summary>
    public DateTimeOffset KeptAt { get; set; }
}

internal sealed class AttachmentContentMapping : IEntityTypeConfiguration<AttachmentContentRow>
{
    public void Configure(EntityTypeBuilder<AttachmentContentRow> builder)
    {
        builder.ToTable("AttachmentContents");
        builder.HasKey(row => new { row.Hash, row.Part });
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.HasIndex(row => row.KeptAt);
    }
}
