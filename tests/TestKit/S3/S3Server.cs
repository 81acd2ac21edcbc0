using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ScanHost.TestKit.S3;

/// <summary>A throwaway server that speaks S3 (s3rver, which tests/run installs), with one bucket in a temporary folder.</summary>
public sealed class S3Server : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Process server;

    private S3Server(int port)
    {
        Endpoint = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        // The shell ends the server when our end of its pipe closes, also when this process is killed.
        var start = new ProcessStartInfo("sh", ["-c", "node \"$@\" </dev/null & cat >/dev/null; kill $!", "sh", Program(),
            "--directory", folder.Path, "--address", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--silent", "--configure-bucket", Bucket])
        {
            RedirectStandardInput = true,
        };
        server = Process.Start(start)!;
    }

    /// <summary>The bucket.</summary>
    public static string Bucket => "scanhost-test";

    /// <summary>The server's address.</summary>
    public string Endpoint { get; }

    /// <summary>Settings of a sample store on it.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Settings =>
    [
        new("Samples:Provider", "S3"), new("Samples:Bucket", Bucket), new("Samples:Endpoint", Endpoint), new("Samples:Prefix", "scans/"),
        new("Samples:AccessKey", "S3RVER"), new("Samples:SecretKey", "S3RVER"),
    ];

    /// <summary>The stored objects, by key.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            var root = Path.Combine(folder.Path, Bucket);
            return [.. Directory.EnumerateFiles(root, "*._S3rver_object", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, file)[..^"._S3rver_object".Length]).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<S3Server> StartAsync()
    {
        var server = new S3Server(FreePort());
        for (var tries = 0; !await server.ListensAsync(); tries++)
        {
            if (tries == 600)
                throw new InvalidOperationException("The S3 server does not start.");
            await Task.Delay(50);
        }

        return server;
    }

    /// <summary>Puts bytes under a key, behind the server's back.</summary>
    public void Place(string key, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(folder.Path, Bucket, key + "._S3rver_object");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        server.StandardInput.Close();
        server.WaitForExit();
        server.Dispose();
        folder.Dispose();
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPEndPoint.Parse(Endpoint["http://".Length..]));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Program()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "artifacts", "s3server", "node_modules", "s3rver", "bin", "s3rver.js");
            if (File.Exists(program))
                return program;
        }

        throw new InvalidOperationException("These tests need the S3 server that tests/run installs: bash tests/S3/install");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
