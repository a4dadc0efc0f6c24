using System.Text;
using Intake.Application.Attachments;
using Intake.Application.Data;
using Intake.Application.Publication;
using Intake.Application.Tests.Publication;
using Intake.Application.Tests.Tickets;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Testing;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Privacy;

/// <summary>What the privacy page promises: what is over its time is gone, with a record, and nothing else is.</summary>
public class RetentionTests
{
    private const string Service = "building-site-noise";
    private const string Matter = "紫藤苑三栋的周晓芸反映楼上漏水";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_and_contact_data_go_when_their_time_is_over_and_the_ledger_still_holds()
    {
        await using var kept = await KeptFor.StartAsync();
        var ticket = await kept.ArchivedAsync(Matter, contact: KeptFor.Somebody);
        await kept.Intake.Get<TextIndexing>().CatchUpAsync(Token);
        kept.Clock.AdvanceTo(ticket.ArchivedAt!.Value.AddMonths(24).AddSeconds(-1));
        await kept.DeleteAsync();
        Assert.True(await kept.TextsAsync(ticket.Id) > 3);

        kept.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await kept.DeleteAsync() >= 1);
        Assert.Equal(0, await kept.TextsAsync(ticket.Id));
        await kept.AssertLedgerHoldsAsync();
        var after = await kept.Intake.FindAsync(ticket.Id);
        Assert.Equal((kept.Clock.GetUtcNow(), false, ticket.Version + 1), (after.TextsDeletedAt, after.KeepsTexts, after.Version));
        Assert.Equal(after.Texts.Select(text => text.Id).Order(), after.DeletedTexts);

