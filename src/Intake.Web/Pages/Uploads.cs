using Intake.Application.Attachments;
using Intake.Domain;

namespace Intake.Web.Pages;

/// <summary>Files that come with a form.</summary>
internal static class Uploads
{
    /// <summary>Takes them all in and gives their keys; what was taken before one that is refused is left to the daily clean-up.</summary>
    public static async Task<Outcome<List<long>>> TakeAllAsync(this AttachmentStore files, IReadOnlyList<IFormFile> uploads, CancellationToken cancellationToken)
    {
        if (uploads.Count > AttachmentStore.MostFiles)
            return AttachmentRefusals.TooMany;
        var keys = new List<long>(uploads.Count);
        foreach (var upload in uploads)
        {
            await using var content = upload.OpenReadStream();
            var taken = await files.TakeAsync(content, upload.FileName, cancellationToken: cancellationToken);
            if (!taken.Succeeded)
                return taken.Refusal;
            keys.Add(taken.Value.Key);
        }

        return keys;
    }
}
