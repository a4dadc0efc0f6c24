using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Tickets;

/// <summary>What the centre has to do on a ticket beside what its state says.</summary>
public enum CentreTask
{
    /// <summary>Rule on a request for an extension.</summary>
    RuleOnExtension,

    /// <summary>Look back (回头看): a look-back is due that nobody has recorded.</summary>
    LookBack,
}

/// <summary>What each item must show before it is struck off (有批示 有台账 有结论 有报告, practice P12), as far as it is there.</summary>
[Flags]
public enum FourThings
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>批示.</summary>
    Instruction = 1,

    /// <summary>台账: service, lead unit and handler are known.</summary>
    Entry = 2,

    /// <summary>结论: the outcome and the reply.</summary>
    Conclusion = 4,

    /// <summary>报告.</summary>
    Report = 8,
}

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

    /// <summary>Since when.</summary>
    public DateTimeOffset HeldSince { get; set; }

    /// <summary>Code of the lead unit.</summary>
    public string? Lead { get; set; }

    /// <summary>Codes of the co-handling units, each between commas: <c>,a,b,</c>.</summary>
    public string CoHandlers { get; set; } = "";

    /// <summary>User name of the handler.</summary>
    public string? Handler { get; set; }

    /// <summary>The worst card of the running clocks.</summary>
    public Card Card { get; set; }

    /// <summary>Code of the article that it was answered from; null when from none.</summary>
    public string? Article { get; set; }

    /// <summary>Key of the ticket that it was merged into.</summary>
    public long? Into { get; set; }

    /// <summary>Relistings.</summary>
    public int Relistings { get; set; }

    /// <summary>Rating, 1 to 5.</summary>
    public int? Rating { get; set; }

    /// <summary>Key of the first text.</summary>
    public long Matter { get; set; }

    /// <summary>Key of the requester.</summary>
    public long? Requester { get; set; }

    /// <summary>How much of the requester is shown.</summary>
    public Anonymity Anonymity { get; set; }

    /// <summary>When it came in.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the running clock that is due first is due.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Which clock that is.</summary>
    public ClockKind? DueClock { get; set; }

    /// <summary>What its limit is counted in.</summary>
    public TimeUnit? DueUnit { get; set; }

    /// <summary>What the requester was promised.</summary>
    public DateTimeOffset? ExpectedAt { get; set; }

    /// <summary>What the centre has to do beside what the state says; null when nothing.</summary>
    public CentreTask? Awaits { get; set; }

    /// <summary>Which of the four things are there.</summary>
    public FourThings Things { get; set; }

    /// <summary>What the requester says of the last claim.</summary>
    public RequesterWord Word { get; set; }

    /// <summary>Key of the last reply to the requester.</summary>
    public long? Reply { get; set; }

    /// <summary>Keys of the files that prove the last claim, between commas: <c>,7,8,</c>.</summary>
    public string Evidence { get; set; } = "";

    /// <summary>When the last claim was made.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>When it was written off.</summary>
    public DateTimeOffset? WrittenOffAt { get; set; }

    /// <summary>When its life came to an end; null before.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether texts of it are kept.</summary>
    public bool KeepsTexts { get; set; }

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
        builder.Property(row => row.Evidence).HasMaxLength(400);
        builder.Property(row => row.Snapshot).HasMaxLength(-1);
        builder.HasIndex(row => row.NextDueAt).HasFilter("\"NextDueAt\" IS NOT NULL");
        builder.HasIndex(row => new { row.HeldBy, row.State, row.DueAt });
        builder.HasIndex(row => new { row.State, row.DueAt });
        // The ledger in its order, narrow: whatever is filtered by, it is read from the newest on; and it grows at its end only.
        builder.HasIndex(row => new { row.Id, row.State, row.Lead, row.Service, row.Kind, row.Card }).HasDatabaseName("IX_Tickets_Ledger");
        // What follows holds nothing of a ticket that has just come in, so that taking in costs nothing more.
        builder.HasIndex(row => new { row.Handler, row.State, row.DueAt }).HasFilter("\"Handler\" IS NOT NULL");
        builder.HasIndex(row => new { row.IsOpen, row.CoHandlers, row.State, row.DueAt }).HasFilter("\"CoHandlers\" <> ''");
        builder.HasIndex(row => new { row.Awaits, row.Id }).HasFilter("\"Awaits\" IS NOT NULL");
        builder.HasIndex(row => new { row.Article, row.Id }).HasFilter("\"Article\" IS NOT NULL");
        builder.HasIndex(row => row.Into).HasFilter("\"Into\" IS NOT NULL");
        builder.HasIndex(row => new { row.KeepsTexts, row.EndedAt, row.Id }).HasFilter("\"EndedAt\" IS NOT NULL");
        builder.HasIndex(row => row.ResolvedAt).HasFilter("\"ResolvedAt\" IS NOT NULL");
        builder.HasIndex(row => row.WrittenOffAt).HasFilter("\"WrittenOffAt\" IS NOT NULL");
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
