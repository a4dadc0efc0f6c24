using System.Security.Cryptography;
using System.Text;
using Intake.Application.Data;
using Intake.Domain;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Programs;

/// <summary>A key that holds.</summary>
/// <param name="Id">SHA-256 of the key, lower-case hexadecimal.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it opens.</param>
public sealed record ApiKey(string Id, string Name, IReadOnlyList<string> Scopes)
{
    /// <summary>Whether the key opens a scope.</summary>
    public bool Opens(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);
}

/// <summary>Makes and takes back the keys of programs. A key is shown once; its hash is kept.</summary>
public sealed class ApiKeys(IDbContextFactory<IntakeDbContext> contexts, TimeProvider clock, ApiKeyRing ring)
{
    /// <summary>Most characters of a key's name.</summary>
    public const int LongestName = 60;

    // Says in logs and in source trees what was lost there; scanners for secrets know such beginnings.
    private const string Start = "intake_";

    /// <summary>Makes a key and gives it.</summary>
    /// <param name="name">What it is for; unique among the keys that hold.</param>
    /// <param name="scopes">What it opens; at least one of <see cref="ApiScope.All"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Outcome<string>> MakeAsync(string name, IReadOnlyCollection<string> scopes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
            return new Refusal("KeyNeedsName", "most", LongestName.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (scopes.FirstOrDefault(scope => !ApiScope.All.Contains(scope, StringComparer.Ordinal)) is { } unknown)
            return new Refusal("NoSuchScope", "scope", unknown);
        if (scopes.Count == 0)
            return new Refusal("KeyNeedsScope");
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.ApiKeys.AnyAsync(row => row.Name == name.Trim() && row.RevokedAt == null, cancellationToken))
            return new Refusal("KeyNameIsTaken", "name", name);
        var key = Start + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(24));
        db.ApiKeys.Add(new() { Id = HashOf(key), Name = name.Trim(), Scopes = string.Join(' ', ApiScope.All.Intersect(scopes)), CreatedAt = clock.NowToTheMillisecond() });
        await db.SaveChangesAsync(cancellationToken);
        ring.Forget();
        return key;
    }

    /// <summary>Takes a key back; false when there is none of this kind that holds.</summary>
    public async Task<bool> RevokeAsync(string id, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.NowToTheMillisecond();
        var taken = await db.ApiKeys.Where(row => row.Id == id && row.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellationToken);
        ring.Forget();
        return taken == 1;
    }

    /// <summary>Every key, those that hold first, the newest first.</summary>
    public async Task<IReadOnlyList<ApiKeyRow>> AllAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ApiKeys.AsNoTracking().OrderBy(row => row.RevokedAt != null).ThenByDescending(row => row.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>What is kept of a key.</summary>
    internal static string HashOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return Convert.ToHexStringLower(hash);
    }
}
