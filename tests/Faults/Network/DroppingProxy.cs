using System.Net.Sockets;

namespace ScanHost.Faults.Network;

/// <summary>
/// Stands between hosts and PostgreSQL on a socket of its own. It passes what clients send, and sometimes cuts the connection before
/// the answer comes back: the client cannot know whether its transaction was committed.
/// </summary>
public sealed class DroppingProxy : IDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string server;
    private int requests;
    private int dropped;

    /// <summary>Listens.</summary>
    /// <param name="folder">Folder of its socket, made when missing: the host of a connection string.</param>
    /// <param name="serverFolder">Folder of the server's socket.</param>
    public DroppingProxy(string folder, string serverFolder)
    {
        server = SocketIn(serverFolder);
        Directory.CreateDirectory(folder);
        listener.Bind(new UnixDomainSocketEndPoint(SocketIn(folder)));
        listener.Listen();
        _ = AcceptAsync();
    }

    /// <summary>Of so many requests the answer to one is dropped; 0 for none.</summary>
    public int DropEvery { get; set; }

    /// <summary>How many were dropped.</summary>
    public int Dropped => Volatile.Read(ref dropped);

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private static string SocketIn(string folder) => Path.Combine(folder, ".s.PGSQL.5432");

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptAsync());
        }
        catch (SocketException)
        {
            // Disposed of.
        }
        catch (ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        using (var upstream = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            try
            {
                await upstream.ConnectAsync(new UnixDomainSocketEndPoint(server));
                var mute = new MuteSwitch();
                await Task.WhenAny(ForwardAsync(client, upstream, mute), AnswerAsync(upstream, client, mute));
            }
            catch (SocketException)
            {
                // Either side has gone; disposing of both tells the other.
            }
        }
    }

    private async Task ForwardAsync(Socket client, Socket upstream, MuteSwitch mute)
    {
        var buffer = new byte[64 << 10];
        for (int read; (read = await client.ReceiveAsync(buffer)) > 0;)
        {
            mute.IsOn |= IsTurn();
            await upstream.SendAsync(buffer.AsMemory(0, read));
        }
    }

    private async Task AnswerAsync(Socket upstream, Socket client, MuteSwitch mute)
    {
        var buffer = new byte[64 << 10];
        for (int read; (read = await upstream.ReceiveAsync(buffer)) > 0;)
        {
            if (mute.IsOn)
            {
                Interlocked.Increment(ref dropped);
                return; // the server has done it, and nobody will hear of it
            }

            await client.SendAsync(buffer.AsMemory(0, read));
        }
    }

    private bool IsTurn() => DropEvery is > 0 and var every && Interlocked.Increment(ref requests) % every == 0;

    private sealed class MuteSwitch
    {
        private volatile bool isOn;

        public bool IsOn { get => isOn; set => isOn = value; }
    }
}
