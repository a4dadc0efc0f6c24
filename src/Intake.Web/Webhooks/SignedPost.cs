using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using Intake.Application.Notifications;

namespace Intake.Web.Webhooks;

/// <summary>Where something is posted, with its signature made by who has the secret.</summary>
/// <param name="Url">The address.</param>
/// <param name="Id">The header <c>webhook-id</c>: the same in every attempt.</param>
/// <param name="Body">The body, JSON.</param>
/// <param name="Sign">The header <c>webhook-signature</c> at an instant.</param>
internal sealed record PostDraft(Uri Url, string Id, string Body, Func<DateTimeOffset, string> Sign);

/// <summary>
/// Posts as Standard Webhooks has it: <c>webhook-id</c> is the same in every attempt, <c>webhook-timestamp</c> and
/// <c>webhook-signature</c> are the attempt's own. Any 2xx is an arrival. Redirects are not followed: they would lead
/// elsewhere than somebody has said.
/// </summary>
internal sealed class SignedPost(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = AnswersWithin }) { Timeout = AnswersWithin };

    /// <summary>Posts. Answers what came of it, and the status where there was an answer.</summary>
    public async Task<(OutboxResult Result, int? Status)> SendAsync(PostDraft draft, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(draft);
            // What the receiver says beside its status is not read, however much it is.
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)answer.StatusCode;
            return answer.IsSuccessStatusCode
                ? (OutboxResult.Sent, status)
                : (new(OutboxStatus.Waiting, status.ToString(CultureInfo.InvariantCulture), WaitOf(answer.Headers.RetryAfter)), status);
        }
        catch (HttpRequestException fault)
        {
            return (new(OutboxStatus.Waiting, fault.HttpRequestError.ToString()), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new(OutboxStatus.Waiting, "no-answer"), null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(PostDraft draft)
    {
        var now = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, draft.Url) { Content = new StringContent(draft.Body, Encoding.UTF8, MediaTypeNames.Application.Json) };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Intake", null));
        request.Headers.Add("webhook-id", draft.Id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", draft.Sign(now));
        return request;
    }

    // A receiver may ask for patience, but not for a year of it.
    private TimeSpan? WaitOf(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return wait > TimeSpan.Zero ? TimeSpan.FromTicks(Math.Min(wait.Value.Ticks, LongestWait.Ticks)) : null;
    }
}
