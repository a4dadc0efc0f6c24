using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Intake.Web.Tests.Hosting;

/// <summary>Keeps warnings and errors of the program under test; <c>INTAKE_TESTS_LOG=1</c> shows them too.</summary>
internal sealed class KeptLog : ILoggerProvider
{
    private static readonly bool IsShown = Environment.GetEnvironmentVariable("INTAKE_TESTS_LOG") == "1";

    /// <summary>What was logged, without exceptions.</summary>
    public ConcurrentQueue<string> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Writer(this);

    public void Dispose()
    {
    }

    private sealed class Writer(KeptLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            log.Entries.Enqueue(formatter(state, exception));
            if (IsShown)
                Console.Error.WriteLine($"{logLevel}: {formatter(state, exception)} {exception}");
        }
    }
}
