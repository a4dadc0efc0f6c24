using Intake.Web.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary>
/// Fields of a form that could not be read, a day that is none or a time without its minutes. A command is not sent with
/// them: an unreadable time of publication must not count as none and so as now.
/// </summary>
internal static class UnreadableFields
{
    /// <summary>Says so in the page's language, once, in place of the framework's own words.</summary>
    public static void Explain(ModelStateDictionary state, PageTexts texts)
    {
        if (state.IsValid)
            return;
        state.Clear();
        state.AddModelError("", texts["bulletins.unreadable"]);
    }
}
