using System.Security.Cryptography;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Publication;
using Intake.Domain.Publication;

namespace Intake.Bot.Channels.WeChat;

/// <summary>
/// Hands published bulletins over as draft articles, for somebody to look at in WeChat and to send from there. What was
/// withdrawn or corrected since is not handed over any more, and a version whose draft is there is not handed over again.
/// </summary>
internal sealed class WeChatDraftRoute(WeChatClient client, WeChatTokens tokens, WeChatOptions options, NodeMemory memory, PublicBulletinQueries bulletins, BotConfigurationSource configuration) : IOutboxRoute
{
    private const int NoSuchPicture = 40007;

    private readonly string _account = options.AppId[..Math.Min(options.AppId.Length, 24)];

    /// <inheritdoc/>
    public string Kind => new ArticleTarget(WeChatEndpoints.Code).OutboxKind;

    /// <inheritdoc/>
    public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var article = Article.FromJson(message.Payload);
        var now = await bulletins.FindAsync(article.Series, article.Issue, cancellationToken);
        if (now is not { Status: BulletinStatus.Published } || Article.VersionOf(now) != article.Version)
            return new(OutboxStatus.Dead, "bulletin-changed");
        try
        {
            return await SendAsync(article, cancellationToken);
        }
        catch (WeChatException fault)
        {
            return WeChatErrors.ResultOf(fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new(OutboxStatus.Waiting, "unreachable");
        }
    }

    private async Task<OutboxResult> SendAsync(Article article, CancellationToken cancellationToken)
    {
        var source = ArticleToDraft.SourceOf(article);
        // It may have arrived although its answer was lost.
        var drafts = await tokens.UseAsync(token => client.DraftsAsync(token, cancellationToken), cancellationToken);
        if (drafts.Any(draft => draft.ContentSourceUrl == source))
            return OutboxResult.Sent;
        var (cover, name) = await CoverAsync(cancellationToken);
        try
        {
            await tokens.UseAsync(token => client.DraftAddAsync(token, new([ArticleToDraft.Convert(article, cover)]), cancellationToken), cancellationToken);
            return OutboxResult.Sent;
        }
        catch (WeChatException fault) when (fault.Code == NoSuchPicture)
        {
            // Somebody has deleted it from the account: it is uploaded anew with the next attempt.
            await memory.ForgetAsync(name, cancellationToken);
            return new(OutboxStatus.Waiting, WeChatErrors.FailureOf(fault.Code));
        }
    }

    /// <summary>The picture's id at WeChat, uploaded when it is used for the first time.</summary>
    private async Task<(string Id, string Name)> CoverAsync(CancellationToken cancellationToken)
    {
        byte[] picture = configuration.Current.Authority.OfficialAccount.Cover is { } own ? [.. own] : CoverPicture.Paint();
        var name = $"wechat-cover:{_account}:{Convert.ToHexStringLower(SHA256.HashData(picture))[..16]}";
        if (await memory.RecallAsync(name, cancellationToken) is { } known)
            return (known, name);
        var id = await tokens.UseAsync(token => client.AddMaterialAsync(token, picture, isPng: picture[0] == 0x89, cancellationToken), cancellationToken);
        await memory.RememberAsync(name, id, cancellationToken);
        return (id, name);
    }
}
