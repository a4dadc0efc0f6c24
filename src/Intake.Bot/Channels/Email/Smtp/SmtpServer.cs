using System.Net;

namespace Intake.Bot.Channels.Email.Smtp;

/// <summary>Where mail is handed over.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port: 25, with a user 587, with TLS from the first byte on 465.</param>
/// <param name="IsTlsAtOnce">Whether TLS begins with the connection (<c>smtps</c>); else by STARTTLS where it is offered.</param>
/// <param name="User">Who signs in; null when nobody does.</param>
/// <param name="Password">With what.</param>
/// <param name="IsPlain">Whether STARTTLS is left out even where it is offered: on this machine, and where <c>?tls=off</c> says so.</param>
internal sealed record SmtpServer(string Host, int Port, bool IsTlsAtOnce, string? User, string? Password, bool IsPlain)
{
    /// <summary>Whether a password may only go through TLS.</summary>
    public bool NeedsTls => User is not null && !IsPlain;

    /// <summary>Reads <c>smtp://user:password@host:port</c> or <c>smtps://...</c>.</summary>
    /// <exception cref="FormatException">It is none. The message does not hold it: a password may be in it.</exception>
    public static SmtpServer Parse(string name, string written)
    {
        if (!Uri.TryCreate(written, UriKind.Absolute, out var address) || address.Scheme is not ("smtp" or "smtps") || address.Host.Length == 0 || address.AbsolutePath is not ("" or "/") || address.Query is not ("" or "?tls=off"))
            throw new FormatException($"{name} is not an address such as smtp://user:password@mail.example.org:587 or smtps://...; signs in a password that mean something in addresses are written as %40 for @, %3A for : and %2F for /.");
        var isTls = address.Scheme == "smtps";
        var user = address.UserInfo.Split(':', 2) is [{ Length: > 0 } given, ..] ? Uri.UnescapeDataString(given) : null;
        var password = address.UserInfo.Split(':', 2) is [_, var secret] ? Uri.UnescapeDataString(secret) : "";
        var port = address.Port > 0 ? address.Port : isTls ? 465 : user is null ? 25 : 587;
        return new(address.IdnHost, port, isTls, user, user is null ? null : password, !isTls && (address.IsLoopback || address.Query.Length > 0 || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip))));
    }
}
