using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;

namespace Intake.Web.Pages;

/// <summary>
/// A public page that may be kept, but is asked for each time: what is withdrawn or corrected is gone at once, and what
/// has not changed is answered with 304 (RFC 9110, 13.1.2). The tag is of the page as it is written, so that language,
/// appearance and whatever else the page shows are in it; a date of change would know of none of these and is not sent.
/// Whoever is signed in gets the page afresh: it names them.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RevalidatedAttribute : Attribute, IAsyncResultFilter
{
    /// <inheritdoc/>
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (http.User.Identity is { IsAuthenticated: true })
        {
            await next();
            return;
        }

        var body = http.Response.Body;
        using var page = new MemoryStream();
        http.Response.Body = page;
        try
        {
            await next();
        }
        finally
        {
            http.Response.Body = body;
        }

        if (MayBeKept(http.Response) && IsKnown(http, page))
            return;
        page.Position = 0;
        await page.CopyToAsync(body, http.RequestAborted);
    }

    // With a cookie it is for one person, such as what an act before it has left to be told.
    private static bool MayBeKept(HttpResponse answer) => answer.StatusCode == StatusCodes.Status200OK && answer.Headers.SetCookie.Count == 0;

    private static bool IsKnown(HttpContext http, MemoryStream page)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(page.GetBuffer().AsSpan(0, (int)page.Length))[..12])}\"");
        ResponseHeaders headers = http.Response.GetTypedHeaders();
        headers.ETag = tag;
        http.Response.Headers.CacheControl = "public, no-cache";
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        // Weakly compared: a proxy that compresses makes the tag weak.
        if (!http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
            return false;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        http.Response.Headers.ContentType = default;
        http.Response.ContentLength = null;
        return true;
    }
}
