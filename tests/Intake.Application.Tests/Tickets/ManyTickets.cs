using System.Diagnostics;
using System.Globalization;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Tickets;

/// <summary>
/// How long the desks' lists take with 100,000 tickets, and by which indexes they are read. Figures, not a test: run with
/// <c>-explicit only</c>. Each of a few hundred real tickets is copied over many days, with a text of its own.
/// </summary>
public sealed class ManyTickets(ITestOutputHelper output)
{
    private const int Copies = 250;
    private static readonly string[] Units = ["housing", "ecology", "city-management", "transport", "education", "health", "planning", "water-company"];
    private static readonly string[] Services = ["building-site-noise", "property-management", "refuse", "parking", "drainage", "heating"];

    [Fact(Explicit = true)]
    public async Task Lists_of_100_000_tickets()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await Given.DesksAsync(clock);
        for (var i = 0; i < 400; i++)
            await OneAsync(intake, i);
        await CopyAsync(intake);
        var watch = Stopwatch.StartNew();
        output.WriteLine($"indexed {await intake.Get<TextIndexing>().CatchUpAsync(TestContext.Current.CancellationToken)} texts in {watch.Elapsed}");
        output.WriteLine($"file {new FileInfo(Path.Combine(intake.Folder, "intake.db")).Length >> 20} MB");
        await MeasureAsync(intake);
        if (Environment.GetEnvironmentVariable("INTAKE_KEEP") is { Length: > 0 } kept)
        {
            await using var db = intake.Open();
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {kept}", TestContext.Current.CancellationToken);
        }
    }

    private async Task MeasureAsync(TestIntake intake)
    {
        var everything = LedgerScope.Of(Given.Dispatcher);
        var token = TestContext.Current.CancellationToken;
        await TimeAsync("inbox of a unit", () => intake.Get<InboxQueries>().ReadAsync(new("housing", "housing", InboxTab.Unit, null, null), token));
        await TimeAsync("inbox, mine", () => intake.Get<InboxQueries>().ReadAsync(new("housing", "housing", InboxTab.Mine, null, null), token));
        await TimeAsync("inbox, co-handling", () => intake.Get<InboxQueries>().ReadAsync(new("housing", "housing", InboxTab.CoHandling, null, null), token));
        await TimeAsync("dispatch, new", () => intake.Get<DispatchQueries>().ReadAsync(DispatchTab.New, "centre", null, token));
        await TimeAsync("verification", () => intake.Get<VerificationQueries>().ReadAsync(VerificationTab.Claims, null, token));
        await TimeAsync("counts of three units", () => intake.Get<CountQueries>().ReadAsync(["centre", "housing", "ecology"], token));
        foreach (var (name, filter) in new (string, LedgerFilter)[]
        {
            ("all", new()),
            ("state", new() { State = TicketState.WrittenOff }),
            ("unit", new() { Unit = "housing" }),
            ("unit and state", new() { Unit = "housing", State = TicketState.InHand }),
            ("service", new() { Service = "heating" }),
            ("service nowhere", new() { Service = "dogs" }),
            ("kind", new() { Kind = TicketKind.Praise }),
            ("period", new() { From = new(2025, 9, 1), To = new(2025, 9, 30) }),
            ("card", new() { Card = Intake.Domain.Deadlines.Card.Red }),
            ("open", new() { Group = At(LedgerGroup.Open) }),
            ("overdue", new() { Group = At(LedgerGroup.Overdue) }),
            ("overdue of a unit", new() { Group = At(LedgerGroup.Overdue), Unit = "housing" }),
            ("due today", new() { Group = At(LedgerGroup.DueToday) }),
            ("ended otherwise", new() { Group = At(LedgerGroup.EndedOtherwise) }),
            ("words", new() { Text = "夜间施工" }),
        })
            await TimeAsync($"ledger, {name}", () => intake.Get<LedgerQueries>().ReadAsync(everything, filter, null, token));
        foreach (var (name, filter) in new (string, LedgerFilter)[]
        {
            ("all", new()),
            ("unit", new() { Unit = "housing" }),
            ("open", new() { Group = At(LedgerGroup.Open) }),
            ("open of a unit", new() { Group = At(LedgerGroup.Open), Unit = "housing" }),
            ("overdue", new() { Group = At(LedgerGroup.Overdue) }),
            ("overdue of a unit", new() { Group = At(LedgerGroup.Overdue), Unit = "housing" }),
        })
            await TimeAsync($"ledger counted, {name}", () => intake.Get<LedgerQueries>().CountAsync(everything, filter, cancellationToken: token));
        foreach (var words in new[] { "施工噪声", "第七十七号", "噪", "的", "noise", "号楼 漏水" })
            await TimeAsync($"search {words}", () => intake.Get<TicketSearch>().FindAsync(Given.Dispatcher, words, null, token));
        await TimeAsync("search of a unit", () => intake.Get<TicketSearch>().FindAsync(Given.Handler, "施工噪声", null, token));

        LedgerGroupAt At(LedgerGroup group) => LedgerGroupAt.Of(group, intake.Authority.TimeZone, TestClock.TuesdayMorning);
    }

    private async Task TimeAsync(string name, Func<Task> read)
    {
        var times = new List<double>();
        for (var i = 0; i < 25; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await read();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} median {times[12],8:0.00} ms   worst {times[^1],8:0.00} ms"));
    }

    private static async Task OneAsync(TestIntake intake, int i)
    {
        var (unit, service) = (Units[i % Units.Length], Services[i % Services.Length]);
        var ticket = await intake.SubmitAsync(TextOf(i), service);
        if (i % 10 == 0)
            return;
        await intake.DoAsync(new AcceptAndDispatch(ticket.Id, Given.Dispatcher, ticket.Kind, service, null, unit, i % 4 == 0 && unit != "ecology" ? ["ecology"] : [], "请依法处理"));
        var handler = Domain.Access.Actor.Staff(unit, unit, Domain.Access.Role.UnitStaff);
        if (i % 10 is 1 or 2)
            return;
        await intake.DoAsync(new AcknowledgeTicket(ticket.Id, handler));
        if (i % 10 == 3)
            return;
        var reply = await intake.Writer.WriteAsync(new ResolveTicket(ticket.Id, handler, TicketOutcome.Solved, TextOf(i + 7), "现场已经核实", []));
        if (!reply.Succeeded || i % 10 == 4)
            return;
        await intake.DoAsync(new StartVerification(ticket.Id, Given.Checker));
        await intake.DoAsync(new WriteOffTicket(ticket.Id, Given.Checker, "电话回访属实"));
    }

    private static string TextOf(int i) => string.Concat(Enumerable.Range(0, 12).Select(part => (((i * 31) + (part * 17)) % 11) switch
    {
        0 => $"我住在星北区第{i % 97}号楼，",
        1 => "夜间施工噪声很大，老人和孩子都睡不着觉。",
        2 => "小区的物业一直没有人来处理，打电话也不接。",
        3 => "Construction noise goes on every night until two. ",
        4 => "楼上漏水已经三个月，天花板都发霉了，",
        5 => "门口的下水道堵了，一下雨就积水到膝盖。",
        6 => "垃圾桶好几天没有清运，味道很大。",
        7 => "希望有关部门能够尽快到现场看一看，",
        8 => "停车位被占用，消防通道也堵死了，",
        9 => "暖气不热，室内温度只有十四度，",
        _ => "以前也反映过，一直没有解决。",
    }));

    // Copies by SQL: the same rows under other keys, days back, texts made a little different.
    private static async Task CopyAsync(TestIntake intake)
    {
        await using var db = intake.Open();
        db.Database.SetCommandTimeout(600);
        var columns = db.Model.FindEntityType(typeof(TicketRow))!.GetProperties().Select(property => property.Name).ToList();
        var (names, values) = (string.Join(", ", columns.Select(name => $"\"{name}\"")), string.Join(", ", columns.Select(Value)));
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE \"Copies\" (\"N\" INTEGER, \"Day\" INTEGER)");
        for (var n = 1; n < Copies; n++)
        {
            var day = long.Parse(new DateOnly(2026, 3, 10).AddDays(-n).ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            await db.Database.ExecuteSqlAsync($"INSERT INTO \"Copies\" VALUES ({n}, {day})");
        }

        // Names of columns from the model: nothing from outside goes into the statement.
#pragma warning disable EF1002
        await db.Database.ExecuteSqlRawAsync($"INSERT INTO \"Tickets\" ({names}) SELECT {values} FROM \"Copies\" c CROSS JOIN \"Tickets\" t ORDER BY c.\"N\" DESC");
#pragma warning restore EF1002
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO "TicketTexts" ("Id", "Ticket", "Role", "Salt", "Body")
            SELECT t."Id" + c."N" * 100000, c."Day" * 10000000 + t."Ticket" % 10000000, t."Role", t."Salt", t."Body" || '第' || c."N" || '号'
            FROM "Copies" c CROSS JOIN "TicketTexts" t
            """);

        static string Value(string column) => column switch
        {
            "Id" => "c.\"Day\" * 10000000 + t.\"Id\" % 10000000",
            "Matter" => "t.\"Matter\" + c.\"N\" * 100000",
            "Reply" => "t.\"Reply\" + c.\"N\" * 100000",
            "CreatedAt" or "DueAt" or "ExpectedAt" or "ResolvedAt" or "WrittenOffAt" or "HeldSince" or "NextDueAt" => $"t.\"{column}\" - c.\"N\" * 86400000",
            _ => $"t.\"{column}\"",
        };
    }
}
