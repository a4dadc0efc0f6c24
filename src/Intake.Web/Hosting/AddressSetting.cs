using System.Net;
using IPNetwork = System.Net.IPNetwork;

namespace Intake.Web.Hosting;

/// <summary>A setting that names addresses or networks such as <c>10.0.0.0/8</c>: one setting each, or a list with commas.</summary>
internal static class AddressSetting
{
    /// <summary>What the setting names; an address is a network of its own. Empty when it is not set.</summary>
    /// <exception cref="FormatException">An entry is neither an address nor a network.</exception>
    public static IReadOnlyList<IPNetwork> Read(IConfiguration settings, string name)
    {
        var section = settings.GetSection(name);
        var entries = section.GetChildren().Select(child => child.Value).Append(section.Value);
        return [.. entries
            .SelectMany(entry => (entry ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(entry => Parse(name, entry))];
    }

    private static IPNetwork Parse(string name, string entry)
    {
        if (IPAddress.TryParse(entry, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(entry, out var network)
            ? network
            : throw new FormatException($"{name}: '{entry}' is neither an address nor a network such as 10.0.0.0/8.");
    }
}
