using System.Globalization;
using Intake.Domain;

namespace Intake.Web.Api;

/// <summary>The header <c>Idempotency-Key</c>, which tells a repeat of a request.</summary>
internal static class IdempotencyHeader
{
    /// <summary>The header.</summary>
    public const string Name = "Idempotency-Key";

    /// <summary>The header of an answer that was given before.</summary>
    public const string Replayed = "Idempotency-Replayed";

    private const int Longest = 128;

    /// <summary>Why a header that is there is none.</summary>
    public static Refusal IsBad { get; } = new("IdempotencyKeyIsBad", "most", Longest.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads it; false when it is there and no key.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The key; null when there is no header.</param>
    public static bool TryRead(HttpRequest request, out string? key)
    {
        var given = request.Headers[Name];
        key = given.Count == 0 ? null : given[0];
        return given.Count == 0 || (given.Count == 1 && key is { Length: > 0 and <= Longest });
    }
}
