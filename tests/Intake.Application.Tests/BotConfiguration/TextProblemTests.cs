using Intake.Application.Texts;
using Intake.Domain.Catalogue;

namespace Intake.Application.Tests.BotConfiguration;

public class TextProblemTests
{
    [Fact]
    public void A_placeholder_that_has_no_value_is_named_in_each_language()
    {
        using var copy = new BrokenCopy();
        copy.Change("texts/en.yaml", "Request {number}", "Request {nummer}").Change("texts/zh-CN.yaml", "诉求 {number}", "诉求 {nummer}");

        var message = "\"track.title\" has no value for {nummer}; did you mean \"number\"?";

        copy.Says("texts/en.yaml", copy.LineOf("texts/en.yaml", "track.title"), message);
        copy.Says("texts/zh-CN.yaml", copy.LineOf("texts/zh-CN.yaml", "track.title"), message);
        Assert.Equal(2, copy.Load().Problems.Count);
    }

    [Fact]
    public void Placeholders_that_differ_between_languages_are_named_once()
    {
        using var copy = new BrokenCopy();
        copy.Change("texts/en.yaml", "With {unit} since {date}.", "With {unit}.");
        copy.SaysOnly("texts/en.yaml", "With {unit}.", "\"track.holder\" has the placeholders {unit}, but in zh-CN {date} {unit}");
    }

    [Fact]
    public void Placeholders_are_compared_with_the_product_s_text_where_only_one_language_is_written()
    {
        using var copy = new BrokenCopy();
        copy.Remove("texts/en.yaml").Write("texts/zh-CN.yaml", "track.holder: 由{unit}办理。\n");
        copy.SaysOnly("texts/zh-CN.yaml", "track.holder", "\"track.holder\" has the placeholders {unit}, but in en {date} {unit}");
    }

    [Fact]
    public void A_text_that_nothing_says_is_named_with_the_key_that_was_probably_meant()
    {
        using var copy = new BrokenCopy();
        copy.Append("texts/en.yaml", "track.titel: Request\n").Append("texts/zh-CN.yaml", "track.titel: 诉求\n");
        copy.Says("texts/en.yaml", copy.LineOf("texts/en.yaml", "track.titel"), "nothing says the text \"track.titel\"; did you mean \"track.title\"?");
    }

    [Fact]
    public void A_brace_that_belongs_to_no_placeholder_is_named()
    {
        using var copy = new BrokenCopy();
        copy.Change("texts/en.yaml", "Request {number}", "Request {number");
        copy.SaysOnly("texts/en.yaml", "Request {number", "a brace in \"track.title\" belongs to no placeholder; one is written like {number}");
    }

    [Fact]
    public void A_text_that_is_no_text_is_named()
    {
        using var copy = new BrokenCopy();
        copy.Change("texts/en.yaml", "track.title: Request {number}", "track.title: [Request]");
        copy.SaysOnly("texts/en.yaml", "track.title", "\"track.title\" must be a text, not empty");
    }

    [Fact]
    public void A_file_in_a_language_that_the_authority_does_not_speak_is_named()
    {
        using var copy = new BrokenCopy();
        copy.Write("texts/en-GB.yaml", "menu.help: Help\n");
        Assert.Contains("\"en-GB\" is none of the languages in authority.yaml", Assert.Single(copy.Load().Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_without_its_texts_is_named_with_what_is_missing()
    {
        using var copy = new BrokenCopy();
        copy.Change("authority.yaml", "languages: [zh-CN, en]", "languages: [zh-CN, en, bo]").Write("texts/bo.yaml", "menu.help: རོགས་རམ།\n");

        var problem = Assert.Single(copy.Load().Problems, problem => problem.File == "texts/bo.yaml");

        var count = EmbeddedTexts.BuiltIn.Keys(Language.Chinese).Count() - 1;
        Assert.StartsWith($"{count} text(s) missing in bo: ", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith($" and {count - 12} more", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_authority_s_text_goes_before_the_product_s_and_the_rest_stays()
    {
        using var copy = new BrokenCopy();
        copy.Write("texts/zh-CN.yaml", "menu.help: 怎么用\n").Remove("texts/en.yaml");

        var texts = copy.Load().Snapshot!.Texts;

        Assert.Equal("怎么用", texts.Get(Language.Chinese, "menu.help"));
        Assert.Equal("Help", texts.Get(Language.English, "menu.help"));
        Assert.Equal("查进度", texts.Get(Language.Chinese, "menu.track"));
    }
}
