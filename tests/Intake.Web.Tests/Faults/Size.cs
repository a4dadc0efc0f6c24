namespace Intake.Web.Tests.Faults;

/// <summary>How large the faults are: small in every run of the tests, full with INTAKE_TESTS_FAULTS set (<c>tests/run --faults</c>).</summary>
internal static class Size
{
    /// <summary>Whether they are full.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("INTAKE_TESTS_FAULTS") is { Length: > 0 };

    /// <summary>One of two sizes.</summary>
    public static T Of<T>(T small, T full) => IsFull ? full : small;

    /// <summary>One of two lengths of time, in seconds.</summary>
    public static TimeSpan Seconds(int small, int full) => TimeSpan.FromSeconds(Of(small, full));
}
