using System.Globalization;
using System.Threading.RateLimiting;

namespace Intake.Web.Open311;

/// <summary>How often an address may read: reading is open to everyone, and masking texts is work. Counted by each node for itself.</summary>
internal sealed class Open311Limit(Open311Answers answers) : IAsyncDisposable
{
    /// <summary>Most readings of an address within a minute.</summary>
    public const int ReadingsAMinute = 300;

    private readonly PartitionedRateLimiter<string> _readings = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = ReadingsAMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Reads, or answers 429 with how long to wait.</summary>
    public async Task ReadAsync(HttpContext context, Func<HttpContext, Task> read)
    {
        using var lease = _readings.AttemptAcquire(context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (lease.IsAcquired)
        {
            await read(context);
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await answers.RefuseAsync(context, Open311Problem.Of(StatusCodes.Status429TooManyRequests, "open311.too-often"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _readings.DisposeAsync();
}
