using System.Text.Json;
using Intake.Application.Attachments;
using Intake.Bot.Channels.BotFramework;
using Intake.Bot.Conversation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>An activity that came with files.</summary>
/// <param name="Activity">The part of type <c>application/vnd.microsoft.activity</c>; an empty message when there is none.</param>
/// <param name="Files">Each file, taken in or refused with the reason: what is refused does not stop the rest.</param>
internal sealed record UploadedActivity(BotActivity Activity, IReadOnlyList<IncomingFile> Files);

/// <summary>Reads <c>multipart/form-data</c> part by part, or one file that is the whole body, so that a file is never held in memory.</summary>
internal sealed class DirectLineUpload(AttachmentStore store)
{
    /// <summary>The most bytes of an upload: all files of a message and the form around them.</summary>
    public const long MostBytes = (AttachmentStore.MostBytes * AttachmentStore.MostFiles) + (2 * 1024 * 1024);

    private const int ActivityBytes = 256 * 1024;
    private const int BoundaryLength = 100;

    /// <summary>Reads an upload.</summary>
    /// <exception cref="BadHttpRequestException">It says nothing of what it is, or a part of it is broken.</exception>
    /// <exception cref="JsonException">The activity is not JSON.</exception>
    public async Task<UploadedActivity> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var activity = new BotActivity { Type = "message", From = new(request.Query["userId"]) };
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            throw new BadHttpRequestException("What kind of file it is, or that it is multipart/form-data, is expected in Content-Type.", StatusCodes.Status415UnsupportedMediaType);
        if (!type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase))
            return new(activity, [await TakeAsync(request.Body, NameIn(request.Headers.ContentDisposition.ToString()), 0, cancellationToken)]);
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= BoundaryLength } boundary)
            throw new BadHttpRequestException("A multipart body needs a boundary of 1 to 100 characters.", StatusCodes.Status415UnsupportedMediaType);
        var reader = new MultipartReader(boundary, request.Body) { BodyLengthLimit = AttachmentStore.MostBytes + 1 };
        var files = new List<IncomingFile>();
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.ContentType?.StartsWith("application/vnd.microsoft.activity", StringComparison.OrdinalIgnoreCase) == true)
                    activity = await ReadActivityAsync(section.Body, cancellationToken) is var read && read.From?.Id is null ? read with { From = activity.From } : read;
                else if (NameIn(section.ContentDisposition) is { } name)
                    files.Add(await TakeAsync(section.Body, name, files.Count, cancellationToken));
            }
        }
        catch (InvalidDataException fault)
        {
            throw new BadHttpRequestException("A part of the body is too large.", StatusCodes.Status413PayloadTooLarge, fault);
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body ends in the middle of a part.", fault);
        }

        return new(activity, files);
    }

    private async Task<IncomingFile> TakeAsync(Stream body, string? given, int before, CancellationToken cancellationToken)
    {
        var name = given ?? "";
        if (before >= AttachmentStore.MostFiles)
            return new(0, name, "", 0) { Refusal = AttachmentRefusals.TooMany };
        try
        {
            var taken = await store.TakeAsync(body, name, cancellationToken: cancellationToken);
            return taken.Succeeded
                ? new(taken.Value.Key, taken.Value.Name, taken.Value.ContentType, taken.Value.Length)
                : new(0, name, "", 0) { Refusal = taken.Refusal };
        }
        catch (InvalidDataException)
        {
            // The reader's own limit: what is left of the part is skipped, and the other parts are still read.
            return new(0, name, "", 0) { Refusal = AttachmentRefusals.IsTooLarge };
        }
    }

    private static async Task<BotActivity> ReadActivityAsync(Stream body, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[8_192];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > ActivityBytes)
                throw new BadHttpRequestException("The activity is too large.", StatusCodes.Status413PayloadTooLarge);
        }

        copy.Position = 0;
        return JsonSerializer.Deserialize(copy, DirectLineJson.Default.BotActivity) ?? throw new JsonException("An activity is never null.");
    }

    private static string? NameIn(string? header) =>
        ContentDispositionHeaderValue.TryParse(header, out var disposition) && (disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
            ? HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value
            : null;
}
