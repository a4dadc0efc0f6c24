using System.Globalization;
using Intake.Domain.Openings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Openings;

/// <summary>A suggestion box that was opened.</summary>
public sealed class OpeningRow
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Its number, such as <c>O-20260310-001</c>, by the day of the opening.</summary>
    public string Number { get; set; } = "";

    /// <summary>Key of the form that recorded it, by which a repeat is known.</summary>
    public string Form { get; set; } = "";

    /// <summary>Code of the box.</summary>
    public string Box { get; set; } = "";

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>How many sheets were in it.</summary>
    public int Sheets { get; set; }

    /// <summary>User name of the first person present.</summary>
    public string FirstUser { get; set; } = "";

    /// <summary>User name of the second person present; null for somebody from outside.</summary>
    public string? SecondUser { get; set; }

    /// <summary>Name of the second person present, from outside; null for an account.</summary>
    public string? SecondName { get; set; }

    /// <summary>User name of who recorded it.</summary>
    public string RecordedBy { get; set; } = "";

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>User name of who confirmed it; null until somebody did.</summary>
    public string? WitnessedBy { get; set; }

    /// <summary>When it was confirmed.</summary>
    public DateTimeOffset? WitnessedAt { get; set; }

    /// <summary>How many sheets were recorded first; null while that was right.</summary>
    public int? SheetsBefore { get; set; }

    /// <summary>User name of who counted anew last.</summary>
    public string? RecountedBy { get; set; }

    /// <summary>Why the count was another one.</summary>
    public string? RecountReason { get; set; }

    /// <summary>User name of who withdrew it.</summary>
    public string? WithdrawnBy { get; set; }

    /// <summary>When it was withdrawn.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawnReason { get; set; }

    /// <summary>Grows with every change of it or of its sheets: of two nodes the second one looks again.</summary>
    public int Version { get; set; }

    /// <summary>As the rules see it.</summary>
    public Opening With(IEnumerable<OpeningSheetRow> sheets) => new()
    {
        OpenedAt = OpenedAt,
        RecordedBy = RecordedBy,
        First = FirstUser,
        Second = new(SecondUser, SecondName),
        Sheets = Sheets,
        WitnessedBy = WitnessedBy,
        IsWithdrawn = WithdrawnAt is not null,
        Entered = [.. sheets.Where(sheet => sheet.UndoneAt is null).OrderBy(sheet => sheet.Number).Select(sheet => new Sheet(sheet.Number, sheet.Kind, sheet.SameAs))],
    };
}

internal sealed class OpeningMapping : IEntityTypeConfiguration<OpeningRow>
{
    public void Configure(EntityTypeBuilder<OpeningRow> builder)
    {
        builder.ToTable("Openings");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Number).HasMaxLength(40);
        builder.Property(row => row.Form).HasMaxLength(64);
        builder.Property(row => row.Box).HasMaxLength(64);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => row.Number).IsUnique();
        builder.HasIndex(row => row.Form).IsUnique();
        builder.HasIndex(row => new { row.Box, row.OpenedAt });
        builder.HasIndex(row => row.WitnessedAt);
    }
}

/// <summary>What was entered for a sheet of an opening. Undone, it stays, and the sheet can be entered anew.</summary>
public sealed class OpeningSheetRow
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Key of the opening.</summary>
    public long Opening { get; set; }

    /// <summary>The sheet's number within it.</summary>
    public int Number { get; set; }

    /// <summary>What became of it.</summary>
    public SheetKind Kind { get; set; }

    /// <summary>Key of its ticket; null when it was set aside.</summary>
    public long? Ticket { get; set; }

    /// <summary>The sheet that says the same.</summary>
    public int? SameAs { get; set; }

    /// <summary>Why it was set aside.</summary>
    public string? Reason { get; set; }

    /// <summary>Key of the form that brought it, by which a repeat is known.</summary>
    public string Form { get; set; } = "";

    /// <summary>SHA-256 of what the form said, lower-case hexadecimal.</summary>
    public string Said { get; set; } = "";

    /// <summary>User name of who entered it.</summary>
    public string By { get; set; } = "";

    /// <summary>When it was entered.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>User name of who undid it.</summary>
    public string? UndoneBy { get; set; }

    /// <summary>When it was undone.</summary>
    public DateTimeOffset? UndoneAt { get; set; }
}

internal sealed class OpeningSheetMapping : IEntityTypeConfiguration<OpeningSheetRow>
{
    public void Configure(EntityTypeBuilder<OpeningSheetRow> builder)
    {
        builder.ToTable("OpeningSheets");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Form).HasMaxLength(64);
        builder.Property(row => row.Said).HasMaxLength(64);
        // A sheet is entered once, whatever two nodes do at the same moment.
        builder.HasIndex(row => new { row.Opening, row.Number }).IsUnique().HasFilter("\"UndoneAt\" IS NULL");
        builder.HasIndex(row => row.Ticket).HasFilter("\"Ticket\" IS NOT NULL");
    }
}

/// <summary>A sheet that somebody is typing: kept so that nothing is lost when the browser closes. One for each person and opening.</summary>
public sealed class OpeningDraftRow
{
    /// <summary>Key of the opening.</summary>
    public long Opening { get; set; }

    /// <summary>User name of who types.</summary>
    public string By { get; set; } = "";

    /// <summary>The form's own key.</summary>
    public string Form { get; set; } = "";

    /// <summary>What is typed, as the page writes it.</summary>
    public string Content { get; set; } = "";

    /// <summary>Keys of the scans taken in so far, with commas between them. Here and not in the form, so that nobody can name a file of somebody else.</summary>
    public string Scans { get; set; } = "";

    /// <summary>When it was kept last.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The keys of <see cref="Scans"/>.</summary>
    public IReadOnlyList<long> ScanKeys => [.. Scans.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(key => long.Parse(key, CultureInfo.InvariantCulture))];
}

internal sealed class OpeningDraftMapping : IEntityTypeConfiguration<OpeningDraftRow>
{
    public void Configure(EntityTypeBuilder<OpeningDraftRow> builder)
    {
        builder.ToTable("OpeningDrafts");
        builder.HasKey(row => new { row.Opening, row.By });
        builder.Property(row => row.Opening).ValueGeneratedNever();
        builder.Property(row => row.Form).HasMaxLength(64);
        builder.Property(row => row.Content).HasMaxLength(-1);
        builder.Property(row => row.Scans).HasMaxLength(400);
        builder.Ignore(row => row.ScanKeys);
        builder.HasIndex(row => row.At);
    }
}
