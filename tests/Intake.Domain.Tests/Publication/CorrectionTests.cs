using Intake.Domain.Access;
using Intake.Domain.Publication;
using static Intake.Domain.Tests.Publication.GivenBulletin;

namespace Intake.Domain.Tests.Publication;

/// <summary>What may happen to a published bulletin, and who may read one.</summary>
public sealed class CorrectionTests
{
    [Fact]
    public void A_correction_is_made_by_one_and_signed_off_by_another_with_a_note()
    {
        var published = Published(Chosen(1, "路灯不亮"));
        Assert.Equal("NotWithThisBulletin", Editing.Remove(By(Editor), published, published.Items[0].Ticket).Refusal?.Code);
        var open = Held(Publishing.Correct(By(Editor), published, " 路名有误 "));
        var worded = Held(Editing.Word(By(Editor), open, open.Items[0].Ticket, new("", "学府路路灯不亮", "已修好"), OwnFields.None));
        Assert.Equal(BulletinRefusals.SignerIsEditor, Approval.Check(By(Editor), worded, []));
        var corrected = Held(Approval.SignOff(By(Second), worded, [], default, 9, Figures with { Received = 99 }));
        Assert.Equal((BulletinStatus.Published, 3, "学府路路灯不亮", null), (corrected.Status, corrected.Issue, corrected.Items[0].Matter.Text, corrected.Correction));
        Assert.Equal([new(Now, false, "路名有误")], corrected.Notes);
        Assert.Equal(Figures, corrected.Figures);
    }

    [Fact]
    public void A_correction_needs_its_note() => Assert.Equal(BulletinRefusals.NoteIsMissing, Publishing.Correct(By(Editor), Published(), " ").Refusal);

    [Fact]
    public void A_correction_takes_no_new_items_order_or_period()
    {
        var open = Held(Publishing.Correct(By(Editor), Published(), "有误"));
        Assert.Equal(BulletinRefusals.CorrectionOnlyChangesTexts, Editing.Choose(By(Editor), open, [Chosen(2)]).Refusal);
        Assert.Equal(BulletinRefusals.CorrectionOnlyChangesTexts, Editing.Order(By(Editor), open, [open.Items[0].Ticket]).Refusal);
        Assert.Equal(BulletinRefusals.CorrectionOnlyChangesTexts, Editing.Describe(By(Editor), open, new(2026, 1, 1), open.To, "", "").Refusal);
        Assert.True(Held(Editing.Describe(By(Editor), open, open.From, open.To, "新标题", "")).Title == "新标题");
    }

    [Fact]
    public void A_correction_finds_personal_data_too()
    {
        var open = Held(Publishing.Correct(By(Editor), Published(), "补充"));
        var worded = Held(Editing.Word(By(Editor), open, open.Items[0].Ticket, new("", "电话13812345678", "好"), OwnFields.None));
        Assert.Equal("MasksAreOpen", Approval.Check(By(Second), worded, [])?.Code);
    }

    [Fact]
    public void An_item_taken_out_by_a_correction_is_struck()
    {
        var open = Held(Publishing.Correct(By(Editor), Published(Chosen(1), Chosen(2)), "一项有误"));
        var struck = Held(Editing.Remove(By(Editor), open, open.Items[0].Ticket));
        Assert.Equal(2, struck.Items.Count);
        Assert.Equal(struck.Items[1], Assert.Single(struck.StandingItems));
    }

    [Fact]
    public void A_correction_given_up_leaves_what_readers_see()
    {
        var published = Published(Chosen(1, "路灯不亮"));
        var open = Held(Publishing.Correct(By(Editor), published, "有误"));
        var worded = Held(Editing.Word(By(Editor), open, open.Items[0].Ticket, new("", "改了", "改了"), OwnFields.None));
        Assert.Equal("路灯不亮", Held(Publishing.DropCorrection(By(Editor), worded, published)).Items[0].Matter.Text);
    }

