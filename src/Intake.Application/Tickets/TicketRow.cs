using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Tickets;

/// <summary>A ticket in the database: the whole in <see cref="Snapshot"/>, and beside it the columns that lists filter and sort by. Written by <see cref="TicketRows"/> only.</summary>
public sealed class TicketRow
{
    /// <summary><see cref="TicketId.Value"/>.</summary>
    public long Id { get; set; }

    /// <summary>Sequence of the last event; guards against two writers.</summary>
    public int Version { get; set; }

    /// <summary>State.</summary>
    public TicketState State { get; set; }

    /// <summary>Whether the state is one of the open ones.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Kind.</summary>
    public TicketKind Kind { get; set; }

    /// <summary>Outcome of the last claim.</summary>
    public TicketOutcome? Outcome { get; set; }

    /// <summary>Service code.</summary>
    public string? Service { get; set; }

    /// <summary>Place code.</summary>
    public string? Place { get; set; }

    /// <summary>Channel.</summary>
    public string Channel { get; set; } = "";

    /// <summary>Code of the unit that has the paper.</summary>
    public string HeldBy { get; set; } = "";

    /// <summary>Code of the lead unit.</summary>
    public string? Lead { get; set; }

    /// <summary>Codes of the co-handling units, each between commas: <c>,a,b,</c>.</summary>
    public string CoHandlers { get; set; } = "";

    /// <summary>User name of the handler.</summary>
    public string? Handler { get; set; }

    /// <summary>The worst card of the running clocks.</summary>
    public Card Card { get; set; }

    /// <summary>Relistings.</summary>
    public int Relistings { get; set; }

    /// <summary>Rating, 1 to 5.</summary>
    public int? Rating { get; set; }

    /// <summary>Key of the first text.</summary>
    public long Matter { get; set; }

    /// <summary>Key of the requester.</summary>
    public long? Requester { get; set; }

    /// <summary>When it came in.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the running clock that is due first is due.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>What the requester was promised.</summary>
    public DateTimeOffset? ExpectedAt { get; set; }

    /// <summary>When the last claim was made.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>When it was written off.</summary>
    public DateTimeOffset? WrittenOffAt { get; set; }

    /// <summary>When the clock has to look at it next. The deadline job reads this index and nothing else.</summary>
    public DateTimeOffset? NextDueAt { get; set; }

    /// <summary>The ticket as JSON.</summary>
    public string Snapshot { get; set; } = "";
}

internal sealed class TicketMapping : IEntityTypeConfiguration<TicketRow>
{
    public void Configure(EntityTypeBuilder<TicketRow> builder)
    {
        builder.ToTable("Tickets");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Property(row => row.Service).HasMaxLength(64);
        builder.Property(row => row.Place).HasMaxLength(64);
        builder.Property(row => row.Channel).HasMaxLength(32);
        builder.Property(row => row.HeldBy).HasMaxLength(64);
        builder.Property(row => row.Lead).HasMaxLength(64);
        builder.Property(row => row.Snapshot).HasMaxLength(-1);
        builder.HasIndex(row => row.NextDueAt).HasFilter("\"NextDueAt\" IS NOT NULL");
        builder.HasIndex(row => new { row.HeldBy, row.State, row.DueAt });
        builder.HasIndex(row => new { row.State, row.DueAt });
    }
}

/// <summary>A row of the event log. Its key is the ticket's key and the sequence in one integer, so that a ticket's log is one range.</summary>
public sealed class TicketEventRow
{
    /// <summary>The most events of one ticket, plus one.</summary>
    public const int Factor = 10_000;

    /// <summary><c>ticket * 10,000 + sequence</c>.</summary>
    public long Id { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who.</summary>
    public string Actor { get; set; } = "";

    /// <summary>The canonical JSON of the change.</summary>
    public string Json { get; set; } = "";

    /// <summary>When the clock has to look at the ticket next.</summary>
    public DateTimeOffset? NextDueAt { get; set; }

    /// <summary>SHA-256 over this event and the hash before.</summary>
    public byte[] Hash { get; set; } = [];
}

internal sealed class TicketEventMapping : IEntityTypeConfiguration<TicketEventRow>
{
    public void Configure(EntityTypeBuilder<TicketEventRow> builder)
    {
        builder.ToTable("TicketEvents");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Json).HasMaxLength(-1);
        builder.Property(row => row.Hash).HasMaxLength(32);
    }
}

/// <summary>A text of a ticket. Deleted when its time is over; the log keeps its salted hash.</summary>
public sealed class TicketTextRow
{
    /// <summary>Key, growing.</summary>
    public long Id { get; set; }

    /// <summary>Of which ticket.</summary>
    public long Ticket { get; set; }

    /// <summary>What it is.</summary>
    public TextRole Role { get; set; }

    /// <summary>16 random bytes.</summary>
    public byte[] Salt { get; set; } = [];

    /// <summary>The text.</summary>
    public string Body { get; set; } = "";
}

internal sealed class TicketTextMapping : IEntityTypeConfiguration<TicketTextRow>
{
    public void Configure(EntityTypeBuilder<TicketTextRow> builder)
    {
        builder.ToTable("TicketTexts");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Salt).HasMaxLength(16);
        builder.Property(row => row.Body).HasMaxLength(-1);
    }
}

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

/// <summary>A conversation that hears what happens to a ticket.</summary>
public sealed class SubscriptionRow
{
    /// <summary>Ticket.</summary>
    public long Ticket { get; set; }

    /// <summary>Conversation.</summary>
    public long Conversation { get; set; }
}

internal sealed class SubscriptionMapping : IEntityTypeConfiguration<SubscriptionRow>
{
    public void Configure(EntityTypeBuilder<SubscriptionRow> builder)
    {
        builder.ToTable("Subscriptions");
        builder.HasKey(row => new { row.Ticket, row.Conversation });
        builder.HasIndex(row => row.Conversation);
    }
}
