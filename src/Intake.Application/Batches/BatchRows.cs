using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Batches;

/// <summary>Where a batch is.</summary>
public enum BatchState
{
    /// <summary>Read and shown; nothing is made of it. Deleted when nobody confirms it within a day.</summary>
    Previewed,

    /// <summary>Every row is a ticket.</summary>
    Confirmed,

    /// <summary>Every ticket of it is withdrawn.</summary>
    Undone,
}

/// <summary>Many requests out of one file.</summary>
public sealed class BatchRow
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Its number, such as <c>B-20260310-001</c>; null until it is confirmed.</summary>
    public string? Number { get; set; }

    /// <summary>Where it is.</summary>
    public BatchState State { get; set; }

    /// <summary>Name of the file.</summary>
    public string FileName { get; set; } = "";

    /// <summary>The file, until it is confirmed: then the tickets have what is in it, and are deleted when their time is over.</summary>
    public byte[]? Content { get; set; }

    /// <summary>How many rows become tickets.</summary>
    public int Rows { get; set; }

    /// <summary>User name of who brought it.</summary>
    public string By { get; set; } = "";

    /// <summary>When it was brought.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When it was undone.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>User name of who undid it.</summary>
    public string? UndoneBy { get; set; }
}

internal sealed class BatchMapping : IEntityTypeConfiguration<BatchRow>
{
    public void Configure(EntityTypeBuilder<BatchRow> builder)
    {
        builder.ToTable("Batches");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Number).HasMaxLength(40);
        // Two nodes that confirm or undo at the same moment: the second one looks again.
        builder.Property(row => row.State).IsConcurrencyToken();
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => new { row.State, row.CreatedAt });
    }
}

/// <summary>That a ticket came by a batch.</summary>
public sealed class BatchTicketRow
{
    /// <summary>Key of the ticket.</summary>
    public long Ticket { get; set; }

    /// <summary>Key of the batch.</summary>
    public long Batch { get; set; }

    /// <summary>The row of the file.</summary>
    public int Row { get; set; }

    /// <summary>What the file calls it; null when it says nothing.</summary>
    public string? Reference { get; set; }
}

internal sealed class BatchTicketMapping : IEntityTypeConfiguration<BatchTicketRow>
{
    public void Configure(EntityTypeBuilder<BatchTicketRow> builder)
    {
        builder.ToTable("BatchTickets");
        builder.HasKey(row => row.Ticket);
        builder.Property(row => row.Ticket).ValueGeneratedNever();
        builder.HasIndex(row => row.Batch);
        builder.HasIndex(row => row.Reference);
    }
}
