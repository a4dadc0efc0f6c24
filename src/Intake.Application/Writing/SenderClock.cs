namespace Intake.Application.Writing;

/// <summary>
/// A clock on which each sender of commands may live at an instant of its own. A command happens at the instant that its
/// sender saw when it sent it; on every other clock it happens when it is run.
/// </summary>
public abstract class SenderClock : TimeProvider;
