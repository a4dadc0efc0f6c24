using Microsoft.AspNetCore.HttpOverrides;

namespace Intake.Web.Hosting;

/// <summary>
/// Whose word on a client's address and scheme is taken (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>): nobody's, or
/// that of the proxies named in <c>Proxies:Trusted</c> (addresses or networks such as <c>10.0.0.0/8</c>; one setting each
/// or a list with commas).
/// </summary>
internal static class TrustedProxies
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "Proxies:Trusted";

    /// <summary>Adds the options. Every other way of turning forwarded headers on ends in the same list.</summary>
    /// <exception cref="FormatException">An entry is neither an address nor a network.</exception>
    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var networks = AddressSetting.Read(builder.Configuration, Setting);
        builder.Services.PostConfigure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in networks)
                options.KnownIPNetworks.Add(network);
            options.ForwardLimit = null; // each further hop must be a trusted one too
            options.ForwardedHeaders = networks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        });
    }
}
