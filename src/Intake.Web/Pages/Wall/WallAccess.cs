using System.Security.Cryptography;
using Intake.Application.Programs;
using Intake.Domain.Access;
using Intake.Web.Pages.Account;
using Microsoft.AspNetCore.DataProtection;

namespace Intake.Web.Pages.Wall;

/// <summary>
/// Who may see the wall board: staff who read figures, and a screen that was given a key with <see cref="ApiScope.ReadWall"/>.
/// The screen keeps the key in an encrypted cookie and is nobody: no account is signed in on it, and no session of it ends
/// at night. Taken back, the key goes dark within seconds.
/// </summary>
internal sealed class WallAccess(ApiKeyRing ring, IDataProtectionProvider protection)
{
    private const string Name = "intake-wall";

    /// <summary>The longest that browsers keep a cookie. Each time the page is opened it begins anew.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(400);

    private readonly IDataProtector _protector = protection.CreateProtector("Intake.Wall");

    /// <summary>Whether whoever asks may see it.</summary>
    public async ValueTask<bool> MaySeeAsync(HttpContext context) =>
        SignedIn.May(context.User, Permission.ReadFigures) || await ReadAsync(context) is not null;

    /// <summary>Whether a key opens the board.</summary>
    public async ValueTask<bool> OpensAsync(string key, CancellationToken cancellationToken) =>
        await ring.FindAsync(key, cancellationToken) is { } found && found.Opens(ApiScope.ReadWall);

    /// <summary>Gives a screen a key that opens the board.</summary>
    public void Keep(HttpResponse response, string key) => response.Cookies.Append(Name, _protector.Protect(key), Options());

    /// <summary>Lets a screen that has a key have it for as long again.</summary>
    public async ValueTask KeepOnAsync(HttpContext context)
    {
        if (await ReadAsync(context) is { } key)
            Keep(context.Response, key);
    }

    private async ValueTask<string?> ReadAsync(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { } kept)
            return null;
        try
        {
            var key = _protector.Unprotect(kept);
            return await OpensAsync(key, context.RequestAborted) ? key : null;
        }
        catch (CryptographicException)
        {
            return null; // of another installation, or made up
        }
    }

    private static CookieOptions Options() => new() { Path = "/wall", HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = Lasts };
}
