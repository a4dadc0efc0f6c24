using Intake.Application.Openings;
using Intake.Application.Tickets;
using Intake.Domain.Openings;
using Intake.Web.Pages.Citizens.Boxes;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Staff.Openings;

/// <summary>What the pages of openings have in common.</summary>
internal static class OpeningParts
{
    /// <summary>The channel of paper out of boxes: that of the boxes, whichever way a box is used.</summary>
    public const string Channel = BoxModel.Channel;

    /// <summary>What has to be known at a glance: where it is, and how many sheets are missing.</summary>
    public static IEnumerable<Pill> Pills(Opening opening, PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(opening);
        yield return opening.State switch
        {
            OpeningState.Unwitnessed => new(Tone.Yellow, texts["opening.state.Unwitnessed"], Icon: "users"),
            OpeningState.Entering => new(Tone.Blue, texts["opening.state.Entering"]),
            OpeningState.Closed => new(Tone.Green, texts["opening.state.Closed"]),
            OpeningState.Withdrawn => new(Tone.Grey, texts["opening.state.Withdrawn"]),
        };
        if (opening is { Missing: > 0, IsWithdrawn: false })
            yield return new(Tone.Yellow, texts["opening.missing", ("count", opening.Missing)], Icon: "alert-triangle");
    }

    /// <summary>Who was present, in words.</summary>
    public static string Present(OpeningRow row, IReadOnlyDictionary<string, Person> people, PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(row);
        var second = row.SecondUser is { } user ? people.NameOf(user) : texts["opening.outsider", ("name", row.SecondName ?? "")];
        return string.Join(texts["common.list-separator"], people.NameOf(row.FirstUser), second);
    }

    /// <summary>The user names that an opening names.</summary>
    public static IEnumerable<string> UsersOf(OpeningView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var row = view.Row;
        return new[] { row.FirstUser, row.SecondUser, row.RecordedBy, row.WitnessedBy, row.WithdrawnBy, row.RecountedBy }
            .Concat(view.Sheets.SelectMany(sheet => new[] { sheet.By, sheet.UndoneBy })).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    /// <summary>What became of a sheet that is no ticket, in words.</summary>
    public static string Aside(SheetKind kind, int? sameAs, PageTexts texts) =>
        kind == SheetKind.Repeat ? texts["opening.same-as", ("number", sameAs ?? 0)] : texts[$"opening.kind.{kind}"];
}
