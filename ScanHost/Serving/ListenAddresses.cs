using System.Net;
using ScanHost.Settings;

namespace ScanHost.Serving;

/// <summary>Where the host is asked to listen.</summary>
internal static class ListenAddresses
{
    /// <summary>Every address of the settings <c>Urls</c> and <c>Kestrel:Endpoints</c>.</summary>
    /// <exception cref="StartRefusedException">One is not an address.</exception>
    public static IReadOnlyList<BindingAddress> Read(IConfiguration settings)
    {
        var endpoints = settings.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        var urls = (settings["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // Kestrel ignores Urls when it has endpoints.
        return [.. (endpoints.Count > 0 ? endpoints : [.. urls]).Select(Parse)];
    }

    /// <summary>Refuses to be reached by others as long as there is no way to tell who they are.</summary>
    /// <exception cref="StartRefusedException">An address is not of this machine alone, and the settings do not allow it.</exception>
    public static void Check(IReadOnlyList<BindingAddress> addresses, SecurityOptions security)
    {
        if (!security.AllowAnonymousNetwork && addresses.FirstOrDefault(address => !IsLocal(address)) is { } open)
        {
            throw new StartRefusedException(
                $"{open} can be reached from other machines, and everybody who reaches it may use the service and read every report; " +
                "listen on 127.0.0.1, or set Security:AllowAnonymousNetwork=true to allow it.");
        }
    }

    /// <summary>True when only programs of this machine can reach the address.</summary>
    public static bool IsLocal(BindingAddress address) =>
        address.IsUnixPipe || address.IsNamedPipe || IsLocalHost(address.Host);

    /// <summary>True for <c>localhost</c> and for literal loopback addresses.</summary>
    public static bool IsLocalHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static BindingAddress Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Port is >= 0 and <= IPEndPoint.MaxPort ? address : throw new FormatException("The port is out of range.");
        }
        catch (FormatException)
        {
            throw new StartRefusedException($"'{url}' is not an address to listen on; write http://127.0.0.1:5080.");
        }
    }
}
