using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using static Intake.Domain.Tests.Publication.GivenBulletin;

namespace Intake.Domain.Tests.Publication;

/// <summary>The life of a bulletin: made by one, signed off by another, published at its time, never changed silently.</summary>
public sealed class BulletinTests
{
    [Fact]
    public void A_draft_is_begun_for_a_series_and_a_period()
    {
        var bulletin = Draft();
        Assert.Equal((BulletinStatus.Draft, 0, "editor"), (bulletin.Status, bulletin.Issue, bulletin.Editor));
        Assert.Equal(BulletinRefusals.NoSuchSeries, Editing.Begin(By(Editor), 1, "none", new(2026, 2, 1), new(2026, 2, 28), "").Refusal);
        Assert.Equal(BulletinRefusals.PeriodDoesNotFit, Editing.Begin(By(Editor), 1, Public, new(2026, 2, 2), new(2026, 2, 1), "").Refusal);
    }

    [Theory]
    [InlineData(Role.Dispatcher)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    public void Only_publishers_make_and_sign_bulletins(Role role)
    {
        var other = Actor.Staff("other", "centre", role);
        var draft = Draft(Chosen(1));
        Assert.Equal(BulletinRefusals.MayNotEditBulletins, Editing.Begin(By(other), 1, Public, new(2026, 2, 1), new(2026, 2, 28), "").Refusal);
        Assert.Equal(BulletinRefusals.MayNotEditBulletins, Editing.Remove(By(other), draft, draft.Items[0].Ticket).Refusal);
        Assert.Equal(BulletinRefusals.MayNotSignBulletins, Approval.Check(By(other), draft, TicketsOf(draft)));
        Assert.Equal(BulletinRefusals.MayNotEditBulletins, Publishing.Withdraw(By(other), Published(), "错了").Refusal);
        Assert.Equal(BulletinRefusals.MayNotEditBulletins, Approval.TakeBack(By(other), Signed()).Refusal);
    }

    [Theory]
    [InlineData(TicketState.WrittenOff, TicketKind.Complaint, null)]
    [InlineData(TicketState.Archived, TicketKind.Praise, null)]
    [InlineData(TicketState.Resolved, TicketKind.Complaint, "TicketIsNotWrittenOff")]
    [InlineData(TicketState.Withdrawn, TicketKind.Complaint, "TicketIsNotWrittenOff")]
    [InlineData(TicketState.WrittenOff, TicketKind.Report, "ReportIsNeverPublished")]
    [InlineData(TicketState.Received, TicketKind.Report, "ReportIsNeverPublished")]
    public void Only_what_is_written_off_and_no_report_of_wrongdoing_is_published(TicketState state, TicketKind kind, string? refusal) =>
        Assert.Equal(refusal, Eligibility.Check(Authority, Ticket(1, state, kind))?.Code);

    [Fact]
    public void Services_that_are_not_public_or_gone_from_the_catalogue_are_not_published()
    {
        var hidden = Authority.Services.Values.First().Code;
        var authority = Authority with { Services = Authority.Services.ToDictionary(each => each.Key, each => each.Key == hidden ? each.Value with { IsPublic = false } : each.Value) };
        Assert.Equal("ServiceIsNotPublic", Eligibility.Check(authority, Ticket(1, service: hidden))?.Code);
        Assert.Equal("ServiceIsNotPublic", Eligibility.Check(authority, Ticket(1, service: "gone"))?.Code);
        Assert.Equal("XH-20260203-00001-3", Eligibility.Check(authority, Ticket(1, service: "gone"))?.Values["number"]);
    }

    [Fact]
    public void A_ticket_stands_once_in_a_series()
    {
        Assert.Equal("TicketIsInSeries", Editing.Choose(By(Editor), Draft(), [Chosen(1, isInSeries: true)]).Refusal?.Code);
        Assert.Single(Held(Editing.Choose(By(Editor), Draft(Chosen(1)), [Chosen(1)])).Items);
    }

    [Fact]
    public void Items_are_ordered_by_naming_each_once()
    {
        var draft = Draft(Chosen(1), Chosen(2), Chosen(3));
        TicketId[] order = [draft.Items[2].Ticket, draft.Items[0].Ticket, draft.Items[1].Ticket];
        Assert.Equal(order, Held(Editing.Order(By(Editor), draft, order)).Items.Select(item => item.Ticket));
        Assert.Equal(BulletinRefusals.OrderDoesNotFit, Editing.Order(By(Editor), draft, order[..2]).Refusal);
        Assert.Equal(BulletinRefusals.OrderDoesNotFit, Editing.Order(By(Editor), draft, [order[0], order[0], order[1]]).Refusal);
    }

    [Fact]
    public void Personal_data_is_found_when_an_item_is_chosen_and_again_when_it_is_reworded()
    {
        var draft = Draft(Chosen(1, "电话13812345678", "已联系13812345678"));
        Assert.Equal(2, draft.OpenMasks);
        Assert.Equal("电话138****5678", draft.Items[0].Matter.Shown);
        var reworded = Held(Editing.Word(By(Editor), Confirmed(draft), draft.Items[0].Ticket, new("", "电话13812345678，微信：abc12345", "已联系"), OwnFields.None));
        Assert.Equal(1, reworded.OpenMasks);
    }

    [Theory]
    [InlineData("", "有", "ItemTextIsMissing")]
    [InlineData("有", " ", "ItemTextIsMissing")]
    public void An_item_has_both_its_texts(string matter, string reply, string refusal) =>
        Assert.Equal(refusal, Editing.Word(By(Editor), Draft(Chosen(1)), Chosen(1).Ticket.Id, new("", matter, reply), OwnFields.None).Refusal?.Code);

    [Theory]
    [InlineData("学府路夜间施工噪声", true)]
    [InlineData("人民路12号门口积水", true)]
    [InlineData("致电13812345678", false)]
    [InlineData("3栋2单元501室漏水", false)]
    [InlineData("张小明反映的漏水", false)]
    public void Headings_are_shown_as_written_and_so_hold_nobodys_number_home_or_name(string heading, bool isFine)
    {
        var worded = Editing.Word(By(Editor), Draft(Chosen(1)), Chosen(1).Ticket.Id, new(heading, "有", "有"), new(["张小明"], []));
        Assert.Equal(isFine ? null : BulletinRefusals.WordsHoldPersonalData, worded.Refusal);
    }

    [Fact]
    public void Who_is_named_in_one_text_of_an_item_is_found_bare_in_the_other_and_in_the_foreword()
    {
        var draft = Held(Editing.Describe(By(Editor), Draft(), new(2026, 2, 1), new(2026, 2, 28), "", "感谢王小纳提供线索，请打7654321。"));
        draft = Held(Editing.Choose(By(Editor), draft, [Chosen(1, "我叫王小纳，联系电话：7654321，路灯不亮", "已与王小纳联系，回拨7654321，已修好")]));
        Assert.Equal("已与王**联系，回拨*******，已修好", draft.Items[0].Reply.Shown);
        Assert.Equal("感谢王**提供线索，请打*******。", draft.Foreword.Shown);
        draft = Held(Editing.Word(By(Editor), draft, draft.Items[0].Ticket, new("", "路灯不亮", "我叫李大江，谢谢"), OwnFields.None));
        draft = Held(Editing.Word(By(Editor), draft, draft.Items[0].Ticket, new("", "李大江说路灯不亮", "我叫李大江，谢谢"), OwnFields.None));
        Assert.Equal("李**说路灯不亮", draft.Items[0].Matter.Shown);
    }

    [Fact]
    public void Who_is_hidden_in_an_item_is_not_named_in_a_title_or_heading()
    {
        var chosen = Chosen(1, "我叫王小纳，路灯不亮。大胖家最黑", "已修好");
        var titled = Held(Editing.Describe(By(Editor), Draft(), new(2026, 2, 1), new(2026, 2, 28), "王小纳的路灯", ""));
        titled = Confirmed(Held(Editing.Choose(By(Editor), titled, [chosen])));
        Assert.Equal("WordsHoldPersonalData", Approval.Ready(By(Second), titled, TicketsOf(titled))?.Code);
        Assert.Equal("WordsHoldPersonalData", Editing.Describe(By(Editor), Draft(chosen), new(2026, 2, 1), new(2026, 2, 28), "王小纳的路灯", "").Refusal?.Code);

        var headed = Confirmed(Draft(chosen));
        headed = Held(Editing.Word(By(Editor), headed, chosen.Ticket.Id, new("大胖家的路灯", chosen.Matter, chosen.Reply), OwnFields.None));
        Assert.Null(Approval.Ready(By(Second), Confirmed(headed), TicketsOf(headed)));
        headed = Held(Editing.Mask(By(Editor), headed, new(TextPart.Matter, chosen.Ticket.Id), text => text.AddEverywhere("大胖"), BulletinRefusals.NothingToHide));
        Assert.Equal("WordsHoldPersonalData", Approval.Ready(By(Second), Confirmed(headed), TicketsOf(headed))?.Code);
    }

    [Fact]
    public void Another_person_signs_off_and_the_number_and_the_figures_are_given()
    {
        var signed = Signed();
        Assert.Equal((BulletinStatus.SignedOff, 3, "second", Figures), (signed.Status, signed.Issue, signed.SignedBy, signed.Figures));
        Assert.Equal(Now.AddHours(1), signed.PublishAt);
    }

    [Fact]
    public void Nobody_signs_off_what_they_had_a_hand_in()
    {
        var draft = Draft(Chosen(1));
        Assert.Equal(BulletinRefusals.SignerIsEditor, Approval.Check(By(Editor), draft, TicketsOf(draft)));
        var helped = Held(Editing.Word(By(Second), draft, draft.Items[0].Ticket, new("标题", "有", "有"), OwnFields.None));
        Assert.Equal(BulletinRefusals.SignerIsEditor, Approval.Check(By(Second), helped, TicketsOf(draft)));
        Assert.Null(Approval.Check(By(Third), helped, TicketsOf(draft)));
    }

    [Fact]
    public void Looking_at_a_mask_is_having_a_hand_in_it()
    {
        var draft = Draft(Chosen(1, "电话13812345678"));
        var looked = Held(Editing.Mask(By(Second), draft, new(TextPart.Matter, draft.Items[0].Ticket), text => text.Rule(0, MaskRuling.Lifted), BulletinRefusals.NoSuchMask));
        Assert.Equal(BulletinRefusals.SignerIsEditor, Approval.Check(By(Second), looked, TicketsOf(draft)));
    }

    [Fact]
    public void Nothing_is_signed_off_with_open_masks_without_items_or_for_days_to_come()
    {
        var open = Draft(Chosen(1, "电话13812345678"));
        Assert.Equal("MasksAreOpen", Approval.Check(By(Second), open, TicketsOf(open))?.Code);
        Assert.Equal(BulletinRefusals.BulletinHasNoItems, Approval.Check(By(Second), Draft(), []));
        var ahead = Held(Editing.Describe(By(Editor), Draft(Chosen(1)), new(2026, 3, 1), new(2026, 3, 12), "", ""));
        Assert.Equal(BulletinRefusals.PeriodIsInTheFuture, Approval.Check(By(Second), ahead, TicketsOf(ahead)));
        var foreword = Held(Editing.Describe(By(Editor), Draft(Chosen(1)), new(2026, 2, 1), new(2026, 2, 28), "", "来信至zhang@example.com"));
        Assert.Equal("MasksAreOpen", Approval.Check(By(Second), foreword, TicketsOf(foreword))?.Code);
    }

    [Fact]
    public void Nothing_is_signed_off_that_is_back_on_the_list_or_for_a_time_gone_by()
    {
        var draft = Draft(Chosen(1));
        Assert.Equal("TicketIsNotWrittenOff", Approval.Check(By(Second), draft, TicketsOf(draft, TicketState.InHand))?.Code);
        Assert.Equal(BulletinRefusals.PublishTimeHasPassed, Approval.SignOff(By(Second), draft, TicketsOf(draft), Now.AddHours(-1), 1, Figures).Refusal);
    }

    [Fact]
    public void What_is_signed_off_is_not_changed_but_taken_back_and_keeps_its_number()
    {
        var signed = Signed();
        Assert.Equal("NotWithThisBulletin", Editing.Remove(By(Editor), signed, signed.Items[0].Ticket).Refusal?.Code);
        var back = Held(Approval.TakeBack(By(Editor), signed));
        Assert.Equal((BulletinStatus.Draft, 3, null), (back.Status, back.Issue, back.PublishAt));
        Assert.Equal(BulletinRefusals.SignerIsEditor, Approval.Check(By(Editor), back, TicketsOf(back)));
        Assert.Equal(BulletinRefusals.BulletinHasItsNumber, Publishing.Discard(By(Editor), back));
        Assert.Equal(3, Held(Approval.SignOff(By(Second), back, TicketsOf(back), Now.AddHours(2), 4, Figures)).Issue);
    }

    [Fact]
    public void A_draft_without_a_number_may_be_thrown_away() => Assert.Null(Publishing.Discard(By(Editor), Draft()));

    [Fact]
    public void It_is_published_at_its_time_and_not_before()
    {
        var signed = Signed();
        Assert.Null(Publishing.Publish(By(Actor.Clock, Now.AddMinutes(59)), signed, TicketsOf(signed)));
        var published = Publishing.Publish(By(Actor.Clock, Now.AddHours(1)), signed, TicketsOf(signed))!;
        Assert.Equal((BulletinStatus.Published, Now.AddHours(1)), (published.Status, published.PublishedAt));
        Assert.Null(Publishing.Publish(By(Actor.Clock, Now.AddHours(2)), published, TicketsOf(signed)));
    }

    [Fact]
    public void It_is_held_back_when_a_ticket_is_on_the_list_again()
    {
        var signed = Signed();
        var held = Publishing.Publish(By(Actor.Clock, Now.AddHours(1)), signed, TicketsOf(signed, TicketState.InHand))!;
        Assert.Equal((BulletinStatus.Draft, 3, "TicketIsNotWrittenOff"), (held.Status, held.Issue, held.HeldBack?.Code));
    }

    [Fact]
    public void Once_published_nothing_masked_is_kept()
    {
        var published = Published(Chosen(1, "张小明先生，电话13812345678"));
        Assert.Equal("张**先生，电话138****5678", published.Items[0].Matter.Text);
        Assert.Empty(published.Items[0].Matter.Masks);
    }
}
