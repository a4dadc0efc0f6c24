using System.Text.RegularExpressions;
using Intake.Application.BotConfiguration;
using Intake.Domain.Tickets;

namespace Intake.Bot.Channels.Email;

/// <summary>Takes the secrets of receipts out of text that is kept: answers to our letters quote them, and a copy of the database must open no receipt.</summary>
internal sealed class ReceiptsInText(BotConfigurationSource configuration, ReceiptSecret secrets)
{
    private const string Hidden = "**********";
    private const int MostNumbers = 200;

    /// <summary>The text without the secret of any number that is in it.</summary>
    public string Mask(string text)
    {
        var jurisdiction = configuration.Current.Authority.Jurisdiction;
        var numbers = Regex.Matches(text, $@"\b{Regex.Escape(jurisdiction)}[- ]?[0-9]{{8}}[- ]?[0-9]{{3,7}}[- ]?[0-9](?![0-9])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5));
        foreach (var number in numbers.Take(MostNumbers).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (TicketNumber.TryParse(number, jurisdiction, out var id))
                text = text.Replace(secrets.For(TicketNumber.Format(jurisdiction, id)), Hidden, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }
}
