using System.Text.Json;

namespace Intake.Web.Pages;

/// <summary>Tells whether a form that comes again says the same: sent anew by a double click or a reload, or changed after going back.</summary>
internal static class FormRepeat
{
    /// <summary>What a form says, as bytes of which a repeat has the same.</summary>
    public static byte[] BodyOf(IReadOnlyList<string?> fields, IReadOnlyList<IFormFile> uploads) =>
        JsonSerializer.SerializeToUtf8Bytes(fields.Concat(uploads.Select(upload => $"{upload.FileName} {upload.Length}")).ToList());
}
