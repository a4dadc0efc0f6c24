using System.Globalization;
using System.Security.Cryptography;
using Intake.Domain.Tickets;
using Microsoft.AspNetCore.DataProtection;

namespace Intake.Web.Pages.Citizens;

/// <summary>
/// Remembers which ticket a receipt opened, for half an hour without a click: encrypted, out of reach of scripts, sent to
/// the track page alone, and without the secret. So neither number nor secret is ever in an address.
/// </summary>
internal sealed class TrackCookie(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long the ticket stays open without a click.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private const string Name = "intake-receipt";
    private readonly IDataProtector _protector = protection.CreateProtector("Intake.Track");

    /// <summary>Opens a ticket, or keeps it open.</summary>
    public void Write(HttpResponse response, TicketId id)
    {
        var until = (clock.GetUtcNow() + Lasts).ToUnixTimeSeconds();
        response.Cookies.Append(Name, _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{id.Value} {until}")), Options());
    }

    /// <summary>The ticket that is open; null when none is, or its time is over.</summary>
    public TicketId? Read(HttpRequest request)
    {
        if (request.Cookies[Name] is not { } kept)
            return null;
        try
        {
            var parts = _protector.Unprotect(kept).Split(' ');
            var until = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
            return until > clock.GetUtcNow() ? new TicketId(long.Parse(parts[0], CultureInfo.InvariantCulture)) : null;
        }
        catch (CryptographicException)
        {
            return null; // of another installation, or made up
        }
    }

    /// <summary>Closes it.</summary>
    public static void Delete(HttpResponse response) => response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() => new() { Path = "/track", HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true };
}
