using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.Email;

/// <summary>What is known of the two ends of the channel, and what of it is told: a fault once, in one sentence, and nothing more until it is over.</summary>
internal sealed partial class EmailHealth(ChannelStatus status, ILogger<EmailHealth> logger)
{
    private readonly Lock _gate = new();
    private ChannelState _maildir = ChannelState.On;
    private ChannelState _smtp = ChannelState.On;

    /// <summary>Whether all folders can be read.</summary>
    public void Maildir(bool isThere)
    {
        if (Set(ref _maildir, isThere ? ChannelState.On : ChannelState.WrongKey) && !isThere)
            LogNoMaildir();
    }

    /// <summary>How the SMTP server is.</summary>
    /// <param name="state">How.</param>
    /// <param name="why">A code.</param>
    public void Smtp(ChannelState state, string why = "")
    {
        if (!Set(ref _smtp, state))
            return;
        if (state == ChannelState.WrongKey)
            LogWrongSmtp(why);
        else if (state == ChannelState.Unreachable)
            LogNoSmtp(why);
    }

    private bool Set(ref ChannelState end, ChannelState state)
    {
        lock (_gate)
        {
            var isNew = end != state;
            end = state;
            ChannelState[] both = [_maildir, _smtp];
            status.Report(both.Contains(ChannelState.WrongKey) ? ChannelState.WrongKey : both.Contains(ChannelState.Unreachable) ? ChannelState.Unreachable : ChannelState.On);
            return isNew;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Email__Maildir names a folder that is no Maildir or cannot be read: it needs the folders new and cur, and this program has to be allowed to write there; it is looked at again, and everything else goes on")]
    private partial void LogNoMaildir();

    [LoggerMessage(Level = LogLevel.Error, Message = "The server of Email__Smtp refuses this program ({Why}): user, password or address is wrong; what is to be sent waits, it is tried again, and everything else goes on")]
    private partial void LogWrongSmtp(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server of Email__Smtp cannot be reached ({Why}); what is to be sent waits, and it is tried again")]
    private partial void LogNoSmtp(string why);
}
