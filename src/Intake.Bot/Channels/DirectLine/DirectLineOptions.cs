using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>Who beside the chat page may begin conversations: <c>DirectLine__Secret</c>.</summary>
/// <param name="Secret">What makes tokens; null when nobody else may.</param>
/// <param name="IsWrong">Whether one is set that no client could show.</param>
internal sealed record DirectLineOptions(string? Secret, bool IsWrong)
{
    /// <summary>The code under which administrators see it.</summary>
    public const string Code = "directline";

    /// <summary>The path of everything.</summary>
    public const string Path = "/v3/directline";

    /// <summary>The options.</summary>
    public static DirectLineOptions From(IConfiguration settings)
    {
        if (settings["DirectLine:Secret"] is not { Length: > 0 } secret)
            return new(null, IsWrong: false);
        // It is shown in a header, which has no room for anything else.
        return secret.All(c => c is > ' ' and <= '~') ? new(secret, IsWrong: false) : new(null, IsWrong: true);
    }
}

/// <summary>Says at start that the secret is wrong; the chat page goes on without it.</summary>
internal sealed partial class DirectLineKey(DirectLineOptions options, ILogger<DirectLineKey> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.IsWrong)
            LogWrongSecret();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "DirectLine__Secret has a character that no header can carry (letters, digits and ASCII signs are possible, no space): nobody but the chat page can begin a conversation until the next start; everything else goes on")]
    private partial void LogWrongSecret();
}
