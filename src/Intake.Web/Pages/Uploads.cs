using Intake.Application.Attachments;
using Intake.Domain;

namespace Intake.Web.Pages;

/// <summary>Files that come with a form.</summary>
internal static class Uploads
{
    /// <summary>Takes them all in and gives their keys; what was taken before one that is refused is left to the daily clean-up.</summary>
    /// <param name="files">The store.</param>
    /// <param name="uploads">The files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="isRefused">Why a form that takes not every kind of file refuses one; null takes all that the store takes.</param>
    public static async Task<Outcome<List<long>>> TakeAllAsync(this AttachmentStore files, IReadOnlyList<IFormFile> uploads, CancellationToken cancellationToken, Func<TakenFile, Refusal?>? isRefused = null)
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
            if (isRefused?.Invoke(taken.Value) is { } refusal)
                return refusal;
            keys.Add(taken.Value.Key);
        }

        return keys;
    }
}
