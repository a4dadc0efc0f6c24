namespace Intake.Application.Writing;

/// <summary>Whether the last transaction could be saved: what <c>/health/ready</c> says of the database.</summary>
public sealed class WriterHealth
{
    private volatile string? _fault;

    /// <summary>Why the last transaction failed, in the database's words; null when it was saved.</summary>
    public string? Fault => _fault;

    internal void Saved() => _fault = null;

    // What a command itself did wrong says nothing of the database.
    internal void Failed(Exception fault)
    {
        if (CannotBeSavedException.IsOne(fault))
            _fault = (fault.InnerException ?? fault).Message;
    }
}
