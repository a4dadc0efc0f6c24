using Intake.Application.Attachments;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Tickets;

namespace Intake.Web.Pages.Citizens;

/// <summary>Does what a requester asks for on the track page: takes the files in, then sends the command.</summary>
internal sealed class TrackDeeds(CommandWriter writer, AttachmentStore files)
{
    /// <summary>Does it.</summary>
    /// <param name="uploads">Files that come with it.</param>
    /// <param name="command">Makes the command from the files' keys.</param>
    /// <param name="cancellationToken">Stops the taking in of files.</param>
    /// <returns>Why not; null when it is done.</returns>
    public async Task<Refusal?> DoAsync(IReadOnlyList<IFormFile> uploads, Func<IReadOnlyList<long>, Command<Outcome<Ticket>>> command, CancellationToken cancellationToken)
    {
        var keys = await files.TakeAllAsync(uploads, cancellationToken);
        if (!keys.Succeeded)
            return keys.Refusal;
        return (await writer.WriteAsync(command(keys.Value), CancellationToken.None)).Refusal;
    }
}
