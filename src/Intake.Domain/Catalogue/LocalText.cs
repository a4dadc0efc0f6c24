namespace Intake.Domain.Catalogue;

/// <summary>A language that the authority speaks, as a BCP 47 tag.</summary>
public readonly record struct Language(string Tag)
{
    /// <summary>Simplified Chinese, <c>zh-CN</c>.</summary>
    public static readonly Language Chinese = new("zh-CN");

    /// <summary>English, <c>en</c>.</summary>
    public static readonly Language English = new("en");

    /// <inheritdoc/>
    public override string ToString() => Tag;
}

/// <summary>A short text in every language of the authority. The configuration loader sees to it that none is missing.</summary>
public sealed record LocalText(IReadOnlyDictionary<string, string> ByTag)
{
    /// <summary>A text in the two languages that every authority has.</summary>
    public LocalText(string chinese, string english)
        : this(new Dictionary<string, string>(StringComparer.Ordinal) { ["zh-CN"] = chinese, ["en"] = english })
    {
    }

    /// <summary>The text in <paramref name="language"/>, else in Chinese, else any.</summary>
    public string this[Language language] =>
        ByTag.TryGetValue(language.Tag, out var text) || ByTag.TryGetValue("zh-CN", out text) ? text : ByTag.Values.First();
}
