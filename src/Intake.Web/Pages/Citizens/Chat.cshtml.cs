using Intake.Application.Attachments;
using Intake.Application.BotConfiguration;
using Intake.Domain.Catalogue;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Citizens;

/// <summary>The conversation. The server gives the frame, the words and the limits; the script speaks Direct Line and shows what is said.</summary>
[AllowAnonymous]
internal sealed class ChatModel(BotConfigurationSource configuration, PageTexts texts) : PageModel
{
    private readonly Authority authority = configuration.Current.Authority;

    /// <summary>Most characters of one message; longer ones are sent and answered in words.</summary>
    public int MostCharacters => authority.Policy.MessageCharacters;

    /// <summary>Most files of one message.</summary>
    public static int MostFiles => AttachmentStore.MostFiles;

    /// <summary>Most bytes of one file.</summary>
    public static long MostBytes => AttachmentStore.MostBytes;

    /// <summary>IANA name of the zone that times are shown in.</summary>
    public string Zone => authority.TimeZone.Id;

    /// <summary>How the body is reached otherwise.</summary>
    public OtherWays Ways { get; } = OtherWays.Of(configuration.Current.Authority, texts.Language);

    /// <summary>The file-name endings and media types that a picker offers; the server looks at the content.</summary>
    public static string FileTypes => "image/jpeg,image/png,image/webp,application/pdf,.docx,.xlsx,.txt,.mp3,.m4a,.ogg,.amr,audio/mpeg,audio/mp4,audio/ogg,audio/amr,video/mp4";
}
