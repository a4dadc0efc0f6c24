using System.Globalization;
using Intake.Domain.Publication;

namespace Intake.Web.Pages.Citizens.Bulletins;

/// <summary>A paragraph of an entry: with a heading's rank or none.</summary>
/// <param name="Heading">Whether it is a heading.</param>
/// <param name="Words">The words; any line breaks in them count.</param>
internal sealed record FeedParagraph(bool Heading, string Words);

/// <summary>An issue as a feed tells it.</summary>
/// <param name="Id">A <c>tag:</c> URI (RFC 4151) that never changes.</param>
/// <param name="Path">The address of the page, on this host.</param>
/// <param name="Title">The title.</param>
/// <param name="PublishedAt">When it was first shown.</param>
/// <param name="UpdatedAt">When readers last saw it change.</param>
/// <param name="Paragraphs">What it says.</param>
internal sealed record FeedEntry(string Id, string Path, string Title, DateTimeOffset PublishedAt, DateTimeOffset UpdatedAt, IReadOnlyList<FeedParagraph> Paragraphs)
{
    /// <summary>The id of the feed itself. The authority's name of the feed has not changed since the year in it.</summary>
    public static string FeedId(string host) => $"tag:{host},2026:bulletins";

    /// <summary>The entry of an issue.</summary>
    public static FeedEntry Of(Bulletin bulletin, IssueWords words)
    {
        var shownAt = bulletin.PublishedAt ?? bulletin.Notes[0].At;
        var updatedAt = bulletin.Notes.Count > 0 ? bulletin.Notes[^1].At : shownAt;
        var isWithdrawn = bulletin.Status == BulletinStatus.Withdrawn;
        var title = words.Title(bulletin.Series, bulletin.Issue, bulletin.Title);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"tag:{words.Authority.JurisdictionId},{shownAt.UtcDateTime.Year}:bulletins/{bulletin.Series}/{bulletin.Issue}"),
            IssueWords.Address(bulletin.Series, bulletin.Issue),
            isWithdrawn ? words.Texts["issue.feed.withdrawn", ("title", title)] : title,
            shownAt,
            updatedAt,
            [.. Told(bulletin, words).Where(paragraph => paragraph.Words.Length > 0).Select(paragraph => paragraph with { Words = Clean(paragraph.Words) })]);
    }

    private static IEnumerable<FeedParagraph> Told(Bulletin bulletin, IssueWords words)
    {
        var texts = words.Texts;
        yield return new(false, words.Period(bulletin.From, bulletin.To));
        foreach (var note in bulletin.Notes)
            yield return new(false, $"{texts[note.IsWithdrawal ? "issue.note.withdrawn" : "issue.note.corrected", ("day", texts.Day(note.At))]} {note.Words}");
        yield return new(false, bulletin.Foreword.Shown);
        foreach (var item in bulletin.StandingItems)
        {
            yield return new(true, words.Heading(item));
            if (item.Unit is { } unit)
                yield return new(false, texts["issue.handled-by", ("unit", texts.Unit(unit))]);
            yield return new(false, item.Matter.Shown);
            yield return new(false, texts["issue.feed.reply", ("words", item.Reply.Shown)]);
        }
    }

    /// <summary>Without the characters that XML 1.0 has no place for: control characters and halves of surrogate pairs.</summary>
    private static string Clean(string text)
    {
        var clean = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                clean.Append(text[i]).Append(text[++i]);
            else if (System.Xml.XmlConvert.IsXmlChar(text[i]))
                clean.Append(text[i]);
        }

        return clean.ToString();
    }
}
