using Intake.Application.Attachments;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Intake.Web.Hosting;

/// <summary>How much a request may bring. An endpoint that takes files says so itself with <c>RequestSizeLimit</c>.</summary>
internal static class RequestLimits
{
    /// <summary>Most bytes of a request's body where nothing else is said: 2 MiB.</summary>
    public const long Body = 2 * 1024 * 1024;

    /// <summary>Most bytes of one file.</summary>
    public const long File = AttachmentStore.MostBytes;

    /// <summary>Most files of one message.</summary>
    public const int FilesOfAMessage = AttachmentStore.MostFiles;

    /// <summary>Most bytes of a request that brings files: all of a message's files, and a little for the form around them.</summary>
    public const long Upload = (File * FilesOfAMessage) + Body;

    /// <summary>Sets the limits of the server.</summary>
    public static void Apply(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = Body;
        server.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }
}