        Assert.Equal(0, await kept.DeleteAsync());
        Assert.Equal(after.Version, (await kept.Intake.FindAsync(ticket.Id)).Version);
    }

    [Fact]
    public async Task No_word_of_it_is_left_in_any_table_nor_in_the_text_index()
    {
        await using var kept = await KeptFor.StartAsync();
        var submission = new Submission
        {
            Text = Matter,
            Service = Service,
            Channel = "test",
            Language = Language.Chinese,
            Contact = KeptFor.Somebody,
            Anonymity = Anonymity.Named,
            PlaceText = "紫藤苑三栋二单元",
            Answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["site"] = "漏水严重" },
        };
        var ticket = TestIntake.Held(await kept.Intake.Writer.WriteAsync(new SubmitRequest(submission, Actor.Requester("test"))));
        await kept.Intake.DoAsync(new AcceptTicket(ticket.Id, Given.Dispatcher, TicketKind.Complaint, Service, null));
        await kept.Intake.DoAsync(new AddToTicket(ticket.Id, Actor.Requester("test"), "又漏水了，紫藤苑", []));
        await kept.Intake.DoAsync(new WithdrawTicket(ticket.Id, Actor.Requester("test")));
        await kept.Intake.Get<TextIndexing>().CatchUpAsync(Token);
        Assert.True(await IndexRowsAsync(kept) > 0);
        string[] traces = ["紫藤", "漏水", "周晓芸", "13912340077", "zhou@example.org"];
        var before = await kept.EverythingAsync();
        Assert.All(traces, trace => Assert.Contains(trace, before, StringComparison.Ordinal));

        kept.Clock.Advance(TimeSpan.FromDays(24 * 31));
        await kept.DeleteAsync();
        var after = await kept.EverythingAsync();
        Assert.All(traces, trace => Assert.DoesNotContain(trace, after, StringComparison.Ordinal));
        Assert.Equal(0, await IndexRowsAsync(kept));
        if (await kept.FileAsync() is { } file)
            Assert.All(traces, trace => Assert.True(file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace)) < 0, trace));
        await kept.AssertLedgerHoldsAsync();
    }

    [Fact]
    public async Task The_receipt_still_answers_and_says_what_became_of_the_words()
    {
        await using var kept = await KeptFor.StartAsync();
        var ticket = await kept.ArchivedAsync(Matter, contact: KeptFor.Somebody);
        kept.Clock.Advance(TimeSpan.FromDays(24 * 31));
        await kept.DeleteAsync();
        var view = (await kept.Intake.Get<ReceiptQueries>().FindAsync(kept.Intake.Authority, ticket.Id, kept.Clock.GetUtcNow(), Token))!;
        Assert.Equal((null, null, TicketState.Archived), (view.Text, view.Reply, view.State));
        Assert.NotNull(view.TextsDeletedAt);
        Assert.Equal("texts-deleted", view.History[^1].What);
        Assert.Equal("received", view.History[0].What);
        Assert.All(view.History, entry => Assert.Null(entry.Words));
        var dossier = (await kept.Intake.Get<TicketQueries>().FindAsync(ticket.Id, Given.Dispatcher, Token))!;
        Assert.Empty(dossier.Texts);
        Assert.Equal("", Assert.Single((await kept.Intake.Get<LedgerQueries>().ReadAsync(LedgerScope.Of(Given.Dispatcher), new(), null, Token)).Lines).Matter);
    }

    [Fact]
    public async Task A_merged_ticket_is_kept_for_as_long_as_the_one_that_it_is_a_part_of()
    {
        await using var kept = await KeptFor.StartAsync();
        var into = await kept.Intake.InHandAsync("楼上漏水");
        var merged = await kept.Intake.SubmitAsync("我家也漏水", "building-site-noise");
        await kept.Intake.DoAsync(new MergeTicket(merged.Id, Given.Dispatcher, into.Id));
        kept.Clock.Advance(TimeSpan.FromDays(3 * 366));
        await kept.DeleteAsync();
        Assert.Equal(1, await kept.TextsAsync(merged.Id));

        await kept.Intake.DoAsync(new WithdrawTicket(into.Id, Actor.Requester("test")));
        kept.Clock.Advance(TimeSpan.FromDays(700));
        await kept.DeleteAsync();
        Assert.Equal(1, await kept.TextsAsync(merged.Id));
        kept.Clock.Advance(TimeSpan.FromDays(31));
        await kept.DeleteAsync();
        Assert.Equal((0, 0), (await kept.TextsAsync(merged.Id), await kept.TextsAsync(into.Id)));
        await kept.AssertLedgerHoldsAsync();
    }

    [Fact]
    public async Task What_was_published_stays_as_it_was_redacted_and_a_draft_loses_the_item()
    {
        await using var kept = await KeptFor.StartAsync();
        var ticket = await kept.ArchivedAsync("紫藤苑漏水，电话13912340077");
        var published = await BulletinAsync(kept, ticket, BulletinDesk.Series);
        TestIntake.Held(await kept.Intake.Writer.WriteAsync(new SignOffBulletin(published, BulletinDesk.Second)));
        await kept.Intake.Writer.WriteAsync(new PublishDueBulletins());
        var draft = await BulletinAsync(kept, ticket, BulletinDesk.Limited);
        kept.Clock.Advance(TimeSpan.FromDays(24 * 31));
        await kept.DeleteAsync();

        var read = (await kept.Intake.Get<PublicBulletinQueries>().FindAsync(BulletinDesk.Series, 1, Token))!;
        Assert.Equal("紫藤苑漏水，电话139****0077", Assert.Single(read.Items).Matter.Text);
        await using var db = kept.Intake.Open();
        Assert.False(await db.BulletinItems.AnyAsync(item => item.Bulletin == draft, Token));
        Assert.DoesNotContain("13912340077", await kept.EverythingAsync(), StringComparison.Ordinal);
        Assert.Empty(await kept.Intake.Get<CandidateQueries>().FindAsync(kept.Intake.Authority, new(null, null, null, null, null, null), Token));
    }

    [Fact]
    public async Task What_is_signed_off_goes_out_first()
    {
        await using var kept = await KeptFor.StartAsync();
        var ticket = await kept.ArchivedAsync("紫藤苑漏水，电话13912340077");
        var signed = await BulletinAsync(kept, ticket, BulletinDesk.Series);
        TestIntake.Held(await kept.Intake.Writer.WriteAsync(new SignOffBulletin(signed, BulletinDesk.Second, kept.Clock.GetUtcNow().AddDays(24 * 31))));
        kept.Clock.Advance(TimeSpan.FromDays(24 * 31));
        await kept.DeleteAsync();
        Assert.NotEqual(0, await kept.TextsAsync(ticket.Id));
        Assert.Equal([signed], (await kept.Intake.Writer.WriteAsync(new PublishDueBulletins(), Token)).Published);
        await kept.DeleteAsync();
        Assert.Equal(0, await kept.TextsAsync(ticket.Id));
        await kept.AssertLedgerHoldsAsync();
    }

    [Fact]
    public async Task Files_go_at_their_own_time_and_content_that_another_ticket_has_too_stays()
    {
        await using var kept = await KeptFor.StartAsync();
        var store = kept.Intake.Get<AttachmentStore>();
        var (shared, own, orphan) = (await TakeAsync(store, "%PDF-1.7 shared"), await TakeAsync(store, "%PDF-1.7 own"), await TakeAsync(store, "%PDF-1.7 orphan"));
        var again = await TakeAsync(store, "%PDF-1.7 shared");
        var ended = await kept.Intake.DispatchedAsync("有照片");
        await kept.Intake.DoAsync(new AddToTicket(ended.Id, Actor.Requester("test"), "照片", [shared, own]));
        await kept.Intake.DoAsync(new WithdrawTicket(ended.Id, Actor.Requester("test")));
        var open = await kept.Intake.DispatchedAsync("还没办完");
        await kept.Intake.DoAsync(new AddToTicket(open.Id, Actor.Requester("test"), "照片", [again]));
        var (ownRow, sharedRow, orphanRow) = ((await store.FindAsync(own, Token))!, (await store.FindAsync(shared, Token))!, (await store.FindAsync(orphan, Token))!);

        // Far enough for the files' own times on the disk, which are those of the machine.
        kept.Clock.AdvanceTo(DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(kept.Clock.GetUtcNow().ToUnixTimeMilliseconds(), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds())).AddMonths(25));
        await kept.DeleteAsync();
        Assert.Null(await store.FindAsync(own, Token));
        Assert.Null(await store.FindAsync(shared, Token));
        Assert.Null(await store.FindAsync(orphan, Token));
        Assert.NotNull(await store.FindAsync(again, Token));
        await Assert.ThrowsAsync<FileNotFoundException>(() => store.OpenAsync(ownRow, CancellationToken.None).AsTask());
        await Assert.ThrowsAsync<FileNotFoundException>(() => store.OpenAsync(orphanRow, CancellationToken.None).AsTask());
        await (await store.OpenAsync(sharedRow, CancellationToken.None)).DisposeAsync();
        Assert.NotNull((await kept.Intake.FindAsync(ended.Id)).FilesDeletedAt);
        await kept.AssertLedgerHoldsAsync();
    }

    private static async Task<int> IndexRowsAsync(KeptFor kept)
    {
        await using var db = kept.Intake.Open();
        return TestDatabase.Provider switch
        {
            // SQLite's index keeps its terms squeezed, so that no dump shows them: of an empty one nothing is left but two rows of bookkeeping.
            DatabaseProvider.Sqlite => await db.Database.SqlQuery<int>($"SELECT COUNT(*) - 2 AS \"Value\" FROM \"TextIndex_data\"").SingleAsync(Token),
            DatabaseProvider.PostgreSql => await db.Set<TextVectorRow>().CountAsync(Token),
            DatabaseProvider.SqlServer => await db.Set<TextTermRow>().CountAsync(Token),
        };
    }

    private static async Task<long> TakeAsync(AttachmentStore store, string content)
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(content));
        return TestIntake.Held(await store.TakeAsync(stream, "a.pdf", cancellationToken: Token)).Key;
    }

    private static async Task<long> BulletinAsync(KeptFor kept, Ticket ticket, string series)
    {
        var day = DateOnly.FromDateTime(kept.Clock.GetUtcNow().DateTime);
        var id = TestIntake.Held(await kept.Intake.Writer.WriteAsync(new BeginBulletin(BulletinDesk.Editor, series, day.AddDays(-9), day)));
        TestIntake.Held(await kept.Intake.Writer.WriteAsync(new ChooseItems(id, BulletinDesk.Editor, [ticket.Id])));
        TestIntake.Held(await kept.Intake.Writer.WriteAsync(new ConfirmMasks(id, BulletinDesk.Editor, new(TextPart.Matter, ticket.Id))));
        TestIntake.Held(await kept.Intake.Writer.WriteAsync(new ConfirmMasks(id, BulletinDesk.Editor, new(TextPart.Reply, ticket.Id))));
        return id;
    }
}
