using Microsoft.AspNetCore.Http.HttpResults;

namespace Intake.Web.Hosting;

/// <summary>Return addresses that come with a request lead to this host only.</summary>
internal static class LocalAddress
{
    /// <summary>The address when it is one of this host, else <paramref name="otherwise"/>.</summary>
    public static string Or(string? address, string otherwise)
        => address is not null && RedirectHttpResult.IsLocalUrl(address) && address.StartsWith('/') ? address : otherwise;

    /// <summary>The address of a request, for coming back to it.</summary>
    public static string OfRequest(HttpRequest request) => request.PathBase + request.Path + request.QueryString;
}
