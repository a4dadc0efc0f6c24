using System.Globalization;
using System.Text.Json;
using Intake.Application.Conversations;
using Intake.Application.Writing;
using Intake.Bot.Conversation.Handling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.Telegram;

/// <summary>
/// Puts the parts of an album together. Telegram delivers them one by one and never says which is the last, so each is kept
/// when it comes, and all are handled as one message when none has come for a moment. What a node kept that stopped is
/// found by any other. A part that comes too late is a message of its own.
/// </summary>
internal sealed class TelegramAlbums(WaitingMessages waiting, CommandWriter writer, ActivityIntake intake, TelegramFiles files, TimeProvider clock) : IDisposable
{
    /// <summary>How long no part may have come: longer than there is between two of them.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1.5);

    private readonly SemaphoreSlim _alone = new(1, 1);
    private readonly Dictionary<string, long> _chats = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _kept;

    /// <summary>Whether parts came to this node that are not handled yet.</summary>
    public bool HasParts
    {
        get
        {
            lock (_gate)
                return _chats.Count > 0;
        }
    }

    /// <summary>Keeps a part.</summary>
    public async Task KeepAsync(SaidToBot part, string raw, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(KeepUpdate.Part(part, raw), cancellationToken);
        lock (_gate)
            _chats[part.Conversation] = ++_kept;
    }

    /// <summary>Handles the albums of a chat in which something else is said: they are complete.</summary>
    public async Task SettleAsync(string chat, CancellationToken cancellationToken)
    {
        bool hasParts;
        lock (_gate)
            hasParts = _chats.ContainsKey(chat);
        if (hasParts)
            await SettleAsync(part => part.Conversation == chat, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Handles the albums to which no part has come for a moment.</summary>
    public Task SettleAsync(CancellationToken cancellationToken) => SettleAsync(_ => true, Quiet, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _alone.Dispose();

    private async Task SettleAsync(Func<SaidToBot, bool> ofThese, TimeSpan quiet, CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            var parts = (await waiting.ReadAsync(ChannelProfile.Telegram.Code, cancellationToken)).Select(Read).OfType<Part>().ToList();
            foreach (var album in parts.Where(part => ofThese(part.Said)).GroupBy(part => (part.Said.Conversation, part.Said.Album)))
            {
                if (album.Max(part => part.At) + quiet <= clock.GetUtcNow())
                    await HandleAsync([.. album.OrderBy(part => part.Number)], cancellationToken);
            }

            await ForgetAsync(cancellationToken);
        }
        finally
        {
            _alone.Release();
        }
    }

    private async Task HandleAsync(IReadOnlyList<Part> parts, CancellationToken cancellationToken)
    {
        var said = UpdateToActivity.Join([.. parts.Select(part => part.Said)]);
        var inbound = TelegramIntake.InboundOf(said, $"[{string.Join(',', parts.Select(part => part.Raw))}]") with { Parts = [.. parts.Select(part => part.Key)] };
        await intake.HandleAsync(inbound with { Activity = said.Activity with { Files = await files.TakeAsync(said.Files, cancellationToken) } }, CancellationToken.None);
    }

    // Not those to which a part was added meanwhile.
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, long>> known;
        lock (_gate)
            known = [.. _chats];
        if (known.Count == 0)
            return;
        var left = (await waiting.ReadAsync(ChannelProfile.Telegram.Code, cancellationToken)).Select(Read).OfType<Part>().Select(part => part.Said.Conversation).ToHashSet(StringComparer.Ordinal);
        lock (_gate)
        {
            foreach (var (chat, _) in known.Where(one => !left.Contains(one.Key) && _chats.GetValueOrDefault(one.Key) == one.Value))
                _chats.Remove(chat);
        }
    }

    private static Part? Read(WaitingMessage message)
    {
        using var raw = JsonDocument.Parse(message.Raw);
        return UpdateToActivity.Read(raw.RootElement) is SaidToBot { Album: not null } said
            ? new(message.ExternalId, said, message.Raw, message.ReceivedAt, long.Parse(said.Message.AsSpan(1), CultureInfo.InvariantCulture))
            : null;
    }

    private sealed record Part(string Key, SaidToBot Said, string Raw, DateTimeOffset At, long Number);
}

/// <summary>Looks for albums that are complete, on every node.</summary>
internal sealed partial class TelegramAlbumWatch(TelegramAlbums albums, TimeProvider clock, ILogger<TelegramAlbumWatch> logger) : BackgroundService
{
    private const int LooksBetweenSweeps = 60;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first look, and one now and then, is for what another node or an earlier run has left.
        for (var look = 0; !stoppingToken.IsCancellationRequested; look++)
        {
            try
            {
                if (albums.HasParts || look % LooksBetweenSweeps == 0)
                    await albums.SettleAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end the watch for good; the parts are kept.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFailed(fault.GetType().Name);
            }

            await Task.Delay(BetweenLooks, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Albums of Telegram could not be handled and are tried again: {Fault}")]
    private partial void LogFailed(string fault);
}
