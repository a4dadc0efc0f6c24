using Intake.Application.Data;
using Intake.Testing.Databases;

// The tests of everything that touches the database, once more on each server's. On SQLite they run where they are written.
namespace Intake.Application.Tests.Data;

[On(DatabaseProvider.PostgreSql)]
public sealed class CommandWriterOnPostgreSql : Writing.CommandWriterTests;

[On(DatabaseProvider.SqlServer)]
public sealed class CommandWriterOnSqlServer : Writing.CommandWriterTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class TicketSearchOnPostgreSql : Tickets.TicketSearchTests;

[On(DatabaseProvider.SqlServer)]
public sealed class TicketSearchOnSqlServer : Tickets.TicketSearchTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class LedgerQueriesOnPostgreSql : Tickets.LedgerTests;

[On(DatabaseProvider.SqlServer)]
public sealed class LedgerQueriesOnSqlServer : Tickets.LedgerTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class DeskQueriesOnPostgreSql : Tickets.DeskQueriesTests;

[On(DatabaseProvider.SqlServer)]
public sealed class DeskQueriesOnSqlServer : Tickets.DeskQueriesTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class InboxOnPostgreSql : Tickets.InboxTests;

[On(DatabaseProvider.SqlServer)]
public sealed class InboxOnSqlServer : Tickets.InboxTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class PeopleQueriesOnPostgreSql : Tickets.PeopleQueriesTests;

[On(DatabaseProvider.SqlServer)]
public sealed class PeopleQueriesOnSqlServer : Tickets.PeopleQueriesTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class TicketQueriesOnPostgreSql : Tickets.TicketQueriesTests;

[On(DatabaseProvider.SqlServer)]
public sealed class TicketQueriesOnSqlServer : Tickets.TicketQueriesTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class PublicTicketQueriesOnPostgreSql : Publication.PublicTicketQueriesTests;

[On(DatabaseProvider.SqlServer)]
public sealed class PublicTicketQueriesOnSqlServer : Publication.PublicTicketQueriesTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class LedgerChecksOnPostgreSql : Ledgers.LedgerTests;

[On(DatabaseProvider.SqlServer)]
public sealed class LedgerChecksOnSqlServer : Ledgers.LedgerTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class ReconciliationOnPostgreSql : Ledgers.ReconciliationTests;

[On(DatabaseProvider.SqlServer)]
public sealed class ReconciliationOnSqlServer : Ledgers.ReconciliationTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class DeadlineEnforcementOnPostgreSql : Deadlines.DeadlineEnforcementTests;

[On(DatabaseProvider.SqlServer)]
public sealed class DeadlineEnforcementOnSqlServer : Deadlines.DeadlineEnforcementTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class MessageRetentionOnPostgreSql : Privacy.MessageRetentionTests;

[On(DatabaseProvider.SqlServer)]
public sealed class MessageRetentionOnSqlServer : Privacy.MessageRetentionTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class RetentionOnPostgreSql : Privacy.RetentionTests;

[On(DatabaseProvider.SqlServer)]
public sealed class RetentionOnSqlServer : Privacy.RetentionTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class PublishingOnPostgreSql : Publication.PublishingTests;

[On(DatabaseProvider.SqlServer)]
public sealed class PublishingOnSqlServer : Publication.PublishingTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class MakingBulletinsOnPostgreSql : Publication.MakingBulletinsTests;

[On(DatabaseProvider.SqlServer)]
public sealed class MakingBulletinsOnSqlServer : Publication.MakingBulletinsTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class BulletinReadingOnPostgreSql : Publication.BulletinReadingTests;

[On(DatabaseProvider.SqlServer)]
public sealed class BulletinReadingOnSqlServer : Publication.BulletinReadingTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class OncePerDayOnPostgreSql : Scheduling.OncePerDayTests;

[On(DatabaseProvider.SqlServer)]
public sealed class OncePerDayOnSqlServer : Scheduling.OncePerDayTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class SeedTicketsOnPostgreSql : Replays.Seeding.SeedTicketsTests;

[On(DatabaseProvider.SqlServer)]
public sealed class SeedTicketsOnSqlServer : Replays.Seeding.SeedTicketsTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class AttachmentStoreOnPostgreSql : Attachments.AttachmentStoreTests;

[On(DatabaseProvider.SqlServer)]
public sealed class AttachmentStoreOnSqlServer : Attachments.AttachmentStoreTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class QuestionnairesOnPostgreSql : Questionnaires.QuestionnaireDeskTests;

[On(DatabaseProvider.SqlServer)]
public sealed class QuestionnairesOnSqlServer : Questionnaires.QuestionnaireDeskTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class SeveralNodesOnPostgreSql : SeveralNodesTests;

[On(DatabaseProvider.SqlServer)]
public sealed class SeveralNodesOnSqlServer : SeveralNodesTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class DatabaseFormOnPostgreSql : DatabaseFormTests;

[On(DatabaseProvider.SqlServer)]
public sealed class DatabaseFormOnSqlServer : DatabaseFormTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class NodesShareOnPostgreSql : NodesShareTests;

[On(DatabaseProvider.SqlServer)]
public sealed class NodesShareOnSqlServer : NodesShareTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class BacklogOnPostgreSql : Telemetry.BacklogTests;

[On(DatabaseProvider.SqlServer)]
public sealed class BacklogOnSqlServer : Telemetry.BacklogTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class NodeLeaseOnPostgreSql : NodeLeaseTests;

[On(DatabaseProvider.SqlServer)]
public sealed class NodeLeaseOnSqlServer : NodeLeaseTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class OutboxLanesOnPostgreSql : Notifications.OutboxLanesTests;

[On(DatabaseProvider.SqlServer)]
public sealed class OutboxLanesOnSqlServer : Notifications.OutboxLanesTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class OpeningsOnPostgreSql : Openings.OpeningDeskTests;

[On(DatabaseProvider.SqlServer)]
public sealed class OpeningsOnSqlServer : Openings.OpeningDeskTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class WallOnPostgreSql : Tickets.WallTests;

[On(DatabaseProvider.SqlServer)]
public sealed class WallOnSqlServer : Tickets.WallTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class KnowledgeOnPostgreSql : Knowledge.KnowledgeTests;

[On(DatabaseProvider.SqlServer)]
public sealed class KnowledgeOnSqlServer : Knowledge.KnowledgeTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class TextMessagesOnPostgreSql : TextMessages.TextMessageTests;

[On(DatabaseProvider.SqlServer)]
public sealed class TextMessagesOnSqlServer : TextMessages.TextMessageTests;

[On(DatabaseProvider.PostgreSql)]
public sealed class CalendarsOnPostgreSql : Calendars.CalendarDeskTests;

[On(DatabaseProvider.SqlServer)]
public sealed class CalendarsOnSqlServer : Calendars.CalendarDeskTests;
