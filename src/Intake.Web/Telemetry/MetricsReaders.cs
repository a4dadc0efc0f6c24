using System.Net;
using Intake.Web.Hosting;
using IPNetwork = System.Net.IPNetwork;

namespace Intake.Web.Telemetry;

/// <summary>
/// Who may read the metrics without a key: this machine, and the addresses or networks of <c>Metrics:Addresses</c> (with
/// commas). An address counts only when the request comes from there itself. A request that says that somebody handed it on,
/// and nobody has taken that word (<see cref="TrustedProxies"/>), comes from a proxy, and from whom else nobody knows; so
/// does one from this machine that asks for another host than this machine.
/// </summary>
internal sealed class MetricsReaders
{
    /// <summary>The setting's name. Default none.</summary>
    public const string Setting = "Metrics:Addresses";

    private static readonly string[] HandedOn = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"];

    private readonly IReadOnlyList<IPNetwork> _networks;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="FormatException">An entry is neither an address nor a network.</exception>
    public MetricsReaders(IConfiguration settings) => _networks = AddressSetting.Read(settings, Setting);

    /// <summary>Whether a request may read without a key.</summary>
    public bool Includes(HttpContext context)
    {
        // What a trusted proxy said is taken off the request by now.
        if (context.Connection.RemoteIpAddress is not { } from || HandedOn.Any(context.Request.Headers.ContainsKey))
            return false;
        var address = from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from;
        return IPAddress.IsLoopback(address) ? IsThisMachine(context.Request.Host.Host) : _networks.Any(network => network.Contains(address));
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
