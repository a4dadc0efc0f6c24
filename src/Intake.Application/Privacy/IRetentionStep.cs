namespace Intake.Application.Privacy;

/// <summary>One kind of thing that is kept for a time and then deleted. Steps run one after the other, each in small transactions, and may be run twice.</summary>
public interface IRetentionStep
{
    /// <summary>What it deletes, for the log: a short name in English.</summary>
    string Name { get; }

    /// <summary>Deletes what is over its time by now; answers how many.</summary>
    Task<int> RunAsync(CancellationToken cancellationToken);
}
