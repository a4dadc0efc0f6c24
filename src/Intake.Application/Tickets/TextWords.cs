using Intake.Domain.Tickets;

namespace Intake.Application.Tickets;

/// <summary>The words of a text, as people search and read them.</summary>
internal static class TextWords
{
    /// <summary>The words: of particulars those of the place and the answers, of everything else the text as it is.</summary>
    public static string Of(TextRole role, string body) =>
        role == TextRole.Particulars && body.Length > 0 ? TicketParticulars.FromJson(body).Words : body;
}
