using System.Text;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Conversation.Hearing;

/// <summary>Recognises the language of a message by its script. Names and addresses in another script switch nothing.</summary>
internal static class LanguageRecogniser
{
    private enum Script
    {
        None,
        Han,
        Latin,
        Cyrillic,
        Arabic,
        Tibetan,
        Mongolian,
        Hangul,
        Yi,
    }

    /// <summary>The language of a first message; null when its script says nothing.</summary>
    public static Language? Of(Authority authority, string text)
    {
        var (script, main, others) = Count(text);
        return script == Script.None || main < others ? null : Spoken(authority, script);
    }

    /// <summary>The other language that a message is plainly written in; null when the conversation goes on as it is.</summary>
    /// <param name="authority">The authority, for its languages.</param>
    /// <param name="text">The message.</param>
    /// <param name="current">The language spoken so far.</param>
    /// <param name="isShortAnswer">Whether a name, an address or a number was asked for: those are often in another script.</param>
    public static Language? Switch(Authority authority, string text, Language current, bool isShortAnswer)
    {
        var (script, main, others) = Count(text);
        if (script == Script.None || script == ScriptOf(current.Tag) || main <= others * 2)
            return null;
        var enough = script is Script.Han or Script.Yi
            ? (isShortAnswer ? 12 : 4)
            : (isShortAnswer ? 8 : 3);
        return main >= enough ? Spoken(authority, script) : null;
    }

    private static Language? Spoken(Authority authority, Script script)
    {
        foreach (var language in authority.Languages)
        {
            if (ScriptOf(language.Tag) == script)
                return language;
        }

        return null;
    }

    /// <summary>The script that has most, its amount and that of all others: characters for Han and Yi, words of two letters or more for the rest.</summary>
    private static (Script Script, int Main, int Others) Count(string text)
    {
        Span<int> amounts = stackalloc int[Enum.GetValues<Script>().Length];
        var before = Script.None;
        var run = 0;
        foreach (var rune in WithoutAddresses(text).EnumerateRunes())
        {
            var script = ScriptOf(rune);
            run = script == before ? run + 1 : 1;
            before = script;
            if (script is Script.Han or Script.Yi || (script != Script.None && run == 2))
                amounts[(int)script]++;
        }

        var best = Script.None;
        var all = 0;
        for (var i = 1; i < amounts.Length; i++)
        {
            all += amounts[i];
            if (amounts[i] > amounts[(int)best])
                best = (Script)i;
        }

        return (best, amounts[(int)best], all - amounts[(int)best]);
    }

    /// <summary>Without web and mail addresses, which are Latin in every language, and without numbers and codes of something.</summary>
    private static string WithoutAddresses(string text) =>
        string.Join(' ', text.Split([' ', '\n']).Where(word => !word.Contains("://", StringComparison.Ordinal) && !word.Contains('@') && !IsCode(word)));

    private static bool IsCode(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && (word.Any(char.IsAsciiDigit) || (word.Length > 7 && !word.Any(char.IsAsciiLetterLower)));

    private static Script ScriptOf(Rune rune) => rune.Value switch
    {
        (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= 0xC0 and <= 0x24F and not 0xD7 and not 0xF7) => Script.Latin,
        (>= 0x400 and <= 0x52F) => Script.Cyrillic,
        (>= 0x600 and <= 0x6FF) or (>= 0xFB50 and <= 0xFDFF) => Script.Arabic,
        (>= 0xF00 and <= 0xFFF) => Script.Tibetan,
        (>= 0x1820 and <= 0x18AA) => Script.Mongolian,
        (>= 0xAC00 and <= 0xD7A3) => Script.Hangul,
        (>= 0xA000 and <= 0xA4CF) => Script.Yi,
        (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x323AF) => Script.Han,
        _ => Script.None,
    };

    private static Script ScriptOf(string tag) => tag.Split('-')[0] switch
    {
        "zh" or "yue" => Script.Han,
        "ru" or "kk" or "ky" => Script.Cyrillic,
        "ug" or "ar" => Script.Arabic,
        "bo" => Script.Tibetan,
        "mn" => Script.Mongolian,
        "ko" => Script.Hangul,
        "ii" => Script.Yi,
        _ => Script.Latin,
    };
}
