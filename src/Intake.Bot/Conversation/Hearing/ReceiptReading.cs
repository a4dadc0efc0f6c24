using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Hearing;

/// <summary>What a message holds of a receipt.</summary>
/// <param name="Number">The number in its own form; null when none could be read.</param>
/// <param name="Secret">What may be the secret; null when nothing looks like one.</param>
/// <param name="IsMisread">Whether something looks like a number but its check digit is wrong.</param>
/// <param name="IsAlone">Whether the message says little else.</param>
internal readonly record struct ReceiptReading(string? Number, string? Secret, bool IsMisread, bool IsAlone)
{
    /// <summary>Whether the message is a receipt, right or misread, and little else.</summary>
    public bool IsReceipt => IsAlone && (Number is not null || IsMisread);

    private static readonly ConcurrentDictionary<string, Regex> NumberForms = new(StringComparer.Ordinal);

    private const int FewCharacters = 12;
    private const int SecretLength = 10;

    /// <summary>Reads a message.</summary>
    public static ReceiptReading Of(string text, string jurisdiction)
    {
        if (text.Length > 400)
            return default;
        var folded = text.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        var match = NumberForm(jurisdiction).Match(folded);
        if (!match.Success)
            return new(null, SecretIn(folded) is { } alone && alone.Any(char.IsAsciiDigit) ? alone : null, false, true);
        var rest = folded.Remove(match.Index, match.Length);
        var secret = SecretIn(rest);
        var others = rest.Count(char.IsLetterOrDigit) - (secret?.Length ?? 0);
        return TicketNumber.TryParse(match.Value, jurisdiction, out var id)
            ? new(TicketNumber.Format(jurisdiction, id), secret, false, others <= FewCharacters)
            : new(null, secret, true, others <= FewCharacters);
    }

    /// <summary>Ten characters of Crockford's alphabet that stand alone, with the letters that people take for its digits; hyphens and a space within are forgiven.</summary>
    private static string? SecretIn(string folded)
    {
        var words = folded.Split([' ', '\n', ',', '，', ':', '：', ';', '/', '。'], StringSplitOptions.RemoveEmptyEntries).Select(word => string.Concat(word.Where(c => c != '-' && c < 128))).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (IsSecret(words[i]))
                return words[i];
            if (i + 1 < words.Count && words[i].Length < SecretLength && IsSecret(words[i] + words[i + 1]))
                return words[i] + words[i + 1];
        }

        return null;
    }

    private static bool IsSecret(string word) => word.Length == SecretLength && word.All(c => char.IsAsciiLetterOrDigit(c) && c != 'U');

    private static Regex NumberForm(string jurisdiction) => NumberForms.GetOrAdd(
        jurisdiction,
        static letters => new($@"{letters}[\- ]?[0-9]{{8}}[\- ]?[0-9]{{3,7}}[\- ]?[0-9](?![0-9])", RegexOptions.CultureInvariant));
}
