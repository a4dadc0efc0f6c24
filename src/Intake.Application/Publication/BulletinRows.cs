using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Publication;

/// <summary>An issue of a bulletin (整改进行时). What readers see has columns of its own, written at sign-off; what its editors work on is in <see cref="Work"/>.</summary>
public sealed class BulletinRow
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Code of its series.</summary>
    public string Series { get; set; } = "";

    /// <summary>Issue number within the series, from 1; null until it is signed off.</summary>
    public int? Issue { get; set; }

    /// <summary>Where it is.</summary>
    public BulletinStatus Status { get; set; }

    /// <summary>First day of its period.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last day of its period.</summary>
    public DateOnly To { get; set; }

    /// <summary>Title that readers see; empty takes the series' name and the number.</summary>
    public string Title { get; set; } = "";

    /// <summary>The words ahead of the items that readers see.</summary>
    public string Foreword { get; set; } = "";

    /// <summary>The figures as JSON, frozen at sign-off; null before.</summary>
    public string? Figures { get; set; }

    /// <summary>User name of who began it.</summary>
    public string Editor { get; set; } = "";

    /// <summary>User name of who signed it off last.</summary>
    public string? SignedBy { get; set; }

    /// <summary>When it was signed off last.</summary>
    public DateTimeOffset? SignedAt { get; set; }

    /// <summary>When it is to be published.</summary>
    public DateTimeOffset? PublishAt { get; set; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When readers last saw it change.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>The notes of corrections and of the withdrawal as JSON, in order.</summary>
    public string Notes { get; set; } = "";

    /// <summary>The note of a correction that is being made.</summary>
    public string? Correction { get; set; }

    /// <summary>What its editors work on, as JSON: <see cref="BulletinWork"/>.</summary>
    public string Work { get; set; } = "";

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
        builder.Property(row => row.Notes).HasMaxLength(-1);
        builder.Property(row => row.Work).HasMaxLength(-1);
        builder.Property(row => row.Correction).HasMaxLength(Publishing.NoteCharacters);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => new { row.Series, row.Issue }).IsUnique().HasFilter("\"Issue\" IS NOT NULL");
        builder.HasIndex(row => new { row.Status, row.PublishAt });
    }
}

/// <summary>An item of a bulletin: a written-off ticket, with the redacted text that readers see as a copy.</summary>
public sealed class BulletinItemRow
{
    /// <summary>Bulletin.</summary>
    public long Bulletin { get; set; }

    /// <summary>Ticket.</summary>
    public long Ticket { get; set; }

    /// <summary>Place in the issue, from 1.</summary>
    public int Position { get; set; }

    /// <summary>Code of the service when it was chosen.</summary>
    public string Service { get; set; } = "";

    /// <summary>Code of the unit that handled it.</summary>
    public string? Unit { get; set; }

    /// <summary>What came of it.</summary>
    public TicketOutcome? Outcome { get; set; }

    /// <summary>When it was resolved.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>The heading that readers see; empty takes the service's name.</summary>
    public string Heading { get; set; } = "";

    /// <summary>The requester's matter, redacted, that readers see.</summary>
    public string Matter { get; set; } = "";

    /// <summary>The reply, redacted, that readers see.</summary>
    public string Reply { get; set; } = "";

    /// <summary>Whether a correction has taken it out.</summary>
    public bool IsStruck { get; set; }

    /// <summary>What its editors work on, as JSON: <see cref="ItemWork"/>.</summary>
    public string Work { get; set; } = "";
}

internal sealed class BulletinItemMapping : IEntityTypeConfiguration<BulletinItemRow>
{
    public void Configure(EntityTypeBuilder<BulletinItemRow> builder)
    {
        builder.ToTable("BulletinItems");
        builder.HasKey(row => new { row.Bulletin, row.Ticket });
        builder.Property(row => row.Service).HasMaxLength(64);
        builder.Property(row => row.Unit).HasMaxLength(64);
        builder.Property(row => row.Matter).HasMaxLength(-1);
        builder.Property(row => row.Reply).HasMaxLength(-1);
        builder.Property(row => row.Work).HasMaxLength(-1);
        builder.HasIndex(row => row.Ticket);
    }
}
