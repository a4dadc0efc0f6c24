using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Intake.Benchmarks;

// What takes seconds and a database is measured once and by hand; BenchmarkDotNet is for what takes micro- and milliseconds.
if (args is ["deadlines", .. var counts])
{
    await DeadlineMeasurement.RunAsync(Count(counts, 0, 100_000), Count(counts, 1, 10_000));
    return;
}

if (args is ["due", .. var many])
{
    await DueMeasurement.RunAsync(Count(many, 0, 10_000));
    return;
}

// In this process: the project that BenchmarkDotNet would generate lacks the shared framework that ours reference, and does not restore.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator());
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);

static int Count(string[] counts, int at, int otherwise) => at < counts.Length ? int.Parse(counts[at], CultureInfo.InvariantCulture) : otherwise;
