using System.Globalization;
using System.Text.Json;
using Intake.Application.Replays;
using Intake.Bot.Channels;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Web.Commands;

/// <summary>
/// Somebody who writes a message of a replayed file into the chat: all of it at once, and then whatever the conversation still
/// asks, in the shortest way to "send". Each row is a conversation of its own, its messages numbered, so that saying it again
/// gets the same answers again.
/// </summary>
internal sealed class ReplayCitizen(ActivityIntake door, ReplayClock clock, Authority authority, ChannelProfile channel)
{
    private const int MostMessages = 15;
    private static readonly TimeSpan Typing = TimeSpan.FromSeconds(20);

    // Which button takes the shortest way, the best first: a whole value, or the beginning of one.
    private static readonly string[] Ways = ["yes", "service:", "done", "skip", "centre-only", "value:", "unsure", "m|resume", "m|submit"];

    /// <summary>Says a row, and answers what came of it.</summary>
    public async Task<ReplaySaying> SayAsync(ReplayRow row, CancellationToken cancellationToken)
    {
        var next = Activity.Message(row.Text);
        // To be told once that it is too long is enough.
        var most = row.Text.Length > authority.Policy.MessageCharacters ? 1 : MostMessages;
        var isTold = true;
        for (var number = 1; number <= most; number++)
        {
            var handled = await door.HandleAsync(MessageOf(row, number, next), cancellationToken);
            if (handled.IsParked)
                return new(null, IsParked: true);
            if (TicketIn(handled) is { } ticket)
                return new(ticket, IsParked: false);
            var button = Best(handled);
            next = button is not null ? Activity.Pressed(button) : Activity.Message(isTold ? AnswerOf(row) : row.Text);
            isTold = button is null || !button.StartsWith("m|", StringComparison.Ordinal);
            clock.PutOnTo(clock.GetUtcNow() + Typing);
        }

        return new(null, IsParked: false);
    }

    private InboundActivity MessageOf(ReplayRow row, int number, Activity activity) => new()
    {
        Profile = channel,
        Conversation = row.Id,
        Message = number.ToString(CultureInfo.InvariantCulture),
        Raw = JsonSerializer.Serialize(new { line = row.Line, text = activity.Text, value = activity.Value }, ReadableChinese),
        Activity = activity,
    };

    private static readonly JsonSerializerOptions ReadableChinese = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private TicketId? TicketIn(HandledActivity handled) =>
        handled.Replies.Select(reply => reply.ReceiptOf).OfType<string>().LastOrDefault() is { } number && TicketNumber.TryParse(number, authority.Jurisdiction, out var id) ? id : null;

    /// <summary>The value of the button to press; null when words are asked for.</summary>
    private static string? Best(HandledActivity handled)
    {
        var buttons = handled.Replies.LastOrDefault(reply => reply.Buttons.Count > 0)?.Buttons ?? [];
        return Ways.Select(way => buttons.FirstOrDefault(button => Leads(button.Value, way))?.Value).FirstOrDefault(value => value is not null);
    }

    // A button's value is the number of its question, a bar, and the choice; those of the menu have no number.
    private static bool Leads(string value, string way)
    {
        var choice = way.Contains('|', StringComparison.Ordinal) ? value : value[(value.IndexOf('|', StringComparison.Ordinal) + 1)..];
        return way.EndsWith(':') ? choice.StartsWith(way, StringComparison.Ordinal) : choice == way;
    }

    /// <summary>An answer to a question that cannot be passed over: the day on which it was written, which is words, a number and a date.</summary>
    private string AnswerOf(ReplayRow row) => TimeZoneInfo.ConvertTime(row.SentAt, authority.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
