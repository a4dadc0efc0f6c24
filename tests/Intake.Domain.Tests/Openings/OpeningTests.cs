using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Openings;

namespace Intake.Domain.Tests.Openings;

public class OpeningTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true);
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 1, 30, 0, TimeSpan.Zero);
    private static readonly Opening Sound = new() { OpenedAt = Now.AddHours(-1), RecordedBy = "li", First = "li", Second = new("wu", null), Sheets = 5 };

    /// <summary>Whatever is entered, set aside, undone and counted anew, in whatever order: every sheet that was in the box is a ticket, set aside, or missing; none is two of these.</summary>
    [Fact]
    public void Sheets_in_are_sheets_out_whatever_is_done() => Check.One(Often, Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var opening = Sound with { Sheets = random.Next(13) };
        for (var step = 0; step < 40; step++)
        {
            var after = Do(opening, random.Next(4), random.Next(-1, 15), random.Next(15));
            if (!Holds(after))
                return false;
            // What was just entered can be taken back.
            if (after.Entered.Count > opening.Entered.Count && OpeningRules.Undo(after, after.Entered[^1].Number, isTouched: false) is not null)
                return false;
            opening = after;
        }

        return true;
    }));

    [Fact]
    public void It_is_closed_when_it_is_witnessed_and_nothing_is_missing_and_only_then()
    {
        Assert.Equal(OpeningState.Unwitnessed, Sound.State);
        var witnessed = Sound with { WitnessedBy = "wu" };
        Assert.Equal((OpeningState.Entering, 5), (witnessed.State, witnessed.Missing));
        var all = Enumerable.Range(1, 5).Select(number => new Sheet(number, number == 2 ? SheetKind.Blank : SheetKind.Request)).ToList();
        Assert.Equal(OpeningState.Closed, (witnessed with { Entered = all }).State);
        Assert.Equal((4, 1, 0), ((witnessed with { Entered = all }).Tickets, (witnessed with { Entered = all }).SetAside, (witnessed with { Entered = all }).Missing));
        Assert.Equal(OpeningState.Unwitnessed, (Sound with { Entered = all }).State);
        Assert.Equal(OpeningState.Closed, (witnessed with { Sheets = 0 }).State);
        Assert.Equal(OpeningState.Withdrawn, (witnessed with { IsWithdrawn = true }).State);
    }

    [Fact]
    public void The_next_sheet_is_the_next_one_missing_and_begins_anew_behind_the_last()
    {
        var some = Sound with { Entered = [new(1, SheetKind.Request), new(3, SheetKind.Blank)] };
        Assert.Equal((2, 2, 4, 2), (some.Next, some.NextAfter(1), some.NextAfter(2), some.NextAfter(5)));
        Assert.Null((Sound with { Sheets = 0 }).Next);
    }

    [Fact]
    public void One_person_alone_can_do_nothing_with_a_box()
    {
        Assert.Null(OpeningRules.Record(Sound, Now, null, isSureOfTime: false));
        Assert.Equal(OpeningRefusals.OpeningNeedsTwoPeople, OpeningRules.Record(Sound with { Second = new("li", null) }, Now, null, false));
        Assert.Equal(OpeningRefusals.OpeningNeedsTwoPeople, OpeningRules.Record(Sound with { Second = new(null, " ") }, Now, null, false));
        Assert.Equal(OpeningRefusals.OpeningNeedsTwoPeople, OpeningRules.Record(Sound with { First = "" }, Now, null, false));
        Assert.Equal(OpeningRefusals.SecondIsTwoPeople, OpeningRules.Record(Sound with { Second = new("wu", "somebody") }, Now, null, false));
        Assert.Equal(OpeningRefusals.RecorderCannotWitness, OpeningRules.Witness(Sound, "li"));
        Assert.Equal(OpeningRefusals.WitnessWasNotPresent, OpeningRules.Witness(Sound, "an"));
        Assert.Null(OpeningRules.Witness(Sound, "wu"));

        // With a witness from outside, anybody but the recorder compares the record with the paper.
        var outside = Sound with { Second = new(null, "from the street committee") };
        Assert.Null(OpeningRules.Record(outside, Now, null, false));
        Assert.Equal(OpeningRefusals.RecorderCannotWitness, OpeningRules.Witness(outside, "li"));
        Assert.Null(OpeningRules.Witness(outside, "an"));
        // Recorded by who was not there: one of those who were has to confirm it.
        Assert.Equal(OpeningRefusals.WitnessWasNotPresent, OpeningRules.Witness(Sound with { RecordedBy = "clerk" }, "an"));
        Assert.Null(OpeningRules.Witness(Sound with { RecordedBy = "clerk" }, "li"));
    }

    [Fact]
    public void A_time_in_the_future_is_refused_and_one_before_the_last_opening_is_asked_about()
    {
        Assert.Equal(OpeningRefusals.OpeningIsInTheFuture, OpeningRules.Record(Sound with { OpenedAt = Now.AddTicks(1) }, Now, null, true));
        Assert.Null(OpeningRules.Record(Sound with { OpenedAt = Now }, Now, null, false));
        Assert.Equal(OpeningRefusals.OpeningIsBeforeLast, OpeningRules.Record(Sound, Now, Sound.OpenedAt, false));
        Assert.Null(OpeningRules.Record(Sound, Now, Sound.OpenedAt, true));
        Assert.Null(OpeningRules.Record(Sound, Now, Sound.OpenedAt.AddTicks(-1), false));
        Assert.Equal("SheetsOutOfRange", OpeningRules.Record(Sound with { Sheets = -1 }, Now, null, false)?.Code);
        Assert.Equal("SheetsOutOfRange", OpeningRules.Record(Sound with { Sheets = Opening.MostSheets + 1 }, Now, null, false)?.Code);
    }

    [Fact]
    public void Every_sheet_that_is_no_ticket_has_a_reason_and_one_that_repeats_names_a_ticket()
    {
        var some = Sound with { Entered = [new(1, SheetKind.Request), new(2, SheetKind.Blank)] };
        Assert.Equal(OpeningRefusals.ReasonIsMissing, OpeningRules.Enter(some, new(3, SheetKind.Illegible), " "));
        Assert.Equal("SheetReasonIsTooLong", OpeningRules.Enter(some, new(3, SheetKind.Illegible), new('x', 201))?.Code);
        Assert.Equal("SheetIsEntered", OpeningRules.Enter(some, new(2, SheetKind.Request), null)?.Code);
        Assert.Equal("NoSuchSheet", OpeningRules.Enter(some, new(6, SheetKind.Request), null)?.Code);
        Assert.Equal("NoSuchSheet", OpeningRules.Enter(some, new(0, SheetKind.Request), null)?.Code);
        Assert.Equal(OpeningRefusals.SameAsNoTicket, OpeningRules.Enter(some, new(3, SheetKind.Repeat, 2), "same"));
        Assert.Equal(OpeningRefusals.SameAsNoTicket, OpeningRules.Enter(some, new(3, SheetKind.Repeat, 3), "same"));
        Assert.Equal(OpeningRefusals.SameAsNoTicket, OpeningRules.Enter(some, new(3, SheetKind.Repeat), "same"));
        Assert.Null(OpeningRules.Enter(some, new(3, SheetKind.Repeat, 1), "same"));
        Assert.Equal(OpeningRefusals.OpeningIsWithdrawn, OpeningRules.Enter(some with { IsWithdrawn = true }, new(3, SheetKind.Request), null));
    }

    [Fact]
    public void What_others_rely_on_is_not_taken_back()
    {
        var some = Sound with { Entered = [new(1, SheetKind.Request), new(4, SheetKind.Repeat, 1)] };
        Assert.Equal(("SheetIsNamed", "4"), (OpeningRules.Undo(some, 1, false)?.Code, OpeningRules.Undo(some, 1, false)?.Values["number"]));
        Assert.Null(OpeningRules.Undo(some, 4, false));
        Assert.Equal(OpeningRefusals.SheetIsTouched, OpeningRules.Undo(Sound with { Entered = [new(1, SheetKind.Request)] }, 1, true));
        Assert.Equal(OpeningRefusals.SheetIsNotEntered, OpeningRules.Undo(some, 2, false));
        Assert.Equal("SheetsAreEntered", OpeningRules.Recount(some, 3, "less")?.Code);
        Assert.Equal(OpeningRefusals.SheetsAreTheSame, OpeningRules.Recount(some, 5, "same"));
        Assert.Equal(OpeningRefusals.ReasonIsMissing, OpeningRules.Recount(some, 6, null));
        Assert.Null(OpeningRules.Recount(some, 4, "less"));
        Assert.Equal("OpeningHasTickets", OpeningRules.Withdraw(some, "wrong box")?.Code);
        Assert.Null(OpeningRules.Withdraw(Sound with { Entered = [new(1, SheetKind.Blank)] }, "wrong box"));
        Assert.Equal(OpeningRefusals.ReasonIsMissing, OpeningRules.Withdraw(Sound, ""));
        Assert.Equal(OpeningRefusals.OpeningIsWithdrawn, OpeningRules.Withdraw(Sound with { IsWithdrawn = true }, "again"));
    }

    private static Opening Do(Opening opening, int deed, int number, int other)
    {
        switch (deed)
        {
            case 0:
                return Entered(opening, new(number, SheetKind.Request));
            case 1:
                return Entered(opening, other % 2 == 0 ? new(number, SheetKind.Repeat, other) : new(number, SheetKind.Blank));
            case 2:
                return OpeningRules.Undo(opening, number, isTouched: other == 0) is null ? opening with { Entered = [.. opening.Entered.Where(sheet => sheet.Number != number)] } : opening;
            default:
                return OpeningRules.Recount(opening, other, "counted anew") is null ? opening with { Sheets = other } : opening;
        }
    }

    private static Opening Entered(Opening opening, Sheet sheet) => OpeningRules.Enter(opening, sheet, "reason") is null ? opening with { Entered = [.. opening.Entered, sheet] } : opening;

    private static bool Holds(Opening opening) =>
        opening.Sheets == opening.Tickets + opening.SetAside + opening.Missing
        && opening.Missing >= 0
        && opening.Entered.Select(sheet => sheet.Number).Distinct().Count() == opening.Entered.Count
        && opening.Entered.All(sheet => sheet.Number >= 1 && sheet.Number <= opening.Sheets)
        && opening.Entered.Where(sheet => sheet.SameAs is not null).All(sheet => opening.Entered.Any(one => one.Number == sheet.SameAs && one.Kind == SheetKind.Request))
        && opening.Next is null == (opening.Missing == 0)
        && (opening.Next is not { } next || opening.Entered.All(sheet => sheet.Number != next));
}
