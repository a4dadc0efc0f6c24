using System.Globalization;
using Intake.Domain.Catalogue;

namespace Intake.Web.Open311;

/// <summary>Reads <c>attribute[CODE]=v</c> and <c>attribute[CODE][]=v1&amp;attribute[CODE][]=v2</c> into answers to the service's questions, written as those of a chat.</summary>
internal static class AttributeReading
{
    private const string Start = "attribute[";
    private const int LongestLine = 200;
    private const int LongestText = 1_000;
    private const int LongestShown = 60;
    private const decimal MostNumber = 1_000_000_000_000;

    /// <summary>The answers by question; what is wrong is added to the problems.</summary>
    public static Dictionary<string, string> Read(ReportForm form, Service service, TimeZoneInfo zone, List<Open311Problem> problems)
    {
        var given = form.All.Where(field => field.Name.StartsWith(Start, StringComparison.Ordinal))
            .GroupBy(field => CodeIn(field.Name) ?? field.Name, field => field.Value, StringComparer.Ordinal)
            .ToDictionary(values => values.Key, values => values.ToList(), StringComparer.Ordinal);
        foreach (var unknown in given.Keys.Where(code => service.Questions.All(question => question.Code != code)))
            problems.Add(Open311Problem.Bad("open311.unknown-attribute", ("code", WrittenShort(unknown))));
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var question in service.Questions)
        {
            if (!given.TryGetValue(question.Code, out var values))
            {
                if (question.Required)
                    problems.Add(Open311Problem.Bad("open311.attribute-missing", ("code", question.Code)));
            }
            else if (AnswerOf(question, values, zone) is { } answer)
            {
                answers[question.Code] = answer;
            }
            else
            {
                problems.Add(WrongAnswer(question));
            }
        }

        return answers;
    }

    // "attribute[CODE]", "attribute[CODE][]" and, as some clients count, "attribute[CODE][0]".
    private static string? CodeIn(string name)
    {
        var end = name.IndexOf(']', StringComparison.Ordinal);
        if (!name.StartsWith(Start, StringComparison.Ordinal) || end < 0)
            return null;
        var rest = name[(end + 1)..];
        var isList = rest.Length is >= 2 and <= 6 && rest[0] == '[' && rest[^1] == ']' && rest[1..^1].All(char.IsAsciiDigit);
        return rest.Length == 0 || isList ? name[Start.Length..end] : null;
    }

    private static string? AnswerOf(ExtraQuestion question, List<string> values, TimeZoneInfo zone)
    {
        if (question.Type == QuestionType.MultiValueList)
            return values.All(value => question.Values.Any(known => known.Key == value)) ? string.Join(',', question.Values.Select(known => known.Key).Where(values.Contains)) : null;
        if (values is not [var only])
            return null;
        return question.Type switch
        {
            QuestionType.String => only.Length <= LongestLine ? only.ReplaceLineEndings(" ") : null,
            QuestionType.Text => only.Length <= LongestText ? only : null,
            QuestionType.Number => NumberIn(only),
            QuestionType.DateTime => DayIn(only, zone),
            QuestionType.SingleValueList or QuestionType.MultiValueList => question.Values.Any(known => known.Key == only) ? only : null,
        };
    }

    private static string? NumberIn(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < MostNumber
            ? number.ToString("0.######", CultureInfo.InvariantCulture)
            : null;

    // Kept as people at the desk read it: by the authority's clock. A day alone is a date of ISO 8601 too.
    private static string? DayIn(string text, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return W3cDate.TryRead(text, out var at) ? TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : null;
    }

    private static Open311Problem WrongAnswer(ExtraQuestion question) => question.Values.Count > 0
        ? Open311Problem.Bad("open311.wrong-choice", ("code", question.Code), ("known", string.Join(", ", question.Values.Select(value => value.Key))))
        : Open311Problem.Bad(
            "open311.wrong-attribute",
            ("code", question.Code),
            ("type", question.Type.Open311Name()),
            ("most", (question.Type == QuestionType.Text ? LongestText : LongestLine).ToString(CultureInfo.InvariantCulture)));

    private static string WrittenShort(string code) => code.Length <= LongestShown ? code : code[..LongestShown];
}

/// <summary>Names of data types.</summary>
internal static class DataTypes
{
    /// <summary>The specification's word.</summary>
    public static string Open311Name(this QuestionType type) => type switch
    {
        QuestionType.String => "string",
        QuestionType.Number => "number",
        QuestionType.DateTime => "datetime",
        QuestionType.Text => "text",
        QuestionType.SingleValueList => "singlevaluelist",
        QuestionType.MultiValueList => "multivaluelist",
    };
}
