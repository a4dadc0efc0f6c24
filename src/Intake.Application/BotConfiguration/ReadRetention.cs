using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>retention.yaml</c>; what is left out has the default.</summary>
internal static class ReadRetention
{
    internal static Retention From(YamlReading reading)
    {
        var standard = new Retention();
        using var file = reading.Open("retention.yaml");
        if (file is null)
            return standard;
        return new Retention
        {
            TicketMonths = file.Whole("ticketMonths", standard.TicketMonths, 1, 1200),
            TicketMonthsByKind = ByKind(file),
            AttachmentMonths = file.Whole("attachmentMonths", standard.AttachmentMonths, 1, 1200),
            ConversationDays = file.Whole("conversationDays", standard.ConversationDays, 1, 3650),
            IncomingDays = file.Whole("incomingDays", standard.IncomingDays, 1, 3650),
            OutgoingDays = file.Whole("outgoingDays", standard.OutgoingDays, 1, 3650),
            AccessLogMonths = file.Whole("accessLogMonths", standard.AccessLogMonths, 1, 1200),
            QuestionnaireMonths = file.Whole("questionnaireMonths", standard.QuestionnaireMonths, 1, 1200),
        };
    }

    private static Dictionary<TicketKind, int> ByKind(YamlSection file)
    {
        using var section = file.Section("ticketMonthsByKind", isRequired: false);
        var months = new Dictionary<TicketKind, int>();
        foreach (var (name, kind) in SectionTexts.Kinds)
        {
            if (section?.Has(name) == true)
                months[kind] = section.Whole(name, null, 1, 1200);
        }

        return months;
    }
}
