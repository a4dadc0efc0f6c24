using System.Globalization;

namespace Intake.Web.Pages.Staff;

/// <summary>Makes text out of what a spreadsheet would compute when it opens a table.</summary>
internal static class SpreadsheetText
{
    // The second four are the first ones in full width, as they are typed in Chinese.
    private const string Signs = "=+-@\uff1d\uff0b\uff0d\uff20";
    private const string Controls = "\t\r\n";

    /// <summary>The field; with an apostrophe before it when it begins like a formula, or with a tab or a line end. Blanks and marks that cannot be seen do not hide the sign.</summary>
    public static string Of(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Length == 0)
            return field;
        var first = field.FirstOrDefault(c => !char.IsWhiteSpace(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control));
        return Controls.Contains(field[0], StringComparison.Ordinal) || Signs.Contains(first, StringComparison.Ordinal) ? "'" + field : field;
    }
}
