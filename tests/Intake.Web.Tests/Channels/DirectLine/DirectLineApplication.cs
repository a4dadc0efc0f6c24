using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Channels.DirectLine;

/// <summary>The program with a secret for clients that others wrote.</summary>
public sealed class DirectLineApplication : IntakeApplication
{
    private const int MostSteps = 3_000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["DirectLine:Secret"] = DirectLineClient.Secret };

    /// <summary>Lets the program's time pass until something is there; fails when it does not come for a minute and more.</summary>
    public async Task<T> MeanwhileAsync<T>(Task<T> coming, TimeSpan ofTheProgram)
    {
        for (var step = 0; !coming.IsCompleted; step++)
        {
            Assert.True(step < MostSteps, $"It never came. Log: {string.Join(" | ", Log)}");
            await Task.Delay(Step, TimeProvider.System);
            Clock.Advance(ofTheProgram);
        }

        return await coming;
    }
}
