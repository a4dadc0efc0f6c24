using Intake.Application.Attachments;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Publication;
using Intake.Application.Questionnaires;
using Intake.Application.Telemetry;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Intake.Application;

/// <summary>Puts the use cases into a host.</summary>
public static class ApplicationRegistration
{
    /// <summary>Adds the database, the one writer and what the use cases need. The configuration of the authority is added apart.</summary>
    public static IServiceCollection AddIntakeApplication(this IServiceCollection services, DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMeters();
        services.AddIntakeDatabase(options);
        services.AddSingleton<ReceiptKey>();
        services.AddSingleton(provider => new ReceiptSecret(provider.GetRequiredService<ReceiptKey>().Value));
        services.AddSingleton<DatabaseProbe>();
        services.AddSingleton<WriterHealth>();
        services.AddSingleton<WriteProbe>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<CommandWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<CommandWriter>());
        services.AddSingleton<AttachmentStore>();
        services.AddSingleton(Contents);
        services.AddSingleton<ChatQueries>();
        services.AddSingleton<ReceiptGuard>();
        services.AddSingleton<ReceiptQueries>();
        services.AddSingleton<ReceiptDesk>();
        services.AddSingleton<NodeMemory>();
        services.AddSingleton<OutboxClaims>();
        services.AddSingleton<OutboxSender>();
        services.AddHostedService<OutboxPump>();
        services.AddSingleton<AnswerLedger>();
        services.AddHostedService(provider => provider.GetRequiredService<AnswerLedger>());
        services.AddPublication();
        services.AddSingleton<QuestionnaireDesk>();
        services.AddSingleton<QuestionnaireQueries>();
        return services;
    }

    // Nodes have no folder in common unless one is named: then the database is what they share.
    private static IAttachmentContents Contents(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<DatabaseOptions>();
        var contexts = provider.GetRequiredService<IDbContextFactory<IntakeDbContext>>();
        var own = Path.Combine(options.Folder, "attachments");
        if (provider.GetRequiredService<IConfiguration>()["Attachments:Folder"] is { Length: > 0 } shared)
            return new FolderContents(Path.GetFullPath(shared), contexts);
        return options.IsEmbedded ? new FolderContents(own, contexts) : new DatabaseContents(own, contexts, provider.GetRequiredService<TimeProvider>());
    }
}
