using Intake.Application.Knowledge;
using Intake.Application.TextMessages;
using Intake.Application.Tickets;
using Intake.Bot.Channels;
using Intake.Domain.Catalogue;
using Intake.Domain.Knowledge;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Web.Pages.Staff;

/// <summary>What stands beside the form of an operator: what is known already, and what may answer it.</summary>
internal sealed class TakeInAside(CallerQueries callers, ArticleSearch search, ArticleQueries articles, DeskWords words, IEnumerable<ChannelStatus> channels)
{
    private const int MostArticles = 5;

    /// <summary>Whether text messages can be sent.</summary>
    public bool SendsTexts => channels.Any(channel => channel.Code == TextMessaging.Kind && channel.State is ChannelState.On or ChannelState.Unreachable);

    /// <summary>Looks by what is typed so far.</summary>
    public async Task<(KnownAlready Known, IReadOnlyList<Article> Articles)> LookAsync(TakeInInput input, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await callers.FindAsync(input.Phone, $"{input.Where} {input.What}", input.Kind, string.IsNullOrEmpty(input.Service) ? null : input.Service, now, cancellationToken);
        return (known, await search.OfferedAsync($"{input.What} {input.Wish}", [.. known.Services.Select(service => service.Code)], MostArticles, cancellationToken));
    }

    /// <summary>An article; null when there is none.</summary>
    public Task<Article?> ArticleAsync(string code, CancellationToken cancellationToken) => articles.FindOneAsync(code, cancellationToken);

    /// <summary>As what something is accepted that is answered at once: as chosen, else as its words say surely, else as its article says; the service of null when nothing says it.</summary>
    public AcceptedAs AcceptedAs(TakeInInput input, string text)
    {
        var authority = words.Authority;
        var chosen = string.IsNullOrEmpty(input.Service) ? null : input.Service;
        var (service, _) = SubmitRequest.ServiceOf(authority, new() { Text = text, Kind = input.Kind, Service = chosen, Channel = input.Channel, Language = authority.Languages[0] });
        service ??= OnlyService(authority, input.Article);
        var kinds = service is not null && authority.Services.TryGetValue(service, out var known) ? known.Kinds : [];
        var kind = input.Kind ?? (kinds.Contains(TicketKind.Inquiry) ? TicketKind.Inquiry : kinds.Count > 0 ? kinds[0] : TicketKind.Inquiry);
        var place = PlaceFinder.Find(authority, $"{input.Where} {text}")?.Code;
        return new(kind, service, place);
    }

    // Of an article that was written on the page the operator chooses the service, where the words do not say it.
    private static string? OnlyService(Authority authority, string? article) =>
        article is not null && authority.Articles.TryGetValue(article, out var known) && known.Services is [var only] ? only : null;
}
