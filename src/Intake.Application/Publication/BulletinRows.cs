using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Publication;

/// <summary>Where a bulletin is.</summary>
public enum BulletinStatus
{
    /// <summary>Being made.</summary>
    Draft,

    /// <summary>Signed off by another person; waits for its time.</summary>
    SignedOff,

    /// <summary>Published.</summary>
    Published,

    /// <summary>Withdrawn after publication, with a visible note.</summary>
    Withdrawn,
}

/// <summary>An issue of a bulletin (整改进行时).</summary>
public sealed class BulletinRow
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Code of its series.</summary>
    public string Series { get; set; } = "";

    /// <summary>Issue number within the series, from 1; given at sign-off, 0 before.</summary>
    public int Issue { get; set; }

    /// <summary>Where it is.</summary>
    public BulletinStatus Status { get; set; }

    /// <summary>First day of its period.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last day of its period.</summary>
    public DateOnly To { get; set; }

    /// <summary>Title of this issue; empty takes the series' name and the number.</summary>
    public string Title { get; set; } = "";

    /// <summary>A few words ahead of the items.</summary>
    public string Foreword { get; set; } = "";

    /// <summary>The figures as JSON, frozen at sign-off.</summary>
    public string Figures { get; set; } = "";

    /// <summary>User name of who made it.</summary>
    public string Editor { get; set; } = "";

    /// <summary>User name of who signed it off.</summary>
    public string? SignedBy { get; set; }

    /// <summary>When it was signed off.</summary>
    public DateTimeOffset? SignedAt { get; set; }

    /// <summary>When it is to be published.</summary>
    public DateTimeOffset? PublishAt { get; set; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>The note of a correction or withdrawal, visible with it.</summary>
    public string? Note { get; set; }

    /// <summary>When it was corrected or withdrawn.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Guards against two writers.</summary>
    public int Version { get; set; }
}

internal sealed class BulletinMapping : IEntityTypeConfiguration<BulletinRow>
{
    public void Configure(EntityTypeBuilder<BulletinRow> builder)
    {
        builder.ToTable("Bulletins");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Series).HasMaxLength(64);
        builder.Property(row => row.Foreword).HasMaxLength(-1);
        builder.Property(row => row.Figures).HasMaxLength(-1);
        builder.Property(row => row.Note).HasMaxLength(2000);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => new { row.Series, row.Issue });
        builder.HasIndex(row => new { row.Status, row.PublishAt });
    }
}

/// <summary>An item of a bulletin: a written-off ticket with its redacted text as a copy.</summary>
public sealed class BulletinItemRow
{
    /// <summary>Bulletin.</summary>
    public long Bulletin { get; set; }

    /// <summary>Ticket.</summary>
    public long Ticket { get; set; }

    /// <summary>Place in the issue, from 1.</summary>
    public int Position { get; set; }

    /// <summary>The requester's matter, redacted.</summary>
    public string Matter { get; set; } = "";

    /// <summary>The reply, redacted.</summary>
    public string Reply { get; set; } = "";

    /// <summary>The masks as JSON: what was found, where, and whether a person confirmed or lifted it.</summary>
    public string Masks { get; set; } = "";

    /// <summary>Whether every mask was looked at by a person.</summary>
    public bool IsReviewed { get; set; }
}

internal sealed class BulletinItemMapping : IEntityTypeConfiguration<BulletinItemRow>
{
    public void Configure(EntityTypeBuilder<BulletinItemRow> builder)
    {
        builder.ToTable("BulletinItems");
        builder.HasKey(row => new { row.Bulletin, row.Ticket });
        builder.Property(row => row.Matter).HasMaxLength(-1);
        builder.Property(row => row.Reply).HasMaxLength(-1);
        builder.Property(row => row.Masks).HasMaxLength(-1);
        builder.HasIndex(row => row.Ticket);
    }
}
