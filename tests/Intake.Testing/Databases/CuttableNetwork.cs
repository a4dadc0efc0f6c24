using System.Net;
using System.Net.Sockets;

namespace Intake.Testing.Databases;

/// <summary>
/// The network between a node and a server of this machine: a port that forwards, until a test cuts it. Cut by a stall, it
/// takes everything and brings nothing, as a cable that was pulled does; cut by a reset, it breaks what is open and refuses
/// what is new.
/// </summary>
public sealed class CuttableNetwork : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _open = [];
    private readonly Task _accepting;
    private readonly int _server;
    private TaskCompletionSource _flows = new();
    private bool _refuses;

    /// <summary>A network to a server that listens on this machine.</summary>
    /// <param name="server">The server's port.</param>
    public CuttableNetwork(int server)
    {
        _server = server;
        _flows.SetResult();
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where the node finds the server.</summary>
    public int Port { get; }

    /// <summary>From now on everything is taken and nothing arrives, in either direction.</summary>
    public void Stall()
    {
        lock (_lock)
            _flows = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Breaks every connection, and from now on each new one at once.</summary>
    public void Reset()
    {
        lock (_lock)
            _refuses = true;
        BreakAll();
    }

    /// <summary>Forwards again. What was on its way in a stall is lost with its connection, as behind a firewall that has forgotten it.</summary>
    public void Mend()
    {
        BreakAll();
        lock (_lock)
        {
            _refuses = false;
            _flows.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        BreakAll();
        _flows.TrySetCanceled();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                _ = ForwardAsync(await _listener.AcceptSocketAsync(_ending.Token));
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Ended, or the client was gone before it was taken.
            }
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (!Keep(client, server))
                return;
            await Flowing().WaitAsync(_ending.Token);
            await server.ConnectAsync(IPAddress.Loopback, _server, _ending.Token);
            await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The server is away, or the network was cut: either is what the test wants.
        }
        finally
        {
            Break(client);
            Break(server);
        }
    }

    private bool Keep(Socket client, Socket server)
    {
        lock (_lock)
        {
            if (!_refuses)
                _open.UnionWith([client, server]);
            return !_refuses;
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int length; (length = await from.ReceiveAsync(buffer, _ending.Token)) > 0;)
            {
                // What comes in while nothing flows is held here, and goes with its connection.
                await Flowing().WaitAsync(_ending.Token);
                for (var sent = 0; sent < length;)
                    sent += await to.SendAsync(buffer.AsMemory(sent..length), _ending.Token);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either side is gone, and with it the connection.
        }
    }

    private Task Flowing()
    {
        lock (_lock)
            return _flows.Task;
    }

    private void BreakAll()
    {
        List<Socket> open;
        lock (_lock)
            open = [.. _open];
        foreach (var socket in open)
            Break(socket);
    }

    private void Break(Socket socket)
    {
        lock (_lock)
            _open.Remove(socket);
        // Without lingering it is a reset and no orderly end.
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }

        socket.Dispose();
    }
}
