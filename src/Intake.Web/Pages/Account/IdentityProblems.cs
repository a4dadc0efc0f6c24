using Intake.Application.Staff;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Account;

/// <summary>What Identity refuses, in the words of the texts <c>identity.CODE</c>.</summary>
internal static class IdentityProblems
{
    /// <summary>Adds every error of a result to the page's problems, at a field.</summary>
    public static void RefuseAll(this PageModel page, PageTexts texts, IdentityResult result, string field)
    {
        foreach (var error in result.Errors)
            page.Refuse(Words(texts, error), field);
    }

    private static string Words(PageTexts texts, IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => texts["identity.PasswordTooShort", ("length", StaffRegistration.PasswordLength)],
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => texts["identity.PasswordRequiresUniqueChars"],
        nameof(IdentityErrorDescriber.InvalidUserName) => texts["identity.InvalidUserName"],
        nameof(IdentityErrorDescriber.DuplicateUserName) => texts["identity.DuplicateUserName"],
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => texts["identity.ConcurrencyFailure"],
        "InvitationUsed" => texts["identity.InvitationUsed"],
        _ => error.Description,
    };
}