    [Fact]
    public void Lifted_masks_need_not_be_lifted_again_in_a_correction()
    {
        var draft = Draft(Chosen(1, "12号楼停水"));
        var lifted = Held(Editing.Mask(By(Editor), draft, new(TextPart.Matter, draft.Items[0].Ticket), text => text.Rule(0, MaskRuling.Lifted), BulletinRefusals.NoSuchMask));
        var signed = Held(Approval.SignOff(By(Second), lifted, TicketsOf(lifted), Now, 1, Figures));
        var open = Held(Publishing.Correct(By(Editor), Publishing.Publish(By(Actor.Clock), signed, TicketsOf(signed))!, "有误"));
        var worded = Held(Editing.Word(By(Editor), open, open.Items[0].Ticket, new("", "12号楼停水两天", "好"), OwnFields.None));
        Assert.Equal(("12号楼停水两天", 0), (worded.Items[0].Matter.Shown, worded.OpenMasks));
    }

    [Fact]
    public void A_withdrawal_takes_one_person_and_a_note_and_keeps_the_number()
    {
        Assert.Equal(BulletinRefusals.NoteIsMissing, Publishing.Withdraw(By(Editor), Published(), "").Refusal);
        var withdrawn = Held(Publishing.Withdraw(By(Editor), Published(), "内容有误"));
        Assert.Equal((BulletinStatus.Withdrawn, 3), (withdrawn.Status, withdrawn.Issue));
        Assert.Equal([new(Now, true, "内容有误")], withdrawn.Notes);
        Assert.Equal("NotWithThisBulletin", Publishing.Withdraw(By(Editor), withdrawn, "再撤").Refusal?.Code);
        Assert.Equal("NotWithThisBulletin", Publishing.Correct(By(Editor), withdrawn, "改").Refusal?.Code);
    }

    [Fact]
    public void A_draft_without_a_number_cannot_be_withdrawn() =>
        Assert.Equal("NotWithThisBulletin", Publishing.Withdraw(By(Editor), Draft(Chosen(1)), "不要了").Refusal?.Code);

    [Fact]
    public void A_note_is_read_by_everybody_and_so_holds_no_number() =>
        Assert.Equal(BulletinRefusals.WordsHoldPersonalData, Publishing.Withdraw(By(Editor), Published(), "误登13812345678").Refusal);

    [Theory]
    [InlineData(Public, null, true)]
    [InlineData(Limited, null, false)]
    [InlineData(Limited, "housing", true)]
    [InlineData(Limited, "elsewhere", false)]
    public void A_limited_circle_is_read_by_staff_of_its_units(string series, string? unit, bool may) =>
        Assert.Equal(may, Circle.MayRead(Authority.Bulletins[series], unit is null ? null : Actor.Staff("someone", unit, Role.UnitStaff)));

    [Fact]
    public void Who_reads_every_ticket_reads_every_circle_and_requesters_and_programs_none()
    {
        Assert.True(Circle.MayRead(Authority.Bulletins[Limited], Actor.Staff("auditor", null, Role.Auditor)));
        Assert.True(Circle.MayRead(null, Actor.Staff("auditor", null, Role.Auditor)));
        Assert.False(Circle.MayRead(Authority.Bulletins[Limited], Actor.Requester("webchat")));
        Assert.False(Circle.MayRead(Authority.Bulletins[Limited], Actor.Program("key")));
        Assert.False(Circle.MayRead(null, null));
    }

    [Fact]
    public void Shares_are_told_only_of_something()
    {
        Assert.Equal((0.75, 0.75), (Figures.OnTimeShare, Figures.SatisfiedShare));
        Assert.Equal((null, null), ((double?, double?))(new BulletinFigures(5, 0, 0, 0, 0, 0, 0).OnTimeShare, new BulletinFigures(5, 0, 0, 0, 0, 0, 0).SatisfiedShare));
    }
}
