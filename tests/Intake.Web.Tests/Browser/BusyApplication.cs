using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Programs;
using Intake.Application.Staff;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Browser;

/// <summary>The program when administrators have something to look after: accounts in every state, messages that failed, keys.</summary>
public sealed class BusyApplication : IntakeApplication
{
    /// <summary>Where somebody who is invited sets a password.</summary>
    public string InvitationPath { get; private set; } = "";

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntakeDbContext>();
        var now = Clock.GetUtcNow();
        db.Users.AddRange(
            new StaffMember { UserName = "a.invited", NormalizedUserName = "A.INVITED", DisplayName = "邀请中", Unit = "housing" },
            new StaffMember { UserName = "a.disabled", NormalizedUserName = "A.DISABLED", DisplayName = "阿卜杜热合曼·阿不都热依木江", Unit = "government-services", PasswordHash = "x", DisabledAt = now },
            new StaffMember { UserName = "a.locked", NormalizedUserName = "A.LOCKED", DisplayName = "A person with a rather long name indeed", PasswordHash = "x", LockoutEnd = now.AddMinutes(15) });
        for (var i = 0; i < 3; i++)
        {
            db.Outbox.Add(new() { Id = 900_000 + i, Kind = "news", Address = "webchat:1", Payload = "{}", IdempotencyKey = $"dead-{i}", CreatedAt = now.AddHours(-i), Attempts = 12, Status = OutboxStatus.Dead, Failure = "No such host is known: bot.example.gov.invalid (https://bot.example.gov.invalid/very/long/path/that/does/not/break)" });
            db.InboundMessages.Add(new() { Id = 900_000 + i, Channel = i == 0 ? "telegram" : "email", ExternalId = $"<20260310.{i}.a-very-long-identifier-of-a-message@mail.example.gov.invalid>", ReceivedAt = now.AddHours(-i), Raw = $"From: someone@example.org\nSubject: 您好\n\n{new string('长', 400)}", Status = InboundStatus.Parked, Reason = "auto-reply" });
        }

        await db.SaveChangesAsync();
        var invited = db.Users.Local.Single(member => member.UserName == "a.invited");
        InvitationPath = $"/invitation/{await scope.ServiceProvider.GetRequiredService<Invitations>().MakeAsync(invited.Id)}";
        var keys = scope.ServiceProvider.GetRequiredService<ApiKeys>();
        await keys.MakeAsync("12345 热线平台", ApiScope.All, CancellationToken.None);
        await keys.MakeAsync("A dashboard", [ApiScope.ReadTickets], CancellationToken.None);
        await keys.RevokeAsync((await keys.AllAsync(CancellationToken.None))[0].Id, CancellationToken.None);
    }
}
