using Intake.Application.Texts;
using Intake.Domain.Catalogue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Intake.Application.BotConfiguration;

/// <summary>
/// The configuration in use. A changed folder takes effect when it has been quiet for one look and is valid; a bad change
/// leaves the last good one in use and its problems to be shown. Safe for use from many threads.
/// </summary>
public sealed partial class BotConfigurationSource
{
    private readonly TextCatalogue builtIn;
    private readonly TimeProvider clock;
    private readonly ILogger<BotConfigurationSource> log;
    private readonly bool forgivesMissingTexts;
    private readonly Lock looking = new();
    private readonly List<Action<BotConfigurationSnapshot>> listeners = [];
    private volatile BotConfigurationSnapshot current;
    private BotConfigurationSnapshot fromFiles;
    private Func<Authority, Authority> amend = authority => authority;
    private volatile BotConfigurationResult lastAttempt;
    private string seen;
    private string read;
    private long lastAttemptTicks;

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The configuration folder.</param>
    /// <param name="builtIn">The product's own texts.</param>
    /// <param name="clock">The host's clock.</param>
    /// <param name="log">Where changes and refused changes are told.</param>
    /// <param name="forgivesMissingTexts">Whether a missing text is shown as its key and logged, instead of an exception.</param>
    /// <exception cref="BotConfigurationException">The folder does not hold a valid configuration.</exception>
    public BotConfigurationSource(string folder, TextCatalogue builtIn, TimeProvider clock, ILogger<BotConfigurationSource> log, bool forgivesMissingTexts = false)
    {
        ArgumentNullException.ThrowIfNull(clock);
        (Folder, this.builtIn, this.clock, this.log, this.forgivesMissingTexts) = (folder, builtIn, clock, log, forgivesMissingTexts);
        seen = read = ConfigurationFiles.Fingerprint(folder);
        lastAttempt = Load();
        current = fromFiles = lastAttempt.Snapshot is { } snapshot ? Prepared(snapshot) : throw new BotConfigurationException(folder, [.. lastAttempt.Errors]);
    }

    /// <summary>A configuration that stays as it is, for tests and for commands that run once.</summary>
    public BotConfigurationSource(BotConfigurationSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        (Folder, builtIn, clock, log) = ("", TextCatalogue.Empty, TimeProvider.System, NullLogger<BotConfigurationSource>.Instance);
        (seen, read, current, fromFiles, lastAttempt) = ("", "", snapshot, snapshot, new BotConfigurationResult(snapshot, []));
        lastAttemptTicks = snapshot.LoadedAt.UtcTicks;
    }

    /// <summary>The configuration folder; empty for one that stays as it is.</summary>
    public string Folder { get; }

    /// <summary>The configuration in use. Take it once for each piece of work, so that all of it is done under the same rules.</summary>
    public BotConfigurationSnapshot Current => current;

    /// <summary>What the last reading found: problems when a change was refused, else warnings or nothing.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems => lastAttempt.Problems;

    /// <summary>Whether the files on disk are refused, and an earlier state of them is in use.</summary>
    public bool IsChangeRefused => lastAttempt.Snapshot is null;

    /// <summary>When the folder was last read (UTC).</summary>
    public DateTimeOffset LastAttemptAt => new(Interlocked.Read(ref lastAttemptTicks), TimeSpan.Zero);

    /// <summary>Asks to be told of each new configuration, after it took effect. Dispose the answer to stop.</summary>
    public IDisposable OnChange(Action<BotConfigurationSnapshot> listener)
    {
        lock (listeners)
            listeners.Add(listener);
        return new Subscription(this, listener);
    }

    /// <summary>The authority as its files alone say, without what was changed while the program runs.</summary>
    internal Authority AuthorityOfFiles
    {
        get
        {
            lock (looking)
                return fromFiles.Authority;
        }
    }

    /// <summary>Lays something over what the files say, from now on and whenever they change. A second call takes the place of the first.</summary>
    internal void Amend(Func<Authority, Authority> amendment)
    {
        lock (looking)
        {
            amend = amendment;
            current = fromFiles with { Authority = amend(fromFiles.Authority) };
            Tell(current);
        }
    }

    /// <summary>
    /// Looks whether the files have changed. They are read when two looks in a row see the same new state, so that an
    /// editor or a copy that is still writing is left to finish.
    /// </summary>
    internal void Look()
    {
        if (Folder.Length == 0)
            return;
        lock (looking)
        {
            var print = ConfigurationFiles.Fingerprint(Folder);
            var isQuiet = print == seen;
            seen = print;
            if (!isQuiet || print == read)
                return;
            read = print;
            Reload();
        }
    }

    private void Reload()
    {
        lastAttempt = Load();
        if (lastAttempt.Snapshot is not { } snapshot)
        {
            LogRefused(Folder, lastAttempt.Problems.Count, lastAttempt.Problems[0].ToString(), current.Version);
            return;
        }

        if (snapshot.Version == current.Version)
            return;
        fromFiles = Prepared(snapshot);
        current = fromFiles with { Authority = amend(fromFiles.Authority) };
        LogChanged(Folder, snapshot.Version);
        Tell(current);
    }

    private BotConfigurationResult Load()
    {
        var now = clock.GetUtcNow();
        Interlocked.Exchange(ref lastAttemptTicks, now.UtcTicks);
        return BotConfigurationLoader.Load(Folder, now, builtIn);
    }

    private BotConfigurationSnapshot Prepared(BotConfigurationSnapshot snapshot)
        => forgivesMissingTexts ? snapshot with { Texts = snapshot.Texts.Forgiving(LogMissingText) } : snapshot;

    private void Tell(BotConfigurationSnapshot snapshot)
    {
        Action<BotConfigurationSnapshot>[] all;
        lock (listeners)
            all = [.. listeners];
        foreach (var listener in all)
            Tell(listener, snapshot);
    }

    private void Tell(Action<BotConfigurationSnapshot> listener, BotConfigurationSnapshot snapshot)
    {
        try
        {
            listener(snapshot);
        }
        catch (Exception exception)
        {
            // One listener's fault must neither keep the others from being told nor end the watch.
            LogListenerFailed(exception, snapshot.Version);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The configuration in {Folder} was changed; version {Version} is in use")]
    private partial void LogChanged(string folder, string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed configuration in {Folder} is refused for {Count} problem(s), first: {First}. Version {Version} stays in use")]
    private partial void LogRefused(string folder, int count, string first, string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener failed on version {Version} of the configuration")]
    private partial void LogListenerFailed(Exception exception, string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "There is no {What}")]
    private partial void LogMissingText(string what);

    private sealed class Subscription(BotConfigurationSource source, Action<BotConfigurationSnapshot> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (source.listeners)
                source.listeners.Remove(listener);
        }
    }
}
