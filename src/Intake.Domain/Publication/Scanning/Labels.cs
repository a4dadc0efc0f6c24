namespace Intake.Domain.Publication.Scanning;

/// <summary>Words before a number that say what it is.</summary>
internal static class Labels
{
    private static readonly string[] OfPhones = ["电话", "座机", "固话", "传真", "手机", "联系方式", "tel", "phone", "telephone", "mobile", "fax", "call", "me at", "号码"];
    private static readonly string[] OfAccounts = ["卡号", "账号", "帐号", "账户", "帐户", "银行卡", "account", "card", "account no", "card no"];
    private static readonly string[] OfCards = ["身份证", "身份证号", "证件号", "证号", "id card", "id number", "id no"];
    private static readonly string[] Fillers = ["号码", "号", "码", "是", "为", "number", "no", "is"];

    /// <summary>Whether a number at an index is called a phone number.</summary>
    public static bool SayPhone(FoldedText text, int start) => EndsWithAny(text, start, OfPhones);

    /// <summary>Whether a number at an index is called an account or a card.</summary>
    public static bool SayAccount(FoldedText text, int start) => EndsWithAny(text, start, OfAccounts);

    /// <summary>Whether a number at an index is called one of an identity card.</summary>
    public static bool SayIdentityCard(FoldedText text, int start) => EndsWithAny(text, start, OfCards);

    /// <summary>Skips punctuation and a filler word back from an index, then looks for a label.</summary>
    private static bool EndsWithAny(FoldedText text, int start, string[] labels)
    {
        var at = SkipPunctuation(text, start);
        if (labels.Any(label => text.Ends(label, at)))
            return true;
        foreach (var filler in Fillers)
        {
            if (!text.Ends(filler, at))
                continue;
            var before = SkipPunctuation(text, at - filler.Length);
            if (labels.Any(label => text.Ends(label, before)))
                return true;
        }

        return false;
    }

    private static int SkipPunctuation(FoldedText text, int at)
    {
        for (var skipped = 0; skipped < 4 && at > 0 && text[at - 1] is ' ' or ':' or '(' or '.' or '=' or '[' or '【'; skipped++)
            at--;
        return at;
    }
}
