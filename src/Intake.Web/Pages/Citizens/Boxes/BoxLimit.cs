using System.Threading.RateLimiting;

namespace Intake.Web.Pages.Citizens.Boxes;

/// <summary>How often an address may use the box: it is open to everyone and makes tickets. Counted by each node for itself.</summary>
internal sealed class BoxLimit : IAsyncDisposable
{
    /// <summary>Most forms of an address within <see cref="Window"/>: a public computer has many users.</summary>
    public const int Forms = 30;

    /// <summary>Ten minutes.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> _forms = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Forms, Window = Window }));

    /// <summary>How long to wait; null when it may be used.</summary>
    public TimeSpan? WaitFor(HttpContext context)
    {
        using var lease = _forms.AttemptAcquire(context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _forms.DisposeAsync();
}
