using System.Text;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Reads out of what was said all that a draft can take from it. What its writer has chosen is left alone.</summary>
internal static class DraftReading
{
    /// <summary>The most proposals shown as buttons.</summary>
    public const int MostProposals = 3;

    private const int WholeWeight = 12;

    /// <summary>The draft with what its words tell: kind, place, the writer's own number; the service only when all of it is told at once.</summary>
    public static Draft Read(Talk talk, Draft draft)
    {
        var said = draft.Said;
        var plain = WrittenText.Plain(said);
        var own = draft.HidesOwn ? ContactReading.Find(said, talk.Vocabulary).Where(contact => contact.IsOwn).ToList() : [];
        var read = draft with
        {
            Kind = draft.Kind ?? KindOf(talk, plain),
            Place = draft.Place ?? (draft.PlaceText is null ? PlaceFinder.Find(talk.Authority, said)?.Code : null),
            Phone = draft.Phone ?? own.Where(contact => contact.IsPhone).Select(contact => contact.Value).FirstOrDefault(),
            Email = draft.Email ?? own.Where(contact => !contact.IsPhone).Select(contact => contact.Value).FirstOrDefault(),
        };
        return read.Service is null && IsWhole(talk, read) is { } service ? read with { Service = service.Code, IsWhole = true } : read;
    }

    /// <summary>The services that the words point to, the likeliest first.</summary>
    public static IReadOnlyList<Service> Proposals(Talk talk, Draft draft)
    {
        var proposed = ServiceProposal.Propose(talk.Authority, draft.Said, draft.Kind);
        if (proposed.Count == 0)
            proposed = ServiceProposal.Propose(talk.Authority, draft.Said, null);
        return [.. proposed.Take(MostProposals).Select(proposal => proposal.Service)];
    }

    /// <summary>The kind that the words name; null when they name none.</summary>
    public static TicketKind? KindOf(Talk talk, string plain)
    {
        foreach (var kind in Kinds)
        {
            if (talk.Vocabulary.Has($"kind-{CodeOf(kind)}", plain))
                return kind;
        }

        return null;
    }

    /// <summary>The kinds, in the order in which they are shown.</summary>
    public static IReadOnlyList<TicketKind> Kinds { get; } = Enum.GetValues<TicketKind>();

    /// <summary>A kind's name in choices and texts.</summary>
    public static string CodeOf(TicketKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>How much is said: characters of Chinese, and words of other scripts twice.</summary>
    public static int WeightOf(string text)
    {
        var weight = 0;
        var inWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isHan = rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x323AF);
            var isLetter = !isHan && Rune.IsLetter(rune);
            weight += isHan ? 1 : isLetter && !inWord ? 2 : 0;
            inWord = isLetter;
        }

        return weight;
    }

    /// <summary>Whether enough is said for a whole matter.</summary>
    public static bool IsEnough(Draft draft) => WeightOf(draft.Said) >= WholeWeight;

    private static Service? IsWhole(Talk talk, Draft draft)
    {
        if (draft.IsWhole || draft.Skipped.Count > 0 || !IsEnough(draft))
            return null;
        var proposals = ServiceProposal.Propose(talk.Authority, draft.Said, draft.Kind);
        return proposals.Count > 0 && proposals[0].Confidence >= talk.Authority.Policy.SureOfService ? proposals[0].Service : null;
    }
}
