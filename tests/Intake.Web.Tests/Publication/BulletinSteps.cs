using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Testing;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Publication;

/// <summary>What tests of bulletins do by themselves, where it is not what is tested.</summary>
internal static class BulletinSteps
{
    public const string Series = "rectification";
    public const string Limited = "supervision-monthly";
    public static readonly Actor Editor = Actor.Staff("publisher", "centre", Role.Publisher);
    public static readonly Actor Second = Actor.Staff("publisher-2", "centre", Role.Publisher);
    public static readonly DateOnly Today = new(2026, 3, 10);

    public static CommandWriter Writer(this IntakeApplication application) => application.Services.GetRequiredService<CommandWriter>();

    public static Task<Ticket> TicketAsync(this IntakeApplication application, string matter, string reply = "已经修好。", string language = "zh-CN") =>
        WrittenOff.MakeAsync(application.Writer(), matter, reply, language: language);

    /// <summary>A draft with these tickets; nobody has looked at its masks.</summary>
    public static async Task<long> DraftAsync(this IntakeApplication application, string series, params Ticket[] tickets)
    {
        var id = TestIntake.Held(await application.Writer().WriteAsync(new BeginBulletin(Editor, series, Today.AddDays(-9), Today)));
        await application.DoAsync(new ChooseItems(id, Editor, [.. tickets.Select(ticket => ticket.Id)]));
        return id;
    }

    /// <summary>A published bulletin with these tickets, everything found in them hidden.</summary>
    public static async Task<Bulletin> PublishedAsync(this IntakeApplication application, string series, params Ticket[] tickets)
    {
        var id = await application.DraftAsync(series, tickets);
        foreach (var place in tickets.SelectMany(ticket => new TextPlace[] { new(TextPart.Matter, ticket.Id), new(TextPart.Reply, ticket.Id) }))
            await application.DoAsync(new ConfirmMasks(id, Editor, place));
        var signed = await application.DoAsync(new SignOffBulletin(id, Second));
        await application.Writer().WriteAsync(new PublishDueBulletins());
        return signed;
    }

    public static async Task<Bulletin> DoAsync(this IntakeApplication application, BulletinCommand command) => TestIntake.Held(await application.Writer().WriteAsync(command));

    /// <summary>Presses a button of a page: sends its form to where the button says.</summary>
    public static async Task<HttpResponseMessage> PressButtonAsync(this HttpClient client, IDocument page, string button, params (string Name, string Value)[] values)
    {
        var element = page.QuerySelector<IHtmlButtonElement>(button) ?? throw new InvalidOperationException($"The page has no {button}.");
        var form = element.Form!;
        return await client.SubmitAsync(form, new Uri(new Uri(page.Url), element.GetAttribute("formaction") ?? form.Action), values);
    }

    /// <summary>The page that an answer leads to.</summary>
    public static async Task<IDocument> FollowAsync(this HttpClient client, HttpResponseMessage answer)
    {
        Assert.True(answer.Headers.Location is not null, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return await client.PageAsync(answer.Headers.Location.OriginalString.Split('#')[0]);
    }

    public static string Read(this IDocument page) => page.QuerySelector("main")!.TextContent;
}
