using System.Globalization;
using System.Security.Cryptography;
using Intake.Application.Data;
using Microsoft.AspNetCore.DataProtection;

namespace Intake.Bot.Channels.WeChat;

/// <summary>
/// The access token: one for all nodes, in the database's memory and protected there. One node renews it before it is over
/// (<see cref="RenewAsync"/>); a node that finds none asks WeChat itself, which gives everybody the same one.
/// </summary>
internal sealed class WeChatTokens(WeChatClient client, WeChatOptions options, NodeMemory memory, IDataProtectionProvider protection, TimeProvider clock) : IDisposable
{
    /// <summary>How long before its end a token is renewed: WeChat gives a new one in the last five minutes, and lets both be good so long.</summary>
    public static readonly TimeSpan RenewedBefore = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan UsedBefore = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _protector = protection.CreateProtector("Intake.WeChat.AccessToken.v1");
    private readonly SemaphoreSlim _alone = new(1, 1);
    private readonly string _name = $"wechat-token:{options.AppId[..Math.Min(options.AppId.Length, 40)]}";
    private volatile Kept? _last;

    /// <summary>Does something with the token; once more with another one when WeChat says that this one is over.</summary>
    /// <exception cref="WeChatException">WeChat refuses.</exception>
    public async Task<T> UseAsync<T>(Func<string, Task<T>> use, CancellationToken cancellationToken)
    {
        var token = await GetAsync(cancellationToken);
        try
        {
            return await use(token);
        }
        catch (WeChatException fault) when (fault.IsOfToken)
        {
            return await use(await InsteadOfAsync(token, cancellationToken));
        }
    }

    /// <summary>The same for what answers nothing.</summary>
    public Task UseAsync(Func<string, Task> use, CancellationToken cancellationToken) => UseAsync(
        async token =>
        {
            await use(token);
            return true;
        },
        cancellationToken);

    /// <summary>Renews the token when it is nearly over. Answers how long it is good before the next time.</summary>
    public async Task<TimeSpan> RenewAsync(CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            var kept = await RecallAsync(cancellationToken);
            if (kept is null || Left(kept) <= RenewedBefore)
                kept = await AskAsync(force: false, cancellationToken);
            return Left(kept) - RenewedBefore;
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _alone.Dispose();

    private async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && Left(last) > UsedBefore)
            return last.Token;
        await _alone.WaitAsync(cancellationToken);
        try
        {
            var kept = _last is { } now && Left(now) > UsedBefore ? now : await RecallAsync(cancellationToken);
            return kept is not null && Left(kept) > UsedBefore ? kept.Token : (await AskAsync(force: false, cancellationToken)).Token;
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <summary>Another token than one that is over: one that another node has kept by now, else WeChat's own, forced only when it gives the same again.</summary>
    private async Task<string> InsteadOfAsync(string over, CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            if (await RecallAsync(cancellationToken) is { } kept && kept.Token != over && Left(kept) > UsedBefore)
                return kept.Token;
            var asked = await AskAsync(force: false, cancellationToken);
            return asked.Token != over ? asked.Token : (await AskAsync(force: true, cancellationToken)).Token;
        }
        finally
        {
            _alone.Release();
        }
    }

    private async Task<Kept> AskAsync(bool force, CancellationToken cancellationToken)
    {
        var (token, expiresIn) = await client.StableTokenAsync(force, cancellationToken);
        var kept = new Kept(token, clock.GetUtcNow() + expiresIn);
        await memory.RememberAsync(_name, _protector.Protect($"{kept.Until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} {token}"), cancellationToken);
        return _last = kept;
    }

    private async Task<Kept?> RecallAsync(CancellationToken cancellationToken)
    {
        if (await memory.RecallAsync(_name, cancellationToken) is not { } value)
            return null;
        try
        {
            var parts = _protector.Unprotect(value).Split(' ', 2);
            return _last = new(parts[1], DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture)));
        }
        catch (CryptographicException)
        {
            return null; // of keys that are gone: another one is asked for
        }
    }

    private TimeSpan Left(Kept kept) => kept.Until - clock.GetUtcNow();

    private sealed record Kept(string Token, DateTimeOffset Until);
}
