using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Conversations;

/// <summary>A conversation on a channel, with the state of its dialogs.</summary>
public sealed class ConversationRow
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Channel, such as <c>webchat</c>.</summary>
    public string Channel { get; set; } = "";

    /// <summary>The channel's own id of the conversation.</summary>
    public string ExternalId { get; set; } = "";

    /// <summary>How the channel reaches it, in the channel's own form; null where the channel's id is enough.</summary>
    public string? Reference { get; set; }

    /// <summary>Tag of the language spoken; null until chosen or recognised.</summary>
    public string? Language { get; set; }

    /// <summary>The dialogs' state as JSON.</summary>
    public string State { get; set; } = "";

    /// <summary>Guards against two writers; grows with every turn.</summary>
    public int Version { get; set; }

    /// <summary>Watermark of the last activity.</summary>
    public int Watermark { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When somebody last said something.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class ConversationMapping : IEntityTypeConfiguration<ConversationRow>
{
    public void Configure(EntityTypeBuilder<ConversationRow> builder)
    {
        builder.ToTable("Conversations");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Channel).HasMaxLength(32);
        builder.Property(row => row.Language).HasMaxLength(16);
        builder.Property(row => row.Reference).HasMaxLength(-1);
        builder.Property(row => row.State).HasMaxLength(-1);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => new { row.Channel, row.ExternalId }).IsUnique();
    }
}

/// <summary>One activity of a conversation, kept for channels that fetch (Direct Line).</summary>
public sealed class ChatActivityRow
{
    /// <summary>Of which conversation.</summary>
    public long Conversation { get; set; }

    /// <summary>Its place in the conversation, from 1.</summary>
    public int Watermark { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Whether the bot said it.</summary>
    public bool FromBot { get; set; }

    /// <summary>The activity as JSON, in the conversation's own form and without secrets; the channel's converter turns it into its protocol's.</summary>
    public string Json { get; set; } = "";
}

internal sealed class ChatActivityMapping : IEntityTypeConfiguration<ChatActivityRow>
{
    public void Configure(EntityTypeBuilder<ChatActivityRow> builder)
    {
        builder.ToTable("ChatActivities");
        builder.HasKey(row => new { row.Conversation, row.Watermark });
        builder.Property(row => row.Json).HasMaxLength(-1);
    }
}

/// <summary>What became of an incoming message.</summary>
public enum InboundStatus
{
    /// <summary>Stored; not handled yet.</summary>
    Received,

    /// <summary>Handled.</summary>
    Handled,

    /// <summary>Kept for a person to look at: it could not be handled.</summary>
    Parked,

    /// <summary>Not taken. The sender was told, unless it is a program.</summary>
    Refused,
}

/// <summary>An incoming message as it came. Unique by channel and the channel's id, so that a repeat is known.</summary>
public sealed class InboundMessageRow
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Channel.</summary>
    public string Channel { get; set; } = "";

    /// <summary>The channel's id of the message.</summary>
    public string ExternalId { get; set; } = "";

    /// <summary>Conversation, where there is one.</summary>
    public long? Conversation { get; set; }

    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>The message as it came.</summary>
    public string Raw { get; set; } = "";

    /// <summary>What became of it.</summary>
    public InboundStatus Status { get; set; }

    /// <summary>Why it was parked or refused: a code, never the text of the message.</summary>
    public string? Reason { get; set; }

    /// <summary>The ticket that it made; null when it made none.</summary>
    public long? Ticket { get; set; }

    /// <summary>The answer that was given, for giving it again on a repeat; null when the channel needs none.</summary>
    public string? Answer { get; set; }
}

internal sealed class InboundMessageMapping : IEntityTypeConfiguration<InboundMessageRow>
{
    public void Configure(EntityTypeBuilder<InboundMessageRow> builder)
    {
        builder.ToTable("InboundMessages");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Channel).HasMaxLength(32);
        builder.Property(row => row.Raw).HasMaxLength(-1);
        builder.Property(row => row.Answer).HasMaxLength(-1);
        builder.HasIndex(row => new { row.Channel, row.ExternalId }).IsUnique();
        builder.HasIndex(row => new { row.Status, row.ReceivedAt });
    }
}
