using Intake.Application.Writing;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.Email.Maildir;

/// <summary>
/// Looks for mail now and then: a network folder tells nobody when something comes. A mail is moved only when what it says
/// is durable; one that comes again after a crash is known by what it is. What fails is tried again, each time later, and
/// after the fifth time kept apart.
/// </summary>
internal sealed partial class MaildirWatch(EmailOptions options, EmailIntake intake, EmailHealth health, TimeProvider clock, ILogger<MaildirWatch> logger)
{
    private const int MostTries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    private readonly List<MaildirFolder> _folders = [.. options.Maildirs.Select(path => new MaildirFolder(path))];
    private readonly Dictionary<string, (DateTimeOffset At, string Reason)> _later = new(StringComparer.Ordinal);

    /// <summary>Looks until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var areThere = true;
            foreach (var folder in _folders)
                areThere &= await LookAsync(folder, cancellationToken);
            health.Maildir(areThere);
            await Task.Delay(options.Poll, clock, cancellationToken);
        }
    }

    /// <summary>Takes in what has come to a folder. Answers whether the folder can be read.</summary>
    private async Task<bool> LookAsync(MaildirFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            if (!folder.IsThere)
                return false;
            foreach (var name in folder.Waiting())
                await TakeAsync(folder, name, cancellationToken);
            return true;
        }
        catch (CannotBeSavedException)
        {
            LogNotSaved();
            return true; // the mail waits where it is
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotRead(fault.GetType().Name);
            return false;
        }
    }

    private async Task TakeAsync(MaildirFolder folder, string name, CancellationToken cancellationToken)
    {
        if (_later.TryGetValue(name, out var later) && later.At > clock.GetUtcNow())
            return;
        var tries = folder.Begin(name);
        if (tries >= MostTries)
        {
            await intake.ParkPoisonAsync(name, later.Reason ?? "crash", cancellationToken);
            folder.Poison(name, later.Reason ?? "crash");
            _later.Remove(name);
            return;
        }

        try
        {
            await using (var mail = folder.Open(name))
                await intake.TakeAsync(mail, cancellationToken);
            folder.Done(name);
            _later.Remove(name);
        }
        catch (Exception fault) when (fault is CannotBeSavedException or OperationCanceledException)
        {
            folder.Forget(name);
            throw;
        }
        catch (FileNotFoundException)
        {
            folder.Forget(name); // another node has it
        }
        // Whatever it is, the mails behind this one do not wait for it.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _later[name] = (clock.GetUtcNow() + (FirstPause * Math.Pow(2, tries)), fault.GetType().Name);
            LogFailed(tries + 1, fault.GetType().Name, fault.TargetSite?.DeclaringType?.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail could not be handled, try {Tries}: {Fault} in {Where}")]
    private partial void LogFailed(int tries, string fault, string? where);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail waits because the database cannot be written")]
    private partial void LogNotSaved();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A folder of Email__Maildir cannot be read: {Fault}")]
    private partial void LogNotRead(string fault);
}
