using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ScanHost.Pipeline.Stages.Engines;

/// <summary>One command to clamd, clamd(8) section COMMANDS: each has a connection of its own.</summary>
/// <param name="endpoint">Path of a Unix socket, or <c>host:port</c>.</param>
internal sealed class ClamdConnection(string endpoint)
{
    private const int ChunkBytes = 64 * 1024;
    private const int MaxReplyBytes = 16 * 1024;
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    /// <summary>The engine's and its database's version: <c>ClamAV 1.0.7/27400/Mon Sep…</c>.</summary>
    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        using var socket = await ConnectAsync(cancellationToken);
        await socket.SendAsync("zVERSION\0"u8.ToArray(), cancellationToken);
        return await ReplyAsync(socket, cancellationToken);
    }

    /// <summary>Streams bytes and returns clamd's answer: <c>stream: OK</c>, <c>stream: NAME FOUND</c>, or an error.</summary>
    public async Task<string> ScanAsync(IEnumerable<ReadOnlyMemory<byte>> blocks, CancellationToken cancellationToken)
    {
        using var socket = await ConnectAsync(cancellationToken);
        await SendAllAsync(socket, "zINSTREAM\0"u8.ToArray(), cancellationToken);
        try
        {
            var length = new byte[4];
            foreach (var block in blocks)
                for (var at = 0; at < block.Length; at += ChunkBytes)
                {
                    var chunk = block[at..Math.Min(block.Length, at + ChunkBytes)];
                    BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
                    await SendAllAsync(socket, length, cancellationToken);
                    await SendAllAsync(socket, chunk, cancellationToken);
                }
            await SendAllAsync(socket, new byte[4], cancellationToken);
        }
        catch (SocketException)
        {
            // Over its StreamMaxLength clamd answers and hangs up while we still send: the answer counts.
        }
        return await ReplyAsync(socket, cancellationToken);
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(ConnectTime);
        var isPath = endpoint.StartsWith('/');
        var socket = isPath ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (isPath)
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint), time.Token);
            else
                await socket.ConnectAsync(endpoint[..endpoint.LastIndexOf(':')].Trim('[', ']'), Port(), time.Token);
            return socket;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private int Port() =>
        endpoint.LastIndexOf(':') is > 0 and var colon && int.TryParse(endpoint.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port < 65536
            ? port
            : throw new SocketException((int)SocketError.AddressNotAvailable);

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
    }

    private static async Task<string> ReplyAsync(Socket socket, CancellationToken cancellationToken)
    {
        var reply = new byte[MaxReplyBytes];
        var length = 0;
        while (length < reply.Length && await socket.ReceiveAsync(reply.AsMemory(length), cancellationToken) is > 0 and var count)
        {
            length += count;
            if (reply[length - 1] == 0)
                break;
        }
        return Encoding.UTF8.GetString(reply, 0, length).TrimEnd('\0', '\n');
    }
}
