using Intake.Domain.Publication;

namespace Intake.Domain.Tests.Publication;

/// <summary>How an editor works on a text: confirming, lifting, marking by hand, rewording.</summary>
public sealed class MaskedTextTests
{
    private const string Written = "我叫张小明，电话13812345678，住3栋2单元501室。";

    [Fact]
    public void Why_a_mask_was_lifted_is_kept_as_long_as_it_is()
    {
        var lifted = MaskedText.Of(Written, OwnFields.None).Rule(0, MaskRuling.Lifted, LiftReason.Official)!;
        Assert.Equal(LiftReason.Official, lifted.Masks[0].Why);
        Assert.Equal(LiftReason.Official, lifted.Edit("又及：" + Written, OwnFields.None).Masks[0].Why);
        Assert.Equal(LiftReason.Official, lifted.Forget().Masks[0].Why);
        Assert.Null(lifted.Rule(0, MaskRuling.Confirmed)!.Masks[0].Why);
        Assert.Null(lifted.Rule(0, MaskRuling.Confirmed, LiftReason.Agreed)!.Masks[0].Why);
    }

    [Fact]
    public void Masks_hide_before_anybody_has_looked_at_them()
    {
        var text = MaskedText.Of(Written, OwnFields.None);
        Assert.Equal("我叫张**，电话138****5678，住*栋*单元***室。", text.Shown);
        Assert.False(text.IsReviewed);
    }

    [Fact]
    public void A_text_is_reviewed_once_every_mask_is_confirmed_or_lifted()
    {
        var text = MaskedText.Of(Written, OwnFields.None).Rule(0, MaskRuling.Lifted)!.Rule(1, MaskRuling.Confirmed)!;
        Assert.False(text.IsReviewed);
        text = text.Rule(2, MaskRuling.Confirmed)!;
        Assert.True(text.IsReviewed);
        Assert.Equal("我叫张小明，电话138****5678，住*栋*单元***室。", text.Shown);
    }

    [Fact]
    public void A_text_without_findings_needs_no_review() => Assert.True(MaskedText.Of("路灯不亮", OwnFields.None).IsReviewed);

    [Fact]
    public void Confirming_all_leaves_what_was_lifted_lifted()
    {
        var text = MaskedText.Of(Written, OwnFields.None).Rule(0, MaskRuling.Lifted)!.ConfirmAll();
        Assert.Equal([MaskRuling.Lifted, MaskRuling.Confirmed, MaskRuling.Confirmed], text.Masks.Select(mask => mask.Ruling));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_mask_that_is_not_there_cannot_be_judged(int index) => Assert.Null(MaskedText.Of(Written, OwnFields.None).Rule(index, MaskRuling.Confirmed));

    [Fact]
    public void A_part_marked_by_hand_is_hidden_and_confirmed()
    {
        var text = MaskedText.Of("老王家的狗", OwnFields.None).Add(0, 3)!;
        Assert.Equal("***的狗", text.Shown);
        Assert.True(text.IsReviewed);
        Assert.Equal("老王家的狗", text.Rule(0, MaskRuling.Lifted)!.Shown);
        Assert.Empty(text.Rule(0, MaskRuling.Lifted)!.Masks);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 9)]
    [InlineData(2, 1)]
    [InlineData(99, 1)]
    public void Nothing_is_marked_where_there_is_nothing_to_hide(int start, int length) => Assert.Null(MaskedText.Of("狗叫 了吗"[..5], OwnFields.None).Add(start, length));

    [Fact]
    public void Marking_half_a_character_marks_all_of_it() => Assert.Equal("狗**叫", MaskedText.Of("狗🐶叫", OwnFields.None).Add(2, 1)!.Shown);

    [Fact]
    public void Lifting_a_finding_does_not_show_what_a_hand_has_marked()
    {
        var text = MaskedText.Of("电话13812345678", OwnFields.None).Add(0, 13)!;
        var lifted = text.Rule(1, MaskRuling.Lifted)!;
        Assert.Equal("*************", lifted.Shown);
    }

    [Fact]
    public void Rewording_keeps_what_was_said_of_the_same_words()
    {
        var text = MaskedText.Of(Written, OwnFields.None).Rule(0, MaskRuling.Lifted)!.Rule(1, MaskRuling.Confirmed)!;
        var edited = text.Edit("来电人我叫张小明，电话13812345678，另一电话13987654321。", OwnFields.None);
        Assert.Equal([MaskRuling.Lifted, MaskRuling.Confirmed, MaskRuling.Open], edited.Masks.Select(mask => mask.Ruling));
    }

    [Fact]
    public void Rewording_marks_again_what_was_marked_by_hand()
    {
        var text = MaskedText.Of("老王家的狗", OwnFields.None).Add(0, 2)!;
        Assert.Equal("邻居**的狗，**说", text.Edit("邻居老王的狗，老王说", OwnFields.None).Shown);
        Assert.Equal("邻居的狗", text.Edit("邻居的狗", OwnFields.None).Shown);
    }

    [Fact]
    public void Words_judged_differently_at_two_places_are_open_again_after_rewording()
    {
        var text = MaskedText.Of("12号楼和12号楼", OwnFields.None).Rule(0, MaskRuling.Lifted)!.Rule(1, MaskRuling.Confirmed)!;
        Assert.Equal(MaskRuling.Open, Assert.Single(text.Edit("12号楼", OwnFields.None).Masks).Ruling);
    }

    [Fact]
    public void A_name_given_once_is_hidden_wherever_it_recurs() =>
        Assert.Equal("我叫张**。张**再次来电。", MaskedText.Of("我叫张小明。张小明再次来电。", OwnFields.None).Shown);

    [Fact]
    public void A_mask_outside_its_text_is_a_fault()
    {
        var mask = new Mask(new(3, 4, FindingKind.Phone, Confidence.Certain, "****"), MaskRuling.Open);
        Assert.Throws<ArgumentException>(() => Mask.Apply("12345", [mask]));
    }
}
