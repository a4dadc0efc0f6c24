using Intake.Application.Texts;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>A configuration folder as it was at one instant: valid, complete and never changed.</summary>
public sealed record BotConfigurationSnapshot
{
    /// <summary>What the authority set.</summary>
    public required Authority Authority { get; init; }

    /// <summary>All texts: the product's own, with the authority's in their place where it has written any.</summary>
    public required TextCatalogue Texts { get; init; }

    /// <summary>The accounts that exist in Development only.</summary>
    public required IReadOnlyList<DemoStaffMember> DemoStaff { get; init; }

    /// <summary>The first 16 hexadecimal digits of a SHA-256 over all files: the same files give the same version.</summary>
    public required string Version { get; init; }

    /// <summary>When it was read (UTC).</summary>
    public required DateTimeOffset LoadedAt { get; init; }
}

/// <summary>An account for trying the product out. Passwords are made when the accounts are, never written in a file.</summary>
/// <param name="User">The name to sign in with.</param>
/// <param name="Name">The display name.</param>
/// <param name="Roles">What the person is to the authority; in the file in kebab case, such as <c>call-taker</c>.</param>
/// <param name="Unit">Code of the unit that the person belongs to.</param>
public sealed record DemoStaffMember(string User, LocalText Name, IReadOnlyList<Role> Roles, string Unit);

/// <summary>What reading a folder came to.</summary>
/// <param name="Snapshot">The configuration; null when there is any problem that is not a warning.</param>
/// <param name="Problems">Problems and warnings together, by file and line.</param>
public sealed record BotConfigurationResult(BotConfigurationSnapshot? Snapshot, IReadOnlyList<ConfigurationProblem> Problems)
{
    /// <summary>What keeps the configuration from being used.</summary>
    public IEnumerable<ConfigurationProblem> Errors => Problems.Where(problem => !problem.IsWarning);

    /// <summary>What should be looked at, although the configuration can be used.</summary>
    public IEnumerable<ConfigurationProblem> Warnings => Problems.Where(problem => problem.IsWarning);
}
