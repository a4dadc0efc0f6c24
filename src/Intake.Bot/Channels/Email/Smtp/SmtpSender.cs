namespace Intake.Bot.Channels.Email.Smtp;

/// <summary>Hands letters over, a few at a time and each by a connection of its own: what a server closes in between is no question then.</summary>
internal sealed class SmtpSender(EmailOptions options, TimeProvider clock) : IDisposable
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _free = new(AtOnce, AtOnce);

    /// <summary>Connects, signs in and takes leave, to see whether that works.</summary>
    /// <exception cref="SmtpRefusal">The server refuses.</exception>
    public Task TryAsync(CancellationToken cancellationToken) => WithConnectionAsync((_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Hands a letter over.</summary>
    /// <exception cref="SmtpRefusal">The server refuses.</exception>
    public Task SendAsync(string sender, string receiver, ReadOnlyMemory<byte> letter, CancellationToken cancellationToken) =>
        WithConnectionAsync((connection, patience) => connection.SendAsync(sender, receiver, letter, patience), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private async Task WithConnectionAsync(Func<SmtpConnection, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await using var connection = await SmtpConnection.OpenAsync(options.Smtp, either.Token);
            await work(connection, either.Token);
            await LeaveAsync(connection, either.Token);
        }
        finally
        {
            _free.Release();
        }
    }

    private static async Task LeaveAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.QuitAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // The letter is the server's already: whoever sent it again now would send it twice.
        }
    }
}
