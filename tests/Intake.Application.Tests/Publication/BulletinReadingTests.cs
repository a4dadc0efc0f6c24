using Intake.Application.Publication;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Testing;
using static Intake.Application.Tests.Publication.BulletinDesk;

namespace Intake.Application.Tests.Publication;

public class BulletinReadingTests
{
    private static readonly CandidateFilter Any = new(null, null, null, null, null, null);

    [Fact]
    public async Task Candidates_are_written_off_public_and_no_reports()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync("路灯不亮");
        await desk.Intake.SubmitAsync("刚来的", WrittenOff.Service);
        var candidate = Assert.Single(await desk.Candidates.FindAsync(desk.Intake.Authority, Any, CancellationToken.None));
        Assert.Equal((ticket.Id, "路灯不亮", WrittenOff.Service), (candidate.Ticket, candidate.Beginning, candidate.Service));
        Assert.Empty(candidate.Standing);

        var hidden = desk.Intake.Authority with { Services = desk.Intake.Authority.Services.ToDictionary(each => each.Key, each => each.Value with { IsPublic = each.Key != WrittenOff.Service }) };
        Assert.Empty(await desk.Candidates.FindAsync(hidden, Any, CancellationToken.None));
    }

    [Fact]
    public async Task Candidates_are_narrowed_by_period_service_unit_and_outcome()
    {
        await using var desk = await OpenAsync();
        await desk.TicketAsync("早");
        desk.Clock.Advance(TimeSpan.FromDays(2));
        var late = await desk.TicketAsync("晚");
        Assert.Equal([late.Id], await FoundAsync(Any with { From = Today.AddDays(1) }));
        Assert.Equal([late.Id], await FoundAsync(Any with { From = Today.AddDays(2), To = Today.AddDays(2) }));
        Assert.DoesNotContain(late.Id, await FoundAsync(Any with { To = Today.AddDays(1) }));
        Assert.Equal(2, (await FoundAsync(Any with { Service = WrittenOff.Service, Unit = "centre", Outcome = TicketOutcome.Solved })).Count);
        Assert.Empty(await FoundAsync(Any with { Unit = "housing" }));
        Assert.Empty(await FoundAsync(Any with { Outcome = TicketOutcome.Explained }));
        Assert.Single(await FoundAsync(Any with { Before = late.Id.Value }));

        async Task<IReadOnlyList<TicketId>> FoundAsync(CandidateFilter filter) =>
            [.. (await desk.Candidates.FindAsync(desk.Intake.Authority, filter, CancellationToken.None)).Select(candidate => candidate.Ticket)];
    }

    [Fact]
    public async Task A_candidate_says_where_it_stands_already()
    {
        await using var desk = await OpenAsync();
        var bulletin = await desk.PublishedAsync(await desk.TicketAsync());
        var candidate = Assert.Single(await desk.Candidates.FindAsync(desk.Intake.Authority, Any, CancellationToken.None));
        Assert.Equal([new(bulletin.Id, Series, 1, false)], candidate.Standing);
        Assert.Equal((0, 1), (await CountAsync(Series), await CountAsync(Limited)));
        await desk.DoAsync(new WithdrawBulletin(bulletin.Id, Editor, "内容有误"));
        Assert.Equal(1, await CountAsync(Series));

        Task<int> CountAsync(string series) => desk.Candidates.CountAsync(desk.Intake.Authority, Any with { FreeFor = series }, CancellationToken.None);
    }

    [Fact]
    public async Task Originals_are_what_was_written()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync("原来的话", "原来的答复");
        var id = await desk.DraftAsync(ticket);
        await desk.DoAsync(new EditItemText(id, Editor, ticket.Id, new("", "改过的话", "改过的答复")));
        var originals = await desk.Queries.OriginalsAsync((await desk.FindAsync(id)).Bulletin, CancellationToken.None);
        Assert.Equal(new("原来的话", "原来的答复"), originals[ticket.Id.Value]);
    }

    [Fact]
    public async Task Lists_are_read_page_by_page()
    {
        await using var desk = await OpenAsync();
        var ids = new List<long>();
        for (var i = 0; i < BulletinQueries.PageLength + 2; i++)
            ids.Add(await desk.BeginAsync(i % 2 == 0 ? Series : Limited));
        var first = await desk.Queries.ListAsync(null, null, null, CancellationToken.None);
        Assert.Equal(BulletinQueries.PageLength + 1, first.Count);
        Assert.Equal(ids[^1], first[0].Id);
        var second = await desk.Queries.ListAsync(null, null, first[BulletinQueries.PageLength - 1].Id, CancellationToken.None);
        Assert.Equal([ids[1], ids[0]], second.Select(line => line.Id));
        Assert.All(await desk.Queries.ListAsync(Limited, BulletinStatus.Draft, null, CancellationToken.None), line => Assert.Equal(Limited, line.Series));
        Assert.Empty(await desk.Queries.ListAsync(null, BulletinStatus.Published, null, CancellationToken.None));
    }

    [Fact]
    public async Task Readers_see_only_the_series_that_they_may_the_newest_first()
    {
        await using var desk = await OpenAsync();
        await desk.PublishedAsync(await desk.TicketAsync("甲"));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.PublishedAsync(await desk.TicketAsync("乙"));
        var lines = await desk.Readers.ListAsync([Series], null, CancellationToken.None);
        Assert.Equal([2, 1], lines.Select(line => line.Issue));
        Assert.Equal([1], (await desk.Readers.ListAsync([Series], (lines[0].ShownAt, lines[0].Id), CancellationToken.None)).Select(line => line.Issue));
        Assert.Empty(await desk.Readers.ListAsync([Limited], null, CancellationToken.None));
        Assert.Equal(["乙", "甲"], (await desk.Readers.LatestAsync([Series], CancellationToken.None)).Select(bulletin => bulletin.Items[0].Matter.Text));
        Assert.Null(await desk.Readers.FindAsync(Limited, 1, CancellationToken.None));
    }
}
