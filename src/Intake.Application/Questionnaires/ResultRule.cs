namespace Intake.Application.Questionnaires;

/// <summary>
/// How much of the results of an anonymous questionnaire is shown, so that nobody can be singled out.
/// <list type="bullet">
/// <item>Each question is counted by itself: there is no filter, and no table of two questions; the database does not know which answers were given together.</item>
/// <item>Answers are shown in whole groups of <see cref="GroupLength"/>. Somebody who looks after every answer sees the counts change by a group, never by one person.</item>
/// <item>While it can be answered, the newest whole group is held back with what is begun after it. So what the end adds is a whole group at least, too.</item>
/// <item>Below <see cref="GroupLength"/> answers nothing is shown but how many there are.</item>
/// </list>
/// </summary>
public static class ResultRule
{
    /// <summary>The fewest answers that are shown together.</summary>
    public const int GroupLength = 5;

    /// <summary>How many groups are shown, from the first.</summary>
    /// <param name="isAnonymous">Whether it is anonymous.</param>
    /// <param name="isOpen">Whether it can still be answered.</param>
    /// <param name="responses">How often it was answered.</param>
    public static int ShownGroups(bool isAnonymous, bool isOpen, int responses)
    {
        if (!isAnonymous)
            return int.MaxValue;
        var whole = responses / GroupLength;
        if (isOpen)
            return Math.Max(0, whole - 1);
        return whole == 0 ? 0 : int.MaxValue;
    }
}
