namespace Intake.Bot.Channels;

/// <summary>How a channel is.</summary>
public enum ChannelState
{
    /// <summary>Its keys are not set.</summary>
    Off,

    /// <summary>It is open.</summary>
    On,

    /// <summary>Its keys are set and wrong: it is closed until the next start.</summary>
    WrongKey,

    /// <summary>Whoever carries it cannot be reached; it is tried again.</summary>
    Unreachable,
}

/// <summary>How a channel that needs keys is, for administrators and for the health check.</summary>
/// <param name="code">The channel's code.</param>
/// <param name="state">How it is at the start.</param>
/// <param name="address">The path at which it is open; null where it fetches.</param>
public sealed class ChannelStatus(string code, ChannelState state, string? address)
{
    private volatile ChannelState _state = state;

    /// <summary>The channel's code.</summary>
    public string Code { get; } = code;

    /// <summary>The path at which it is open; null where it fetches.</summary>
    public string? Address { get; } = address;

    /// <summary>How it is, as this node knows.</summary>
    public ChannelState State => _state;

    /// <summary>Says how it is.</summary>
    public void Report(ChannelState state) => _state = state;
}
