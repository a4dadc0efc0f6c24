using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Notifications;

/// <summary>Where an outgoing message is.</summary>
public enum OutboxStatus
{
    /// <summary>Waits for its next attempt.</summary>
    Waiting,

    /// <summary>Gone.</summary>
    Sent,

    /// <summary>Given up after the last attempt: staff can see it and send it again.</summary>
    Dead,
}

/// <summary>Something that has to leave, written in the transaction that caused it.</summary>
public sealed class OutboxRow
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>What kind of message: a key of the table of senders, such as <c>news</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>To whom, in the sender's terms; for <c>news</c> the conversation's key.</summary>
    public string Address { get; set; } = "";

    /// <summary>What, as JSON.</summary>
    public string Payload { get; set; } = "";

    /// <summary>Unique: the same message is never written twice, and receivers can tell a repeat by it.</summary>
    public string IdempotencyKey { get; set; } = "";

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When to try next; null when sent or dead.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Attempts so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Where it is.</summary>
    public OutboxStatus Status { get; set; }

    /// <summary>Who sends it now and has it until <see cref="NextAttemptAt"/>: a run of a node, where several nodes send; or the channel's own answer, see <see cref="HeldAnswer"/>.</summary>
    public string? Claim { get; set; }

    /// <summary>Why the last attempt failed: a code or the receiver's status, never content.</summary>
    public string? Failure { get; set; }

    /// <summary>Where in a trace it was written, as a W3C traceparent, so that sending it is seen as a part of what caused it; null when nobody listened.</summary>
    public string? Trace { get; set; }
}

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.ToTable("Outbox");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Kind).HasMaxLength(32);
        builder.Property(row => row.Payload).HasMaxLength(-1);
        builder.Property(row => row.Claim).HasMaxLength(32);
        builder.Property(row => row.Failure).HasMaxLength(400);
        builder.Property(row => row.Trace).HasMaxLength(55);
        builder.HasIndex(row => row.IdempotencyKey).IsUnique();
        builder.HasIndex(row => row.NextAttemptAt).HasFilter("\"NextAttemptAt\" IS NOT NULL");
        // By kind, so that who sends one kind passes over thousands of another that wait without reading them.
        builder.HasIndex(row => new { row.Kind, row.Address, row.NextAttemptAt }).HasFilter("\"NextAttemptAt\" IS NOT NULL");
        // Few among very many that were sent: counted for whoever watches, and listed for the administrators.
        builder.HasIndex(row => row.Id).HasDatabaseName("IX_Outbox_Dead").HasFilter("\"Status\" = 2");
    }
}

/// <summary>Something that a unit or the centre is told.</summary>
public sealed class NoticeRow
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Code of the unit that is told.</summary>
    public string Unit { get; set; } = "";

    /// <summary>About which ticket; 0 when it is about none.</summary>
    public long Ticket { get; set; }

    /// <summary>What: the text <c>notice.KIND</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>When somebody of the unit read it.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class NoticeMapping : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> builder)
    {
        builder.ToTable("Notices");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Unit).HasMaxLength(64);
        builder.Property(row => row.Kind).HasMaxLength(32);
        // Unread first: the list of what is new is one range, however much has been read.
        builder.HasIndex(row => new { row.Unit, row.ReadAt, row.Id });
    }
}
