using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Questionnaires;

/// <summary>What a questionnaire said when it was answered. Changed questions make another one, so that counts are never mixed.</summary>
public sealed class QuestionnaireVersionRow
{
    /// <summary>Key, growing.</summary>
    public long Id { get; set; }

    /// <summary>Code of the questionnaire.</summary>
    public string Code { get; set; } = "";

    /// <summary>SHA-256 of <see cref="Content"/>.</summary>
    public string Hash { get; set; } = "";

    /// <summary>What was asked, as <see cref="QuestionnaireContent"/> writes it.</summary>
    public string Content { get; set; } = "";

    /// <summary>When it was answered first.</summary>
    public DateTimeOffset FirstAt { get; set; }

    /// <summary>How often it was answered; guards against two nodes that would put the same number into one group.</summary>
    public int Responses { get; set; }
}

internal sealed class QuestionnaireVersionMapping : IEntityTypeConfiguration<QuestionnaireVersionRow>
{
    public void Configure(EntityTypeBuilder<QuestionnaireVersionRow> builder)
    {
        builder.ToTable("QuestionnaireVersions");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Code).HasMaxLength(64);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.Property(row => row.Content).HasMaxLength(-1);
        builder.Property(row => row.Responses).IsConcurrencyToken();
        builder.HasIndex(row => new { row.Code, row.Hash }).IsUnique();
    }
}

/// <summary>A questionnaire that was answered. An anonymous one knows the day, and neither channel nor language; no conversation and no address is ever kept here.</summary>
public sealed class QuestionnaireResponseRow
{
    /// <summary>Key: by chance, so that the order says nothing.</summary>
    public long Id { get; set; }

    /// <summary>Key of the version.</summary>
    public long Version { get; set; }

    /// <summary>Which group of <see cref="ResultRule.GroupLength"/> it is in, from 0.</summary>
    public int Group { get; set; }

    /// <summary>When; the beginning of the day in the authority's zone where it is anonymous.</summary>
    public DateTimeOffset AnsweredAt { get; set; }

    /// <summary>Channel; null where it is anonymous.</summary>
    public string? Channel { get; set; }

    /// <summary>Tag of the language; null where it is anonymous.</summary>
    public string? Language { get; set; }

    /// <summary>Key of the contact data; only where the questionnaire is answered by name.</summary>
    public long? Requester { get; set; }
}

internal sealed class QuestionnaireResponseMapping : IEntityTypeConfiguration<QuestionnaireResponseRow>
{
    public void Configure(EntityTypeBuilder<QuestionnaireResponseRow> builder)
    {
        builder.ToTable("QuestionnaireResponses");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Channel).HasMaxLength(32);
        builder.Property(row => row.Language).HasMaxLength(35);
        builder.HasIndex(row => new { row.Version, row.Group });
        builder.HasIndex(row => row.AnsweredAt).HasFilter("\"Requester\" IS NOT NULL");
    }
}

/// <summary>One answer; of a choice of several, one for each option. Where the questionnaire is anonymous nothing says which answers were given together.</summary>
public sealed class QuestionnaireAnswerRow
{
    /// <summary>What stands for free words in <see cref="Value"/>.</summary>
    public const string Words = "words";

    /// <summary>Key: by chance, so that the order says nothing.</summary>
    public long Id { get; set; }

    /// <summary>Key of the version.</summary>
    public long Version { get; set; }

    /// <summary>As <see cref="QuestionnaireResponseRow.Group"/>.</summary>
    public int Group { get; set; }

    /// <summary>Key of the response; null where it is anonymous.</summary>
    public long? Response { get; set; }

    /// <summary>Code of the question.</summary>
    public string Question { get; set; } = "";

    /// <summary>The key or the number; empty when it was passed over.</summary>
    public string Value { get; set; } = "";

    /// <summary>Whether it is the first row of an answer: counted, these are the people.</summary>
    public bool IsFirst { get; set; }

    /// <summary>Free words; null for every other answer, and once their time is over.</summary>
    public string? Body { get; set; }

    /// <summary>From when the time of the words runs; the beginning of the month where it is anonymous.</summary>
    public DateTimeOffset KeptFrom { get; set; }
}

internal sealed class QuestionnaireAnswerMapping : IEntityTypeConfiguration<QuestionnaireAnswerRow>
{
    public void Configure(EntityTypeBuilder<QuestionnaireAnswerRow> builder)
    {
        builder.ToTable("QuestionnaireAnswers");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Question).HasMaxLength(64);
        builder.Property(row => row.Value).HasMaxLength(64);
        builder.Property(row => row.Body).HasMaxLength(-1);
        builder.HasIndex(row => new { row.Version, row.Question, row.Id });
        builder.HasIndex(row => row.Response).HasFilter("\"Response\" IS NOT NULL");
        builder.HasIndex(row => row.KeptFrom).HasFilter("\"Body\" IS NOT NULL");
    }
}

/// <summary>That a ticket came of a questionnaire.</summary>
public sealed class QuestionnaireItemRow
{
    /// <summary>Key of the ticket.</summary>
    public long Ticket { get; set; }

    /// <summary>Key of the version.</summary>
    public long Version { get; set; }

    /// <summary>Code of the rule.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Key of the response; null where it is anonymous.</summary>
    public long? Response { get; set; }
}

internal sealed class QuestionnaireItemMapping : IEntityTypeConfiguration<QuestionnaireItemRow>
{
    public void Configure(EntityTypeBuilder<QuestionnaireItemRow> builder)
    {
        builder.ToTable("QuestionnaireItems");
        builder.HasKey(row => row.Ticket);
        builder.Property(row => row.Ticket).ValueGeneratedNever();
        builder.Property(row => row.Rule).HasMaxLength(64);
        builder.HasIndex(row => new { row.Version, row.Ticket });
    }
}

/// <summary>What tells a form that is sent twice, for 24 hours. Both hashes are made with the form's key, which is kept nowhere, so that nobody can try answers out.</summary>
public sealed class QuestionnaireRepeatRow
{
    /// <summary>Hash of the form's key.</summary>
    public string Id { get; set; } = "";

    /// <summary>Hash of the form's key and what it said.</summary>
    public string BodyHash { get; set; } = "";

    /// <summary>Keys of the tickets that came of it, with commas between them.</summary>
    public string Tickets { get; set; } = "";

    /// <summary>When it came first.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class QuestionnaireRepeatMapping : IEntityTypeConfiguration<QuestionnaireRepeatRow>
{
    public void Configure(EntityTypeBuilder<QuestionnaireRepeatRow> builder)
    {
        builder.ToTable("QuestionnaireRepeats");
        builder.Property(row => row.Id).HasMaxLength(64).ValueGeneratedNever();
        builder.Property(row => row.BodyHash).HasMaxLength(64);
        builder.Property(row => row.Tickets).HasMaxLength(-1);
        builder.HasIndex(row => row.CreatedAt);
    }
}

/// <summary>The record of a deletion.</summary>
public sealed class QuestionnaireDeletionRow
{
    /// <summary>Key, growing.</summary>
    public long Id { get; set; }

    /// <summary>Key of the version.</summary>
    public long Version { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>How many free words.</summary>
    public int Words { get; set; }

    /// <summary>Contact data of how many people.</summary>
    public int Contacts { get; set; }
}

internal sealed class QuestionnaireDeletionMapping : IEntityTypeConfiguration<QuestionnaireDeletionRow>
{
    public void Configure(EntityTypeBuilder<QuestionnaireDeletionRow> builder)
    {
        builder.ToTable("QuestionnaireDeletions");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.Version);
    }
}
