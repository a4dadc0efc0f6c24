using Intake.Application.Attachments;
using Intake.Application.Batches;
using Intake.Application.Calendars;
using Intake.Application.Conversations;
using Intake.Application.Knowledge;
using Intake.Application.Notifications;
using Intake.Application.Openings;
using Intake.Application.Programs;
using Intake.Application.Publication;
using Intake.Application.Questionnaires;
using Intake.Application.Staff;
using Intake.Application.Tickets;
using Intake.Application.Webhooks;
using Intake.Application.Writing;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Data;

/// <summary>The database: a table of contents. Each mapping lies beside its feature.</summary>
public sealed class IntakeDbContext(DbContextOptions<IntakeDbContext> options) : IdentityDbContext<StaffMember, IdentityRole, string>(options)
{
    /// <summary>Tickets as their events say.</summary>
    public DbSet<TicketRow> Tickets => Set<TicketRow>();

    /// <summary>The event log.</summary>
    public DbSet<TicketEventRow> TicketEvents => Set<TicketEventRow>();

    /// <summary>Texts, kept beside the log so that they can be deleted.</summary>
    public DbSet<TicketTextRow> TicketTexts => Set<TicketTextRow>();

    /// <summary>Contact data of requesters.</summary>
    public DbSet<RequesterRow> Requesters => Set<RequesterRow>();

    /// <summary>Conversations that hear of a ticket.</summary>
    public DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();

    /// <summary>Files.</summary>
    public DbSet<AttachmentRow> Attachments => Set<AttachmentRow>();

    /// <summary>What is in files, where no folder holds it.</summary>
    public DbSet<AttachmentContentRow> AttachmentContents => Set<AttachmentContentRow>();

    /// <summary>Articles of the knowledge base that are written on the administrators' page.</summary>
    public DbSet<ArticleRow> Articles => Set<ArticleRow>();

    /// <summary>Every version of these articles.</summary>
    public DbSet<ArticleVersionRow> ArticleVersions => Set<ArticleVersionRow>();

    /// <summary>Many requests out of one file.</summary>
    public DbSet<BatchRow> Batches => Set<BatchRow>();

    /// <summary>Which tickets came by which batch.</summary>
    public DbSet<BatchTicketRow> BatchTickets => Set<BatchTicketRow>();

    /// <summary>Changes of the working calendars.</summary>
    public DbSet<CalendarEditRow> CalendarEdits => Set<CalendarEditRow>();

    /// <summary>Conversations and their state.</summary>
    public DbSet<ConversationRow> Conversations => Set<ConversationRow>();

    /// <summary>What was said in conversations whose channel fetches it from here.</summary>
    public DbSet<ChatActivityRow> ChatActivities => Set<ChatActivityRow>();

    /// <summary>Every incoming message, raw.</summary>
    public DbSet<InboundMessageRow> InboundMessages => Set<InboundMessageRow>();

    /// <summary>What waits to leave.</summary>
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    /// <summary>What units and the centre are told.</summary>
    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    /// <summary>Suggestion boxes that were opened.</summary>
    public DbSet<OpeningRow> Openings => Set<OpeningRow>();

    /// <summary>Sheets that were in them.</summary>
    public DbSet<OpeningSheetRow> OpeningSheets => Set<OpeningSheetRow>();

    /// <summary>Sheets that somebody is typing.</summary>
    public DbSet<OpeningDraftRow> OpeningDrafts => Set<OpeningDraftRow>();

    /// <summary>Bulletins.</summary>
    public DbSet<BulletinRow> Bulletins => Set<BulletinRow>();

    /// <summary>Items of bulletins.</summary>
    public DbSet<BulletinItemRow> BulletinItems => Set<BulletinItemRow>();

    /// <summary>What questionnaires said when they were answered.</summary>
    public DbSet<QuestionnaireVersionRow> QuestionnaireVersions => Set<QuestionnaireVersionRow>();

    /// <summary>Questionnaires that were answered.</summary>
    public DbSet<QuestionnaireResponseRow> QuestionnaireResponses => Set<QuestionnaireResponseRow>();

    /// <summary>Answers to questions of questionnaires.</summary>
    public DbSet<QuestionnaireAnswerRow> QuestionnaireAnswers => Set<QuestionnaireAnswerRow>();

    /// <summary>Which tickets came of which questionnaire.</summary>
    public DbSet<QuestionnaireItemRow> QuestionnaireItems => Set<QuestionnaireItemRow>();

    /// <summary>What tells a questionnaire that is sent twice.</summary>
    public DbSet<QuestionnaireRepeatRow> QuestionnaireRepeats => Set<QuestionnaireRepeatRow>();

    /// <summary>What was deleted of answers because its time was over.</summary>
    public DbSet<QuestionnaireDeletionRow> QuestionnaireDeletions => Set<QuestionnaireDeletionRow>();

    /// <summary>Keys of programs.</summary>
    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    /// <summary>Addresses of other systems that are told what happens.</summary>
    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    /// <summary>Answers kept for repeats.</summary>
    public DbSet<IdempotencyRow> IdempotencyKeys => Set<IdempotencyRow>();

    /// <summary>Numbers given out in blocks.</summary>
    public DbSet<CounterRow> Counters => Set<CounterRow>();

    /// <summary>What the product remembers of itself.</summary>
    public DbSet<SettingRow> Settings => Set<SettingRow>();

    /// <summary>One-time links for staff.</summary>
    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    /// <summary>Keys that protect cookies and forms.</summary>
    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(IntakeDbContext).Assembly, IsForEveryDatabase);
        if (Database.IsNpgsql())
            builder.ApplyConfiguration(new TextVectorMapping());
        if (Database.IsSqlServer())
            SqlServerModel.Apply(builder);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<string>().HaveMaxLength(200);
        // Texts are compared and ordered by their code points everywhere, as SQLite does: "a" is not "A", whatever the server's default says.
        if (Database.IsNpgsql())
            configurationBuilder.Properties<string>().UseCollation("C");
        if (Database.IsSqlServer())
            configurationBuilder.Properties<string>().UseCollation("Latin1_General_100_BIN2");
    }

    private static bool IsForEveryDatabase(Type mapping) => mapping.GetCustomAttributes(typeof(OneDatabaseAttribute), inherit: false).Length == 0;
}
