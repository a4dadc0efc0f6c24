using System.Text;

namespace Intake.Bot.Conversation.Handling;

/// <summary>Keeps the secrets that people write out of what is stored: a copy of the database opens no receipt.</summary>
internal sealed class SecretMasking
{
    private const string Mask10 = "**********";
    private readonly List<string> _seen = [];

    /// <summary>Whether a secret was written.</summary>
    public bool HasSeen => _seen.Count > 0;

    /// <summary>Learns what was written as a secret.</summary>
    public void See(ConversationCommand command)
    {
        if (command is LookUpReceipt { Secret: { Length: > 0 } secret })
            _seen.Add(secret);
    }

    /// <summary>The text without them, however they were spaced, hyphened or capitalised in it.</summary>
    public string Mask(string text)
    {
        foreach (var secret in _seen)
            text = Without(text, secret);
        return text;
    }

    private static string Without(string text, string secret)
    {
        var wanted = Compact(secret);
        if (wanted.Length == 0)
            return text;
        var folded = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (Compact(text[i].ToString()) is [var c])
            {
                folded.Append(c);
                places.Add(i);
            }
        }

        var at = folded.ToString().LastIndexOf(wanted, StringComparison.Ordinal);
        return at < 0 ? text : string.Concat(text.AsSpan(0, places[at]), Mask10, text.AsSpan(places[at + wanted.Length - 1] + 1));
    }

    private static string Compact(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(c => char.IsLetterOrDigit(c)));
}
