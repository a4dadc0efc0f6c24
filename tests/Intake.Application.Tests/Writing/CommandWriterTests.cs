using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Writing;
using Intake.Testing;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Writing;

public class CommandWriterTests
{
    [Fact]
    public async Task One_bad_command_harms_no_other_of_its_transaction()
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        var good = Enumerable.Range(0, 20).Select(number => intake.Writer.WriteAsync(new Remember($"good-{number}", "1"))).ToList();
        var bad = intake.Writer.WriteAsync(new Throws());
        var more = Enumerable.Range(20, 20).Select(number => intake.Writer.WriteAsync(new Remember($"good-{number}", "1"))).ToList();

        await Task.WhenAll([.. good, .. more]);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => bad);

        await using var db = intake.Open();
        Assert.Equal(40, await db.Settings.CountAsync());
        Assert.Null(intake.Services.GetRequiredService<WriterHealth>().Fault);
    }

    [Fact]
    public async Task What_a_failing_command_added_before_it_failed_is_not_saved()
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => intake.Writer.WriteAsync(new Throws()));
        await intake.Writer.WriteAsync(new Remember("after", "1"));

        await using var db = intake.Open();
        Assert.Equal(["after"], await db.Settings.Select(row => row.Id).ToListAsync());
    }

    [Fact]
    public async Task Of_a_changed_row_only_the_columns_are_written_that_differ()
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        await intake.Writer.WriteAsync(new Meets());

        await intake.Writer.WriteAsync(new Renames());

        await using var db = intake.Open();
        var row = await db.Requesters.SingleAsync();
        Assert.Equal(("after", "by somebody else"), (row.Name, row.Phone));
    }

    [Fact]
    public async Task A_full_database_fails_the_command_and_says_so_until_it_can_be_written_again()
    {
        TestDatabase.Only("A server's disk cannot be made full from here.", DatabaseProvider.Sqlite);
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        var health = intake.Services.GetRequiredService<WriterHealth>();

        await Assert.ThrowsAsync<CannotBeSavedException>(() => intake.Writer.WriteAsync(new Fills()));

        Assert.NotNull(health.Fault);
        await intake.Writer.WriteAsync(new Remember("after", "1"));
        Assert.Null(health.Fault);
    }

    [Theory]
    [InlineData("没有\0字", "没有字")]
    [InlineData("\u200b整个😀𠮷\r\n字", "整个😀𠮷")]
    [InlineData("'; DROP TABLE Tickets; --", "'; DROP TABLE Tickets; --")]
    public async Task Whatever_characters_a_text_has_it_is_taken_in(string text, string kept)
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        var ticket = await intake.SubmitAsync(text, contact: new($"王{text[..3]}", null, null));
        await using var db = intake.Open();
        var row = await db.TicketTexts.SingleAsync(row => row.Ticket == ticket.Id.Value, TestContext.Current.CancellationToken);
        Assert.Contains(kept, row.Body, StringComparison.Ordinal);
        Assert.Equal(ticket.Texts[0].Hash, WriteSession.HashOf(row.Salt, row.Body));
        Assert.StartsWith("王", (await db.Requesters.SingleAsync(TestContext.Current.CancellationToken)).Name, StringComparison.Ordinal);
    }

    /// <summary>Meets SQLite's own "database or disk is full" by a limit on its pages, as a full disk would make it.</summary>
    private sealed class Fills : Command<bool>
    {
        protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
        {
            await session.Db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1", cancellationToken);
            session.Db.Settings.Add(new SettingRow { Id = "large", Value = new string('x', 1_000_000) });
            return true;
        }
    }

    private sealed class Throws : Command<bool>
    {
        protected internal override ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
        {
            session.Db.Settings.Add(new SettingRow { Id = "half-written", Value = "" });
            throw new InvalidTimeZoneException();
        }
    }

    private sealed class Meets : Command<bool>
    {
        protected internal override ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
        {
            session.Db.Requesters.Add(new() { Id = 1, Name = "before", Phone = "before" });
            return new(true);
        }
    }

    private sealed class Renames : Command<bool>
    {
        protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
        {
            var row = await session.Db.Requesters.SingleAsync(cancellationToken);
            session.Changed(row);
            await session.Db.Requesters.ExecuteUpdateAsync(update => update.SetProperty(one => one.Phone, "by somebody else"), cancellationToken);
            row.Name = "after";
            return true;
        }
    }
}
