using Intake.Application.Texts;
using Intake.Domain.Catalogue;

namespace Intake.Application.Tests.BotConfiguration;

public class TextProblemTests
{
    [Fact]
    public void A_placeholder_that_has_no_value_is_named_in_each_language()
    {
        using var copy = new BrokenCopy();
        copy.Change("texts/en.yaml", "to take {number}", "to take {nummer}").Change("texts/zh-CN.yaml", "确定撤回 {number}", "确定撤回 {nummer}");

        var message = "\"withdraw.ask\" has no value for {nummer}; did you mean \"number\"?";

        copy.Says("texts/en.yaml", copy.LineOf("texts/en.yaml", "withdraw.ask"), message);
        copy.Says("texts/zh-CN.yaml", copy.LineOf("texts/zh-CN.yaml", "withdraw.ask"), message);
        Assert.Equal(2, copy.Load().Problems.Count);
    }

    [Fact]
    public void Placeholders_that_differ_between_languages_are_named_once()
    {
        using var copy = new BrokenCopy();
        copy.Change("texts/en.yaml", "{unit}, since {since}", "{unit}");
        copy.SaysOnly("texts/en.yaml", "ticket.held", "\"ticket.held\" has the placeholders {unit}, but in zh-CN {since} {unit}");
    }

    [Fact]
    public void Placeholders_are_compared_with_the_product_s_text_where_only_one_language_is_written()
    {
        using var copy = new BrokenCopy();
        copy.Remove("texts/en.yaml").Write("texts/zh-CN.yaml", "ticket.held: 由{unit}办理。\n");
        copy.SaysOnly("texts/zh-CN.yaml", "ticket.held", "\"ticket.held\" has the placeholders {unit}, but in en {since} {unit}");
    }

    [Fact]
    public void A_text_that_nothing_says_is_named_with_the_key_that_was_probably_meant()
    {
        using var copy = new BrokenCopy();
        copy.Append("texts/en.yaml", "withdraw.aks: Request\n").Append("texts/zh-CN.yaml", "withdraw.aks: 诉求\n");
        copy.Says("texts/en.yaml", copy.LineOf("texts/en.yaml", "withdraw.aks"), "nothing says the text \"withdraw.aks\"; did you mean \"withdraw.ask\"?");
    }

    [Fact]
    public void A_brace_that_belongs_to_no_placeholder_is_named()
    {
        using var copy = new BrokenCopy();
        copy.Change("texts/en.yaml", "to take {number}", "to take {number");
        copy.SaysOnly("texts/en.yaml", "to take {number", "a brace in \"withdraw.ask\" belongs to no placeholder; one is written like {number}");
    }

    [Fact]
    public void A_text_that_is_no_text_is_named()
    {
        using var copy = new BrokenCopy();
        copy.Change("texts/en.yaml", "withdraw.ask: Do you really want to take {number} back? It will not be handled any further.", "withdraw.ask: [Request]");
        copy.SaysOnly("texts/en.yaml", "withdraw.ask", "\"withdraw.ask\" must be a text, not empty");
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
        Assert.Equal("查办理进度", texts.Get(Language.Chinese, "menu.track"));
    }
}
