using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Domain.Deadlines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Calendars;

/// <summary>
/// A change of a working calendar, made on the page. The files in bot-config stay what the authority has laid down, and are
/// never written by the program: every node has its own copy of them, often under version control and read-only, and a
/// file says neither who changed it nor shows before what moves. So a change is a row that lies over the files on every
/// node, with its paper and its author, and undoing it is taking it off again.
/// </summary>
public sealed class CalendarEditRow
{
    /// <summary>Its place in the order, from 1: changes lie over each other in this order.</summary>
    public int Sequence { get; set; }

    /// <summary>The change, as <see cref="CalendarEditJson"/> writes it.</summary>
    public string Content { get; set; } = "";

    /// <summary>User name of who made it.</summary>
    public string By { get; set; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>User name of who undid it.</summary>
    public string? UndoneBy { get; set; }

    /// <summary>When it was undone.</summary>
    public DateTimeOffset? UndoneAt { get; set; }
}

internal sealed class CalendarEditMapping : IEntityTypeConfiguration<CalendarEditRow>
{
    public void Configure(EntityTypeBuilder<CalendarEditRow> builder)
    {
        builder.ToTable("CalendarEdits");
        // The key is the order, so that of two nodes that change at the same moment the second one looks again.
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Sequence).ValueGeneratedNever();
        builder.Property(row => row.Content).HasMaxLength(-1);
        builder.Property(row => row.UndoneAt).IsConcurrencyToken();
    }
}

/// <summary>Changes as they are written.</summary>
public static class CalendarEditJson
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Writes one.</summary>
    public static string Write(CalendarEdit edit) => JsonSerializer.Serialize(edit, Form);

    /// <summary>Reads one; null when it is none.</summary>
    public static CalendarEdit? Read(string? json)
    {
        try
        {
            return string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<CalendarEdit>(json, Form) is { Calendar: not null, Paper: not null, Days: not null } edit ? edit : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
