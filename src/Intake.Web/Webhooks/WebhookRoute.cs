using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using Intake.Application.Notifications;
using Intake.Application.Webhooks;
using Intake.Application.Writing;

namespace Intake.Web.Webhooks;

/// <summary>
/// Posts what happened to another system, as Standard Webhooks has it: <c>webhook-id</c> is the same in every attempt,
/// <c>webhook-timestamp</c> and <c>webhook-signature</c> are the attempt's own. Any 2xx is an arrival, 410 switches the
/// webhook off, and everything else is tried again. Redirects are not followed: they would lead elsewhere than the
/// administrator said.
/// </summary>
internal sealed class WebhookRoute(WebhookQueries hooks, WebhookSecret secret, CommandWriter writer, TimeProvider clock) : IOutboxRoute, IDisposable
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = AnswersWithin }) { Timeout = AnswersWithin };

    /// <inheritdoc/>
    public string Kind => WebhooksRegistration.Kind;

    /// <inheritdoc/>
    public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (await hooks.FindAsync(message.Address, cancellationToken) is not { } hook)
            return new(OutboxStatus.Dead, "webhook-removed");
        if (!hook.IsOn)
            return new(OutboxStatus.Dead, "webhook-off");
        var (result, isGone) = await PostAsync(hook, message, cancellationToken);
        // Also while the program is asked to end: what has arrived and is not recorded would be posted once more.
        await writer.WriteAsync(new RecordPost(message.Id, hook.Id, result, isGone), CancellationToken.None);
        return result with { IsRecorded = true };
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(OutboxResult Result, bool IsGone)> PostAsync(WebhookRow hook, OutboxRow message, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(hook, message);
            // What the receiver says beside its status is not read, however much it is.
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.IsSuccessStatusCode)
                return (OutboxResult.Sent, false);
            var code = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            return answer.StatusCode == HttpStatusCode.Gone
                ? (new(OutboxStatus.Dead, code), true)
                : (new(OutboxStatus.Waiting, code, WaitOf(answer.Headers.RetryAfter)), false);
        }
        catch (HttpRequestException fault)
        {
            return (new(OutboxStatus.Waiting, fault.HttpRequestError.ToString()), false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new(OutboxStatus.Waiting, "no-answer"), false);
        }
    }

    private HttpRequestMessage Request(WebhookRow hook, OutboxRow message)
    {
        var now = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new StringContent(message.Payload, Encoding.UTF8, MediaTypeNames.Application.Json) };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Intake", null));
        request.Headers.Add("webhook-id", message.IdempotencyKey);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", secret.Sign(hook, message.IdempotencyKey, message.Payload, now));
        return request;
    }

    // A receiver may ask for patience, but not for a year of it.
    private TimeSpan? WaitOf(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return wait > TimeSpan.Zero ? TimeSpan.FromTicks(Math.Min(wait.Value.Ticks, LongestWait.Ticks)) : null;
    }
}
