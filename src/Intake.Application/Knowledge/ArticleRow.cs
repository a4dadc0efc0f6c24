using Intake.Domain.Knowledge;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Knowledge;

/// <summary>An article that is written on the administrators' page, as it stands.</summary>
public sealed class ArticleRow
{
    /// <summary>Its code.</summary>
    public string Code { get; set; } = "";

    /// <summary>How often it was changed, its making included; guards against two writers.</summary>
    public int Version { get; set; }

    /// <summary>Whether it was taken out of use.</summary>
    public bool IsRetired { get; set; }

    /// <summary>The last day on which it holds.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>What it says: <see cref="ArticleContent"/> as JSON.</summary>
    public string Content { get; set; } = "";
}

internal sealed class ArticleMapping : IEntityTypeConfiguration<ArticleRow>
{
    public void Configure(EntityTypeBuilder<ArticleRow> builder)
    {
        builder.ToTable("Articles");
        builder.HasKey(row => row.Code);
        builder.Property(row => row.Code).HasMaxLength(ArticleRules.LongestCode);
        builder.Property(row => row.Content).HasMaxLength(-1);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}

/// <summary>What was done to an article.</summary>
public enum ArticleDeed
{
    /// <summary>It was written.</summary>
    Made,

    /// <summary>It was changed.</summary>
    Changed,

    /// <summary>It was taken out of use.</summary>
    Retired,

    /// <summary>It was taken into use again.</summary>
    BroughtBack,
}

/// <summary>One version of an article: who made it, when, and what it said. Never changed and never deleted.</summary>
public sealed class ArticleVersionRow
{
    /// <summary>Code of the article.</summary>
    public string Article { get; set; } = "";

    /// <summary>1 for the first, without gaps.</summary>
    public int Version { get; set; }

    /// <summary>What was done.</summary>
    public ArticleDeed Deed { get; set; }

    /// <summary>User name of who did it.</summary>
    public string By { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>What it says from then on: <see cref="ArticleContent"/> as JSON.</summary>
    public string Content { get; set; } = "";
}

internal sealed class ArticleVersionMapping : IEntityTypeConfiguration<ArticleVersionRow>
{
    public void Configure(EntityTypeBuilder<ArticleVersionRow> builder)
    {
        builder.ToTable("ArticleVersions");
        builder.HasKey(row => new { row.Article, row.Version });
        builder.Property(row => row.Article).HasMaxLength(ArticleRules.LongestCode);
        builder.Property(row => row.Content).HasMaxLength(-1);
    }
}
