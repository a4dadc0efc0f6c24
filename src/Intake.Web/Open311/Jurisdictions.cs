using Intake.Domain.Catalogue;

namespace Intake.Web.Open311;

/// <summary>Which jurisdiction a request is for.</summary>
internal static class Jurisdictions
{
    /// <summary>The parameter.</summary>
    public const string Parameter = "jurisdiction_id";

    /// <summary>The jurisdiction; null when there is a problem. Unknown is 404, also where there is only one; missing is 400 where there are several.</summary>
    public static Jurisdiction? Find(Authority authority, string? named, List<Open311Problem> problems)
    {
        if (problems.Count > 0)
            return null;
        var own = new Jurisdiction(authority.JurisdictionId, null);
        if (!string.IsNullOrWhiteSpace(named))
        {
            var found = authority.PlaceJurisdictions.Prepend(own).FirstOrDefault(one => one.Id.Equals(named.Trim(), StringComparison.OrdinalIgnoreCase));
            if (found is null)
                problems.Add(Open311Problem.Missing("open311.no-jurisdiction"));
            return found;
        }

        if (authority.PlaceJurisdictions.Count == 0)
            return own;
        problems.Add(Open311Problem.Bad("open311.jurisdiction-missing"));
        return null;
    }
}
