using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Which service: the three best, or the way through the two levels, or left to the centre.</summary>
internal static class ServiceSteps
{
    private const string Groups = "*";

    public static string? Opens(Talk talk) =>
        talk.Draft.ServiceIn(talk.Authority) is null && !talk.Draft.HasSkipped("service") && talk.Draft.Browsing is null ? "" : null;

    public static string? OpensGroups(Talk talk) => talk.Draft.Browsing;

    public static void Ask(Talk talk, string argument)
    {
        var proposals = DraftReading.Proposals(talk, talk.Draft);
        if (proposals.Count == 0)
            AskGroups(talk, "service.ask-group");
        else
            talk.Ask(talk.Text("service.ask"), [.. proposals.Select(service => ChoiceOf(talk, service)), talk.Choice("service.other", "other"), talk.Choice("service.unsure", "unsure"), .. Asides(talk)]);
    }

    public static void AskGroup(Talk talk, string argument)
    {
        if (argument == Groups || talk.Authority.Groups.All(group => group.Code != argument))
            AskGroups(talk, "service.ask-group-chosen");
        else
            talk.Ask(talk.Text("service.ask-in-group"), [.. ServicesOf(talk, argument).Select(service => ChoiceOf(talk, service)), talk.Choice("service.other-group", "other"), talk.Choice("service.unsure", "unsure"), .. Asides(talk)]);
    }

    public static void Hear(Talk talk, Heard heard, string argument) => HearChoice(talk, heard);

    public static void HearGroup(Talk talk, Heard heard, string argument) => HearChoice(talk, heard);

    private static void HearChoice(Talk talk, Heard heard)
    {
        var (verb, code) = Parts(heard.Chosen);
        switch (verb)
        {
            case "service" when talk.Authority.Services.ContainsKey(code):
                Settle(talk, talk.Draft with { Service = code, Browsing = null });
                break;
            case "group":
                talk.Draft = talk.Draft with { Browsing = code };
                Flow.GoTo(talk, $"group:{code}");
                break;
            case "other":
                talk.Draft = talk.Draft with { Browsing = Groups };
                Flow.GoTo(talk, $"group:{Groups}");
                break;
            case "unsure":
                Settle(talk, (talk.Draft with { Service = null, Browsing = null }).Skip("service"));
                break;
            case "keep":
                Settle(talk, talk.Draft with { Browsing = null });
                break;
            default:
                talk.Draft = talk.Draft with { Browsing = null };
                SubmitDialog.HearAside(talk, heard);
                break;
        }
    }

    private static void Settle(Talk talk, Draft draft)
    {
        var service = draft.ServiceIn(talk.Authority);
        var questions = service?.Questions.Select(question => question.Code).ToHashSet(StringComparer.Ordinal) ?? [];
        talk.Draft = draft with { Answers = draft.Answers.Where(answer => questions.Contains(answer.Key)).ToDictionary(StringComparer.Ordinal) };
        Flow.Next(talk);
    }

    private static void AskGroups(Talk talk, string key) =>
        talk.Ask(talk.Text(key), [.. talk.Authority.Groups.Select(group => new Choice(group.Name[talk.Language], $"group:{group.Code}")), talk.Choice("service.unsure", "unsure"), .. Asides(talk)]);

    private static Choice[] Asides(Talk talk) =>
        talk.Draft.ServiceIn(talk.Authority) is null ? [talk.Aside("back"), talk.Aside("cancel")] : [talk.Aside("keep"), talk.Aside("cancel")];

    private static IEnumerable<Service> ServicesOf(Talk talk, string group) => talk.Authority.Services.Values.Where(service => service.Group == group);

    private static Choice ChoiceOf(Talk talk, Service service) => new(service.Name[talk.Language], $"service:{service.Code}");

    private static (string? Verb, string Code) Parts(string? chosen)
    {
        var colon = chosen?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon < 0 ? (chosen, "") : (chosen![..colon], chosen[(colon + 1)..]);
    }
}
