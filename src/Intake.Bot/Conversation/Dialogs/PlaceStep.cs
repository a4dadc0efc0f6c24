using System.Globalization;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Where.</summary>
internal static class PlaceStep
{
    private const int MostPlacesShown = 12;
    private const int LongestPlace = 120;
    private const int FewestOfStory = 7;

    public static string? Opens(Talk talk)
    {
        var draft = talk.Draft;
        return draft.Place is null && draft.PlaceText is null && !draft.HasSkipped("place") && draft.ServiceIn(talk.Authority)?.AsksPlace != false ? "" : null;
    }

    public static void Ask(Talk talk, string argument)
    {
        var places = talk.Authority.Places.Values;
        Choice[] shown = places.Count() > MostPlacesShown ? [] : [.. places.Select(place => new Choice(place.Name[talk.Language], $"place:{place.Code}"))];
        talk.Ask(talk.Text("place.ask"), [.. shown, talk.Aside("skip"), talk.Aside("back"), talk.Aside("cancel")]);
    }

    public static void Hear(Talk talk, Heard heard, string argument)
    {
        SubmitDialog.TakeFiles(talk, heard);
        if (heard.Location is { } location)
        {
            talk.Draft = At(talk.Draft, location);
            Flow.Next(talk);
        }
        else if (heard.Chosen == "skip")
        {
            talk.Draft = (talk.Draft with { Place = null, PlaceText = null }).Skip("place");
            Flow.Next(talk);
        }
        else if (heard.Chosen is { } chosen && chosen.StartsWith("place:", StringComparison.Ordinal))
        {
            Settle(talk, chosen[6..], null);
        }
        else if (!heard.HasText || IsStory(talk, heard.Text))
        {
            SubmitDialog.HearAside(talk, heard with { Files = [] });
        }
        else
        {
            Settle(talk, PlaceFinder.Find(talk.Authority, heard.Text)?.Code, heard.Text);
        }
    }

    /// <summary>Whether somebody goes on telling what happened instead of where: too long for a place, or nothing in it that places have.</summary>
    private static bool IsStory(Talk talk, string text) =>
        text.Length > LongestPlace
        || (DraftReading.WeightOf(text) >= FewestOfStory && PlaceFinder.Find(talk.Authority, text) is null && !talk.Vocabulary.Has("place", text));

    /// <summary>The draft at a point of the map.</summary>
    public static Draft At(Draft draft, MapPoint point) =>
        draft with { PlaceText = string.Create(CultureInfo.InvariantCulture, $"{point.Latitude:0.00000},{point.Longitude:0.00000}") };

    /// <summary>The place in words: the one of the list, the requester's own words, or both.</summary>
    public static string? Written(Talk talk, Draft draft)
    {
        var place = draft.Place is not null && talk.Authority.Places.TryGetValue(draft.Place, out var found) ? found.Name[talk.Language] : null;
        if (place is null || draft.PlaceText is null)
            return place ?? draft.PlaceText;
        return draft.PlaceText.Contains(place, StringComparison.OrdinalIgnoreCase) ? draft.PlaceText : talk.Text("place.both", ("place", place), ("words", draft.PlaceText));
    }

    private static void Settle(Talk talk, string? code, string? words)
    {
        talk.Draft = (talk.Draft with { Place = code, PlaceText = words }).Unskip("place");
        Flow.Next(talk);
    }
}
