using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Publication;

namespace Intake.Domain.Tests.Publication;

public sealed class TextDifferenceTests
{
    [Theory]
    [InlineData("路灯不亮", "路灯不亮", "路灯不亮")]
    [InlineData("", "", "")]
    [InlineData("", "新", "+新+")]
    [InlineData("旧", "", "-旧-")]
    [InlineData("路灯坏了三天", "路灯坏了两天", "路灯坏了-三-+两+天")]
    [InlineData("the lamp is dark", "the lamps are dark", "the -lamp-+lamps+ -is-+are+ dark")]
    [InlineData("我家楼下很吵", "楼下很吵", "-我家-楼下很吵")]
    public void Differences_are_told_by_characters_in_Chinese_and_by_words_in_English(string before, string after, string told)
    {
        var changes = TextDifference.Between(before, after);
        Assert.Equal(told, string.Concat(changes.Select(change => change.Fate switch
        {
            PartFate.Kept => change.Words,
            PartFate.Removed => $"-{change.Words}-",
            PartFate.Added => $"+{change.Words}+",
        })));
    }

    [Fact]
    public void The_parts_make_both_texts()
    {
        var text = Gen.Elements("甲", "乙", "丙", "，", "。", " ", "word", "12", "😀", "\n").ListOf().Select(parts => string.Concat(parts));
        FsCheck.Fluent.Prop.ForAll((from before in text from after in text select (before, after)).ToArbitrary(), sample => MakeBoth(sample.before, sample.after))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    [Fact]
    public void Long_texts_that_differ_throughout_are_compared_by_clauses()
    {
        var before = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"第{i}句很长。"));
        var after = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"第{i}句{(i % 7 == 0 ? "不" : "很")}长。"));
        Assert.True(MakeBoth("甲" + before + "乙", after));
        Assert.True(TextDifference.Between("甲" + before + "乙", after).Count > 100);
    }

    [Fact]
    public void Texts_without_clauses_that_are_too_long_are_replaced_as_a_whole()
    {
        var changes = TextDifference.Between(new string('甲', 3_000), new string('乙', 3_000));
        Assert.Equal([PartFate.Removed, PartFate.Added], changes.Select(change => change.Fate));
    }

    private static bool MakeBoth(string before, string after)
    {
        var changes = TextDifference.Between(before, after);
        return string.Concat(changes.Where(change => change.Fate != PartFate.Added).Select(change => change.Words)) == before
            && string.Concat(changes.Where(change => change.Fate != PartFate.Removed).Select(change => change.Words)) == after;
    }
}
