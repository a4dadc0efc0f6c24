using Intake.Application.Tickets;
using Intake.Testing;

namespace Intake.Application.Tests.Tickets;

public class ReceiptGuardTests
{
    [Fact]
    public void Wrong_receipts_that_come_at_the_same_time_have_no_more_tries_than_others()
    {
        var guard = new ReceiptGuard();
        var now = TestClock.TuesdayMorning;
        var asked = Enumerable.Range(0, 30).Select(_ => guard.WaitFor("203.0.113.3", "XH-20260310-00001-1", now)).ToList();

        var answers = Enumerable.Range(0, 30).Select(_ => guard.Wrong("203.0.113.3", "XH-20260310-00001-1", now)).ToList();

        Assert.All(asked, Assert.Null);
        Assert.Equal(ReceiptGuard.MostOfAddress, answers.Count(wait => wait is null));
        Assert.All(answers.Skip(ReceiptGuard.MostOfAddress), wait => Assert.Equal(TimeSpan.FromMinutes(1), wait));
    }
}
