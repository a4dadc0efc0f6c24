using System.Collections.Frozen;

namespace Intake.Domain.Publication.Scanning;

/// <summary>Chinese family names: the frequent ones of one character, and those of two.</summary>
internal static class Surnames
{
    private const string Single =
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景单包柏宁柯阮桂闵解柴车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟全褚廉简娄盖符奚穆党燕郎邸冀姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝巩井练仲虞卞封竺佟栗匡宗应巫鞠桑荆谌银岑蔺";

    /// <summary>Family names that are everyday words too: taken only at the beginning of a clause, after a word that a person follows, or after a label.</summary>
    private const string Everyday = "于高方任石白江万常文安向路管时关费盛成游阳席查单包解车房边古米池全简盖符党连商计迟宇花井练封应银景冷";

    private static readonly FrozenSet<char> Singles = Single.ToFrozenSet();
    private static readonly FrozenSet<char> EverydayWords = Everyday.ToFrozenSet();

    private static readonly FrozenSet<string> Doubles = new[]
    {
        "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "端木", "夏侯", "东方", "南宫", "独孤", "长孙", "宇文", "申屠", "闻人", "澹台",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Characters of the family name at an index; 0 when there is none.</summary>
    public static int LengthAt(FoldedText text, int at)
    {
        if (at < 0 || at >= text.Length)
            return 0;
        if (at + 2 <= text.Length && Doubles.Contains(text.Plain.Substring(at, 2)))
            return 2;
        return Singles.Contains(text[at]) ? 1 : 0;
    }

    /// <summary>Whether a family name is an everyday word too.</summary>
    public static bool IsEverydayWord(char surname) => EverydayWords.Contains(surname);
}
