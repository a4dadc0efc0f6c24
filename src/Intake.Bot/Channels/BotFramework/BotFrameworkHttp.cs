using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>
/// The ways to the network. Addresses that the operator has set or a token has vouched for are gone to as they are; those
/// that somebody wrote into a message only where they lie in the Internet, so that nobody reads this network through the bot.
/// Neither follows another address than the one it was sent to.
/// </summary>
internal sealed class BotFrameworkHttp : IDisposable
{
    private const int LongestJson = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _trusted = new(Handler(null)) { Timeout = Patience, MaxResponseContentBufferSize = LongestJson };
    private readonly HttpClient _outside = new(Handler(ConnectOutsideAsync)) { Timeout = Patience };

    /// <summary>Sends a request to an address that is trusted.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _trusted.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>Sends a request to an address that somebody wrote.</summary>
    /// <exception cref="HttpRequestException">It does not lie in the Internet, or cannot be reached.</exception>
    public Task<HttpResponseMessage> SendOutsideAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _outside.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>Fetches JSON from an address that is trusted.</summary>
    /// <exception cref="HttpRequestException">It cannot be had, or is no JSON of this kind.</exception>
    public async Task<T> GetAsync<T>(Uri address, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var answer = await _trusted.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            answer.EnsureSuccessStatusCode();
            return await JsonSerializer.DeserializeAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), type, cancellationToken) ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            throw new HttpRequestException($"{address.Host} has answered with something else than expected.", fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{address.Host} gives no answer.", fault);
        }
    }

    /// <summary>Whether an address lies in the Internet, and not on this machine or in its network.</summary>
    public static bool IsOutside(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // Only what is given out for the Internet (2000::/3), and of that not what carries an IPv4 address inside.
            var six = address.GetAddressBytes();
            return (six[0] & 0xE0) == 0x20 && !(six[0] == 0x20 && six[1] == 0x02) && !(six[0] == 0x20 && six[1] == 0x01 && six[2] == 0 && six[3] == 0);
        }

        return address.GetAddressBytes() is [var a, var b, var c, _] && (a, b, c) switch
        {
            (0 or 10 or 127 or >= 224, _, _) => false,
            (100, >= 64 and < 128, _) => false,
            (169, 254, _) => false,
            (172, >= 16 and < 32, _) => false,
            (192, 168, _) or (192, 0, 0) => false,
            (198, 18 or 19, _) => false,
            _ => true,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _trusted.Dispose();
        _outside.Dispose();
    }

    private static SocketsHttpHandler Handler(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect) => new()
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        // A proxy would ask for names in our place, and so go where this must not.
        UseProxy = connect is null,
        ConnectCallback = connect,
    };

    // Asked for here and used at once, so that a name cannot mean something else a moment later.
    private static async ValueTask<Stream> ConnectOutsideAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, IsOutside))
            throw new HttpRequestException("The address does not lie in the Internet.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
