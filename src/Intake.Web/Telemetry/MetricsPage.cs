using Intake.Application.Programs;
using Intake.Application.Telemetry;
using Intake.Web.Api;

namespace Intake.Web.Telemetry;

/// <summary><c>/metrics</c>: what the meters show, in Prometheus's text format, to those whom <see cref="MetricsReaders"/> names and to programs with a key for figures.</summary>
internal sealed class MetricsPage(MetricReadings readings, Backlog backlog, MetricsReaders readers, KeyGate gate)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (!readers.Includes(context) && await gate.PassAsync(context, ApiScope.ReadFigures) is null)
            return;
        await backlog.RefreshAsync(context.RequestAborted);
        context.Response.ContentType = PrometheusText.ContentType;
        await context.Response.WriteAsync(readings.Read(), context.RequestAborted);
    }
}
