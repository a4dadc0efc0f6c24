using System.Net;
using System.Net.Sockets;

namespace Intake.Web.Tests.Channels.BotFramework;

/// <summary>A place in our own network that nobody from outside may have visited through the bot.</summary>
internal sealed class PrivatePlace : IDisposable
{
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);

    public PrivatePlace() => _door.Start();

    public int Port => ((IPEndPoint)_door.LocalEndpoint).Port;

    /// <summary>How many have knocked: a connection that waits is one.</summary>
    public int Visitors => _door.Pending() ? 1 : 0;

    public void Dispose() => _door.Dispose();
}
