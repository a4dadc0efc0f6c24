using Intake.Domain.Knowledge;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Staff;

/// <summary>What is written of itself when somebody is answered at once.</summary>
internal static class AtOnceWords
{
    /// <summary>An answer with the text of an article: alone, or beneath what is typed already. Taken over twice it is there once.</summary>
    public static string With(string? typed, ArticleWords article) =>
        string.IsNullOrWhiteSpace(typed) ? article.Text : typed.ReplaceLineEndings("\n").Contains(article.Text, StringComparison.Ordinal) ? typed : $"{typed.TrimEnd()}\n\n{article.Text}";

    /// <summary>The report to the centre: what it was answered from.</summary>
    public static string Report(PageTexts texts, ArticleUse? article, string? title) => article is null
        ? texts["answer.report.own"]
        : texts["answer.report", ("title", title ?? ""), ("code", article.Code), ("version", article.Version)];
}
