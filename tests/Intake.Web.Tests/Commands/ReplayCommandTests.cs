using System.Globalization;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Testing;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Intake.Web.Tests.Commands;

/// <summary>The command as people run it: a process of its own on an empty folder, and files written for it.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    private const string Head = "id,sender,title,sent_at,detail,reply,replied_at\n";
    private static readonly string[] Counts = ["received", "handled", "parked", "refused"];
    private static readonly string[][] Checks = [["verify-ledger"], ["rebuild", "--check"], ["reconcile"]];
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Every_row_is_accounted_for_and_the_same_file_again_makes_nothing_twice()
    {
        var file = await FileAsync(
            Head
            + "1,a,工地夜间施工,2019/3/4 22:15:00,\"幸福路的建筑工地每天半夜还在打桩，\n一家人都睡不着，请管一管。\",已责令该工地夜间停工。,2019/3/8 10:00:00\n"
            + "2,b,路灯,2019-03-05 08:00:00,人民路十二号门口的路灯坏了三天，晚上看不见路。,,\n"
            + "3,c,broken,the other day,detail,,\n"
            + "4,d,unclosed,2019-03-05 09:00:00,\"this quote does not close,,\n"
            + "5,e,How do I apply for a parking permit,2019-03-06 12:00:00,I live in Riverside Road and would like to know how to apply for a parking permit.,Bring your identity card to the hall.,2019-03-11 15:00:00\n");

        var first = await BuiltProgram.RunAsync(folder.Path, "replay", file);
        Assert.True(first.Code == 0, first.Notes);
        Assert.Equal(["5", "3", "2", "0"], Counts.Select(first.Cell));
        Assert.Equal(("1", "2"), (first.Cell("bulletins"), first.Cell("items in them")));
        Assert.Contains("Line 5: parked, the time at which it was sent cannot be read", first.Notes, StringComparison.Ordinal);
        Assert.Contains("Line 6: parked, its quotes do not close", first.Notes, StringComparison.Ordinal);
        Assert.DoesNotContain("打桩", first.Notes + first.Results, StringComparison.Ordinal);
        await HoldsAsync();
        await EverythingHappenedInItsTimeAsync();

        var counted = (await BuiltProgram.RunAsync(folder.Path, "reconcile")).Results;
        var again = await BuiltProgram.RunAsync(folder.Path, "replay", file);
        Assert.Equal(first.Results, again.Results);
        Assert.Equal(counted, (await BuiltProgram.RunAsync(folder.Path, "reconcile")).Results);
        await HoldsAsync();
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_refused_and_counted()
    {
        var file = await FileAsync($"title,sent_at,detail\nlong,2019-03-05 09:00:00,{new string('长', 4_100)}\n");
        var run = await BuiltProgram.RunAsync(folder.Path, "replay", file);
        Assert.True(run.Code == 0, run.Notes);
        Assert.Equal(["1", "0", "0", "1"], Counts.Select(run.Cell));
        Assert.Contains("Line 2: not taken", run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_head_alone_is_done_at_once()
    {
        var run = await BuiltProgram.RunAsync(folder.Path, "replay", await FileAsync(Head));
        Assert.True(run.Code == 0, run.Notes);
        Assert.Equal("0", run.Cell("received"));
    }

    [Theory]
    [InlineData("", "no head")]
    [InlineData("id,detail\n1,a\n", "no column title, sent_at")]
    public async Task A_file_that_is_none_is_said_so(string text, string said)
    {
        var run = await BuiltProgram.RunAsync(folder.Path, "replay", await FileAsync(text));
        Assert.Equal(1, run.Code);
        Assert.Empty(run.Results);
        Assert.Contains(said, run.Notes, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_and_no_database_is_made()
    {
        var run = await BuiltProgram.RunAsync(folder.Path, "replay", folder["missing.csv"]);
        Assert.Equal(1, run.Code);
        Assert.Contains(folder["missing.csv"], run.Notes, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["intake.db"]));
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> FileAsync(string text)
    {
        await File.WriteAllTextAsync(folder["messages.csv"], text, TestContext.Current.CancellationToken);
        return folder["messages.csv"];
    }

    /// <summary>Messages came when the file says, and what happened to a ticket happened one after the other.</summary>
    private async Task EverythingHappenedInItsTimeAsync()
    {
        var builder = new DbContextOptionsBuilder<IntakeDbContext>();
        DatabaseRegistration.Configure(builder, new(DatabaseProvider.Sqlite, $"Data Source={folder["intake.db"]};Pooling=False", folder.Path));
        await using var db = new IntakeDbContext(builder.Options);
        var received = await db.InboundMessages.Where(row => row.ExternalId.EndsWith("/1")).OrderBy(row => row.ReceivedAt).Select(row => row.ReceivedAt).ToListAsync();
        // Peking is eight hours before UTC.
        Assert.Equal(["2019-03-04 14:15", "2019-03-05 00:00", "2019-03-06 04:00"], received.Select(at => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
        var events = await db.TicketEvents.OrderBy(row => row.Id).Select(row => new { Ticket = row.Id / TicketEventRow.Factor, row.At }).ToListAsync();
        Assert.All(events.Zip(events.Skip(1)).Where(pair => pair.First.Ticket == pair.Second.Ticket), pair => Assert.True(pair.First.At <= pair.Second.At));
        var told = await db.Outbox.Where(row => row.Kind == "news").ToListAsync();
        Assert.NotEmpty(told);
        Assert.All(told, row => Assert.Equal(OutboxStatus.Sent, row.Status));
    }

    private async Task HoldsAsync()
    {
        foreach (var command in Checks)
        {
            var run = await BuiltProgram.RunAsync(folder.Path, command);
            Assert.True(run.Code == 0, $"{string.Join(' ', command)}: {run.Results}{run.Notes}");
        }
    }
}
