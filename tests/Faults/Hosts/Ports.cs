using System.Net;
using System.Net.Sockets;

namespace ScanHost.Faults.Hosts;

/// <summary>Ports below the range from which the kernel hands out its own, so that a host finds its port free again after its death.</summary>
internal static class Ports
{
    private const int First = 20_000, Last = 32_000;

    private static int next = First + (Environment.ProcessId * 37 % (Last - First));

    public static int Take()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref next) % (Last - First));
            if (IsFree(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
