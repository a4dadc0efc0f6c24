using System.Collections.Concurrent;
using Intake.Application.Attachments;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Staff;
using Intake.Application.Tests.Tickets;
using Intake.Domain.Access;
using Intake.Testing;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Data;

/// <summary>What nodes of one installation have in common although they share nothing but the database.</summary>
public class NodesShareTests
{
    private const int Many = 150;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_of_filenodes_receipt_is_good_at_every_other()
    {
        OnlyServers();
        await using var intake = await StartAsync(new Delivered());
        using var folder = new TemporaryFolder();
        using var another = new TemporaryFolder();

        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => KeyOf(intake, (i % 2 == 0 ? folder : another).Path), Token)));
        Assert.All(keys, key => Assert.Equal(keys[0], key));
        Assert.Equal(keys[0], KeyOf(intake, another.Path));
        Assert.Empty(Directory.EnumerateFiles(another.Path));
    }

    [Fact]
    public async Task A_key_that_a_node_had_in_a_file_stays_the_key()
    {
        OnlyServers();
        await using var intake = await StartAsync(new Delivered());
        using var folder = new TemporaryFolder();
        var known = Convert.ToHexStringLower(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
        await File.WriteAllTextAsync(folder["receipt.key"], known, Token);
        using var another = new TemporaryFolder();

        Assert.Equal(known, Convert.ToHexStringLower(KeyOf(intake, folder.Path)));
        Assert.Equal(known, Convert.ToHexStringLower(KeyOf(intake, another.Path)));
    }

    [Fact]
    public async Task A_file_that_filenode_took_in_is_read_at_the_other()
    {
        OnlyServers();
        await using var one = await StartAsync(new Delivered());
        var other = await StartAsync(new Delivered(), one.Folder);
        byte[] content = [.. "%PDF-1.7\n"u8, .. Enumerable.Range(0, (2 * DatabaseContents.PartLength) + 7).Select(i => (byte)i)];
        byte[] whole = content[..DatabaseContents.PartLength];

        foreach (var file in new[] { content, whole })
        {
            var taken = TestIntake.Held(await one.Get<AttachmentStore>().TakeAsync(new MemoryStream(file), "a.pdf", cancellationToken: Token));
            var row = (await other.Get<AttachmentStore>().FindAsync(taken.Key, Token))!;
            await using var stored = await other.Get<AttachmentStore>().OpenAsync(row, Token);
            using var copy = new MemoryStream();
            await stored.CopyToAsync(copy, Token);
            Assert.Equal(file, copy.ToArray());
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(one.Folder, "attachments"), "*", SearchOption.AllDirectories));
        await other.StopAsync();
    }

    [Fact]
    public async Task The_same_file_at_both_at_once_is_kept_once()
    {
        OnlyServers();
        await using var one = await StartAsync(new Delivered());
        var other = await StartAsync(new Delivered(), one.Folder);
        byte[] content = [.. "%PDF-1.7\n"u8, .. new byte[DatabaseContents.PartLength]];

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? one : other).Get<AttachmentStore>().TakeAsync(new MemoryStream(content), "a.pdf", cancellationToken: Token)));
        Assert.All(taken, file => Assert.True(file.Succeeded));
        await using (var db = one.Open())
            Assert.Equal((6, 2), (await db.Attachments.CountAsync(Token), await db.AttachmentContents.CountAsync(Token)));
        await other.StopAsync();
    }

    [Fact]
    public async Task What_both_could_send_is_sent_once()
    {
        OnlyServers();
        var delivered = new Delivered();
        await using var one = await StartAsync(delivered);
        var other = await StartAsync(delivered, one.Folder);
        await WaitingAsync(one);

        var sent = await Task.WhenAll(one.Get<OutboxSender>().SendDueAsync(Token), other.Get<OutboxSender>().SendDueAsync(Token));
        Assert.Equal(Many, sent.Sum());
        Assert.Equal(Many, delivered.Counts.Count);
        Assert.All(delivered.Counts, message => Assert.Equal(1, message.Value));
        await using (var db = one.Open())
            Assert.Equal(Many, await db.Outbox.CountAsync(row => row.Status == OutboxStatus.Sent && row.Claim == null && row.NextAttemptAt == null, Token));
        await other.StopAsync();
    }

    [Fact]
    public async Task What_a_node_took_that_died_is_sent_by_another_when_its_claim_is_over()
    {
        OnlyServers();
        var delivered = new Delivered();
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var one = await StartAsync(delivered, clock: clock);
        await WaitingAsync(one);
        while ((await one.Get<OutboxClaims>().TakeAsync(Token)).Messages.Count > 0)
        {
            // Taken, and never sent.
        }

        Assert.Equal(0, await one.Get<OutboxSender>().SendDueAsync(Token));
        clock.Advance(OutboxClaims.HeldFor);
        Assert.Equal(Many, await one.Get<OutboxSender>().SendDueAsync(Token));
    }

    [Fact]
    public async Task What_a_node_took_and_did_not_begin_is_there_for_others_at_once()
    {
        OnlyServers();
        await using var one = await StartAsync(new Delivered());
        await WaitingAsync(one);
        var batch = await one.Get<OutboxClaims>().TakeAsync(Token);

        await one.Get<OutboxClaims>().GiveBackAsync(batch, begun: 1);
        Assert.Equal(Many - 1, await one.Get<OutboxSender>().SendDueAsync(Token));
    }

    [Fact]
    public async Task Nodes_that_start_at_the_same_time_make_the_same_accounts_once()
    {
        OnlyServers();
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning), adjust: services => services.AddStaff());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => intake.Get<IServiceScopeFactory>().PrepareStaffAsync(demonstrates: true), Token)));

        await using var db = intake.Open();
        Assert.Equal(Enum.GetNames<Role>().Length, await db.Roles.CountAsync(Token));
        var accounts = intake.Get<DemoAccounts>().All;
        Assert.Equal(accounts.Count, await db.Users.CountAsync(Token));
        Assert.Equal(accounts.Sum(account => account.Member.Roles.Count), await db.UserRoles.CountAsync(Token));
    }

    private static void OnlyServers() => TestDatabase.Only("An embedded database has one node.", DatabaseProvider.PostgreSql, DatabaseProvider.SqlServer);

    private static Task<TestIntake> StartAsync(Delivered delivered, string? folder = null, TestClock? clock = null) =>
        TestIntake.StartAsync(clock ?? new TestClock(TestClock.TuesdayMorning), folder, adjust: services => services.AddSingleton<IOutboxRoute>(delivered));

    private static byte[] KeyOf(TestIntake intake, string folder) =>
        new ReceiptKey(intake.Get<DatabaseOptions>() with { Folder = folder }, intake.Get<IDbContextFactory<IntakeDbContext>>(), new ConfigurationBuilder().Build()).Value;

    private static async Task WaitingAsync(TestIntake intake)
    {
        var now = intake.Get<TimeProvider>().GetUtcNow();
        await using var db = intake.Open();
        db.Outbox.AddRange(Enumerable.Range(1, Many).Select(i => new OutboxRow { Id = i, Kind = "test", Address = "1", Payload = "{}", IdempotencyKey = $"{i}", CreatedAt = now, NextAttemptAt = now }));
        await db.SaveChangesAsync(Token);
    }

    /// <summary>A receiver that counts what it gets.</summary>
    private sealed class Delivered : IOutboxRoute
    {
        public ConcurrentDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

        public string Kind => "test";

        public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
        {
            await Task.Yield();
            Counts.AddOrUpdate(message.IdempotencyKey, 1, (_, count) => count + 1);
            return OutboxResult.Sent;
        }
    }
}
