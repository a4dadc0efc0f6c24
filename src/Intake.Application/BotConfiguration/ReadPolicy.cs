using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>policy</c> in <c>authority.yaml</c>; what is left out has the default.</summary>
internal static class ReadPolicy
{
    internal static Policy From(YamlSection file, int retentionMonths, KnownCodes limits)
    {
        var standard = new Policy();
        using var section = file.Section("policy", isRequired: false);
        if (section?.Has("defaultLimitClass") != true)
            limits.Check(file, file.LineOf("policy"), standard.DefaultLimitClass);
        if (section is null)
            return standard with { RetentionMonths = retentionMonths };
        var policy = new Policy
        {
            ReturnsForEachUnit = section.Whole("returnsForEachUnit", standard.ReturnsForEachUnit, 0, 10),
            ReturnsInAll = section.Whole("returnsInAll", standard.ReturnsInAll, 0, 10),
            RelistingsBeforeLeader = section.Whole("relistingsBeforeLeader", standard.RelistingsBeforeLeader, 1, 10),
            ContestDays = section.Whole("contestDays", standard.ContestDays, 1, 3650),
            LookBackDays = LookBackDays(section, standard),
            BlueShare = section.Share("blueShare", standard.BlueShare),
            YellowShare = section.Share("yellowShare", standard.YellowShare),
            CircularAfterWorkingDays = section.Whole("circularAfterWorkingDays", standard.CircularAfterWorkingDays, 1, 100),
            DefaultLimitClass = section.Has("defaultLimitClass") ? section.Reference("defaultLimitClass", limits) : standard.DefaultLimitClass,
            RetentionMonths = retentionMonths,
            MessageCharacters = section.Whole("messageCharacters", standard.MessageCharacters, 100, 20_000),
            SureOfService = section.Share("sureOfService", standard.SureOfService),
        };
        Check(section, policy);
        return policy;
    }

    private static void Check(YamlSection section, Policy policy)
    {
        if (policy.BlueShare >= policy.YellowShare)
            section.Problem("blueShare", "\"blueShare\" must be less than \"yellowShare\": the blue card comes first");
        if (policy.ReturnsInAll < policy.ReturnsForEachUnit)
            section.Problem("returnsInAll", "\"returnsInAll\" must not be less than \"returnsForEachUnit\"");
    }

    private static IReadOnlyList<int> LookBackDays(YamlSection section, Policy standard)
    {
        if (!section.Has("lookBackDays"))
            return standard.LookBackDays;
        var days = new List<int>();
        foreach (var (text, line) in section.Items("lookBackDays"))
        {
            if (int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 3650 && day > days.LastOrDefault())
                days.Add(day);
            else
                section.Report(line, $"\"{text}\" in \"lookBackDays\" must be a whole number of days, more than the one before it");
        }

        return days;
    }
}
