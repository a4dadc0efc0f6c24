using System.Buffers;

namespace Intake.Domain.Publication.Scanning;

/// <summary>
/// Chinese names: a family name and one or two more characters before a form of address (张小明先生), or after words that
/// say that a name follows (联系人：张小明, 我叫张小明). The family name stays: 张**先生.
/// </summary>
internal static class ChineseNames
{
    private const int LongestGiven = 2;
    private static readonly string[] Addresses = ["先生", "女士", "小姐", "同志", "师傅", "老师", "医生", "大爷", "大妈", "阿姨", "婆婆", "爹爹"];
    private static readonly string[] Introductions = ["我叫", "我名叫", "名叫", "名字叫", "本人叫", "我的名字是", "我姓名是"];
    private static readonly string[] Columns = ["联系人", "姓名", "申请人", "投诉人", "举报人", "反映人", "当事人", "经办人", "承办人", "业主", "户主", "本人", "房东", "法人", "法定代表人", "负责人", "收件人", "开户名", "户名"];

    /// <summary>Characters that no given name has: before a form of address they make another word.</summary>
    private static readonly SearchValues<char> NotGiven = SearchValues.Create("这那位名个的了们各是在与及几两三某叫老男女党公员姓为对请被把让给或等您你我他她它就都也不没还很多些该此每另其找跟");

    /// <summary>Characters that begin the next word after a name of two characters.</summary>
    private static readonly SearchValues<char> NextWord = SearchValues.Create("今家住电在的来于和与及手男女是系现年身我因为从就也曾有要想对向投反请");

    /// <summary>Characters that a person's name often follows: 投诉人高小明, 局长方明.</summary>
    private static readonly SearchValues<char> BeforeName = SearchValues.Create("人员是的经与和及找问让把被给户主者任长师叫据");

    private static readonly SearchValues<char> FirstCharacters = SearchValues.Create([.. Addresses.Concat(Introductions).Concat(Columns).Select(word => word[0])]);

    public static void Scan(FoldedText text, List<Finding> found)
    {
        for (var i = text.Next(FirstCharacters, 0); i < text.Length; i = text.Next(FirstCharacters, i + 1))
        {
            if (HasAny(text, Addresses, i))
                BeforeAddress(text, i, found);
            else if (NameStart(text, i) is { } start)
                AfterLabel(text, start, found);
        }
    }

    private static void BeforeAddress(FoldedText text, int address, List<Finding> found)
    {
        for (var given = LongestGiven; given >= 1; given--)
        {
            var name = text.Plain.AsSpan(Math.Max(0, address - given), Math.Min(given, address));
            if (name.Length < given || !IsGiven(name))
                continue;
            for (var surname = 2; surname >= 1; surname--)
            {
                var start = address - given - surname;
                if (Surnames.LengthAt(text, start) != surname || (surname == 1 && IsAnotherWord(text, start)))
                    continue;
                Add(text, start, surname, address, found);
                return;
            }
        }
    }

    private static void AfterLabel(FoldedText text, int start, List<Finding> found)
    {
        var surname = Surnames.LengthAt(text, start);
        if (surname == 0)
            return;
        var end = start + surname;
        while (end - start - surname < LongestGiven && FoldedText.IsChinese(text[end]))
            end++;
        if (end - start - surname == LongestGiven && FoldedText.IsChinese(text[end]) && NextWord.Contains(text[end - 1]))
            end--;
        if (end > start + surname)
            Add(text, start, surname, end, found);
    }

    /// <summary>Where a name would begin if the text has words at an index that say so: an introduction, or a column's title with a colon.</summary>
    private static int? NameStart(FoldedText text, int at)
    {
        foreach (var words in Introductions)
        {
            if (text.Has(words, at))
                return SkipBlanks(text, at + words.Length);
        }

        foreach (var title in Columns)
        {
            if (text.Has(title, at) && text[SkipBlanks(text, at + title.Length)] == ':')
                return SkipBlanks(text, SkipBlanks(text, at + title.Length) + 1);
        }

        return null;
    }

    private static void Add(FoldedText text, int start, int surname, int end, List<Finding> found) =>
        found.Add(Stars.Finding(text, start, end, FindingKind.Name, Confidence.Likely, surname, 0));

    private static bool IsGiven(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!FoldedText.IsChinese(c) || NotGiven.Contains(c))
                return false;
        }

        return true;
    }

    /// <summary>基于李伟先生, 感谢李伟先生: the end of another word is no family name.</summary>
    private static bool IsAnotherWord(FoldedText text, int start)
    {
        var before = text[start - 1];
        if (text[start] == '谢')
            return before is '感' or '致' or '多' or '答' or '谢';
        return Surnames.IsEverydayWord(text[start]) && FoldedText.IsChinese(before) && !BeforeName.Contains(before);
    }

    private static bool HasAny(FoldedText text, string[] words, int at)
    {
        foreach (var word in words)
        {
            if (text.Has(word, at))
                return true;
        }

        return false;
    }

    private static int SkipBlanks(FoldedText text, int at)
    {
        while (text[at] == ' ')
            at++;
        return at;
    }
}
