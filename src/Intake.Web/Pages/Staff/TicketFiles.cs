using Intake.Application.Attachments;
using Intake.Application.Tickets;
using Intake.Web.Pages.Account;
using Microsoft.Net.Http.Headers;

namespace Intake.Web.Pages.Staff;

/// <summary><c>/staff/files/{id}</c>: a file of a ticket, for those who may see the ticket. Pictures are shown, everything else is downloaded.</summary>
internal static class TicketFiles
{
    /// <summary>Maps the address.</summary>
    public static void MapTicketFiles(this IEndpointRouteBuilder endpoints)
        => endpoints.MapGet("/staff/files/{id:long}", ServeAsync).RequireAuthorization(DeskAccess.Tickets).ExcludeFromDescription();

    private static async Task<IResult> ServeAsync(long id, HttpContext context, TicketQueries tickets, AttachmentStore store, CancellationToken cancellationToken)
    {
        if (await tickets.FindFileAsync(id, SignedIn.ActorOf(context.User), cancellationToken) is not { } found || await store.FindAsync(id, cancellationToken) is not { } row)
            return Results.NotFound();
        Stream content;
        try
        {
            content = await store.OpenAsync(row, cancellationToken);
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Results.NotFound();
        }

        context.Response.Headers.ContentDisposition = Disposition(found);
        // Nothing in a file may act as a page of this host, even when somebody opens it directly.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (!content.CanSeek)
            context.Response.ContentLength = row.Length;
        return Results.Stream(content, found.ContentType, enableRangeProcessing: true);
    }

    private static string Disposition(FileLine file)
    {
        var disposition = new ContentDispositionHeaderValue(file.IsImage ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        return disposition.ToString();
    }
}
