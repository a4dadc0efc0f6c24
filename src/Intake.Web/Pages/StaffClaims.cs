namespace Intake.Web.Pages;

/// <summary>What the layouts read of the person who is signed in; sign-in puts them there.</summary>
internal static class StaffClaims
{
    /// <summary>The name that people read.</summary>
    public const string Name = "name";

    /// <summary>Code of the person's unit.</summary>
    public const string Unit = "unit";
}
