using Intake.Domain.Tickets;

namespace Intake.Application.Replays.Seeding;

/// <summary>What somebody does to a made-up ticket.</summary>
internal enum SeedStep
{
    Accept,
    Decline,
    SettleAtOnce,
    Dispatch,
    Acknowledge,
    Contact,
    RequestReturn,
    RuleOnReturn,
    Ask,
    Answer,
    RequestExtension,
    RuleOnExtension,
    Plan,
    Urge,
    AddText,
    Remark,
    Resolve,
    Rate,
    Verify,
    Relist,
    Contest,
    WriteOff,
    LookBack,
    Withdraw,
}

/// <summary>A step and how long after the one before it somebody thinks of it, in hours; the working time of who does it comes on top.</summary>
internal readonly record struct SeedMove(SeedStep Step, double Hours);

/// <summary>Makes up how a ticket goes, with the shares that such services have: most go straight, some come back.</summary>
internal static class SeedStory
{
    /// <summary>The steps of a ticket.</summary>
    /// <param name="fate">Where it is to be at the end.</param>
    /// <param name="age">How long ago it came in.</param>
    /// <param name="random">The ticket's own random numbers.</param>
    public static List<SeedMove> Of(SeedFate fate, TimeSpan age, Random random) => fate switch
    {
        SeedFate.Closed => Closed(random),
        SeedFate.Open => Open(StateAt(age, random), random),
        SeedFate.Due => random.Next(3) == 0 ? [Soon(SeedStep.Accept), Soon(SeedStep.Dispatch)] : [Soon(SeedStep.Accept), Soon(SeedStep.Dispatch), Soon(SeedStep.Acknowledge)],
    };

    private static List<SeedMove> Closed(Random random) => random.Next(100) switch
    {
        < 5 => [After(SeedStep.Withdraw, 1, 200, random)],
        < 11 => [After(SeedStep.Decline, 0.5, 12, random)],
        < 26 => [.. Taken(random), After(SeedStep.SettleAtOnce, 0.1, 4, random), .. Checked(random)],
        _ => [.. Taken(random), .. Dispatched(random), .. Handled(random), .. Checked(random)],
    };

    private static List<SeedMove> Open(TicketState state, Random random) => state switch
    {
        TicketState.Received => [],
        TicketState.Accepted => Taken(random),
        TicketState.Dispatched => [.. Taken(random), Soon(SeedStep.Dispatch)],
        TicketState.ReturnRequested => [.. Taken(random), Soon(SeedStep.Dispatch), After(SeedStep.RequestReturn, 0.5, 6, random)],
        TicketState.AwaitingRequester => [.. Taken(random), .. Dispatched(random), After(SeedStep.Ask, 2, 60, random)],
        TicketState.Planned => [.. Taken(random), .. Dispatched(random), After(SeedStep.Contact, 1, 8, random), After(SeedStep.Plan, 10, 90, random)],
        TicketState.Resolved => [.. Taken(random), .. Dispatched(random), .. Handled(random)],
        TicketState.Verifying => [.. Taken(random), .. Dispatched(random), .. Handled(random), After(SeedStep.Verify, 1, 20, random)],
        _ => [.. Taken(random), .. Dispatched(random), .. InHand(random)],
    };

    // What is young may be anywhere; what is old is stuck where such things get stuck.
    private static TicketState StateAt(TimeSpan age, Random random)
    {
        var draw = random.Next(100);
        if (age.TotalDays < 1.5)
            return draw switch { < 25 => TicketState.Received, < 40 => TicketState.Accepted, < 65 => TicketState.Dispatched, < 70 => TicketState.ReturnRequested, _ => TicketState.InHand };
        if (age.TotalDays < 12)
            return draw switch { < 2 => TicketState.Received, < 5 => TicketState.Accepted, < 14 => TicketState.Dispatched, < 18 => TicketState.ReturnRequested, < 62 => TicketState.InHand, < 72 => TicketState.AwaitingRequester, < 77 => TicketState.Planned, < 90 => TicketState.Resolved, _ => TicketState.Verifying };
        return draw switch { < 2 => TicketState.Dispatched, < 3 => TicketState.ReturnRequested, < 50 => TicketState.InHand, < 64 => TicketState.AwaitingRequester, < 84 => TicketState.Planned, _ => TicketState.Verifying };
    }

    private static List<SeedMove> Taken(Random random) => [.. Perhaps(4, After(SeedStep.AddText, 0.1, 2, random), random), After(SeedStep.Accept, 0.1, 7, random)];

    private static List<SeedMove> Dispatched(Random random) =>
    [
        Soon(SeedStep.Dispatch),
        .. random.Next(100) < 7 ? (SeedMove[])[After(SeedStep.RequestReturn, 0.5, 6, random), After(SeedStep.RuleOnReturn, 0.5, 8, random)] : [],
        After(SeedStep.Acknowledge, 0.1, 8, random),
    ];

    private static List<SeedMove> InHand(Random random) =>
    [
        .. Perhaps(75, After(SeedStep.Contact, 0.3, 12, random), random),
        .. Perhaps(8, After(SeedStep.Urge, 20, 90, random), random),
        .. Perhaps(7, After(SeedStep.Remark, 1, 40, random), random),
        .. random.Next(100) < 8 ? (SeedMove[])[After(SeedStep.Ask, 1, 30, random), After(SeedStep.Answer, 1, 60, random)] : [],
        .. random.Next(100) < 8 ? (SeedMove[])[After(SeedStep.RequestExtension, 5, 30, random), After(SeedStep.RuleOnExtension, 0.5, 8, random)] : [],
        .. Perhaps(3, After(SeedStep.Plan, 5, 40, random), random),
    ];

    private static List<SeedMove> Handled(Random random) => [.. InHand(random), new(SeedStep.Resolve, 0)];

    private static List<SeedMove> Checked(Random random)
    {
        List<SeedMove> moves = [.. Perhaps(38, After(SeedStep.Rate, 0.5, 60, random), random), After(SeedStep.Verify, 1, 20, random)];
        if (random.Next(100) < 7)
            moves.AddRange([After(SeedStep.Relist, 0.3, 6, random), new(SeedStep.Resolve, 0), After(SeedStep.Verify, 1, 20, random)]);
        moves.Add(After(SeedStep.WriteOff, 0.3, 10, random));
        if (random.Next(100) < 2)
            moves.AddRange([After(SeedStep.Contest, 10, 600, random), new(SeedStep.Resolve, 0), After(SeedStep.Verify, 1, 20, random), After(SeedStep.WriteOff, 0.3, 10, random)]);
        moves.AddRange(Perhaps(12, After(SeedStep.LookBack, 750, 1_400, random), random));
        return moves;
    }

    private static SeedMove[] Perhaps(int percent, SeedMove move, Random random) => random.Next(100) < percent ? [move] : [];

    private static SeedMove Soon(SeedStep step) => new(step, 0.05);

    // Evenly over the orders of magnitude: most things happen soon, a few take long.
    private static SeedMove After(SeedStep step, double from, double to, Random random) => new(step, from * Math.Pow(to / from, random.NextDouble()));
}
