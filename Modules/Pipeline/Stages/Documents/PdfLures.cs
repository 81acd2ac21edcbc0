using System.Net;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Hosts on which anybody can put a page or a file, and addresses that say nothing of where they lead.</summary>
internal static class PdfLures
{
    private static readonly string[] Hosts =
    [
        "bit.ly", "tinyurl.com", "t.co", "goo.gl", "is.gd", "cutt.ly", "rb.gy", "ow.ly", "rebrand.ly", "shorturl.at", "t.ly", "s.id", "lnkd.in",
        "firebaseapp.com", "web.app", "pages.dev", "workers.dev", "r2.dev", "netlify.app", "vercel.app", "herokuapp.com", "glitch.me", "github.io", "repl.co",
        "blogspot.com", "weebly.com", "wixsite.com", "sites.google.com", "storage.googleapis.com", "blob.core.windows.net", "web.core.windows.net",
        "azurewebsites.net", "s3.amazonaws.com", "cloudfront.net", "ipfs.io", "dweb.link", "cdn.discordapp.com", "transfer.sh", "mediafire.com", "mega.nz",
        "dropbox.com", "dl.dropboxusercontent.com", "wetransfer.com", "anonfiles.com", "trycloudflare.com", "ngrok.io", "ngrok-free.app", "duckdns.org", "000webhostapp.com",
    ];

    /// <summary>True for such a host, and for a bare IP address.</summary>
    public static bool IsAnybodysHost(Uri target) =>
        target.Scheme is "http" or "https"
        && (IPAddress.TryParse(target.Host, out _) || Hosts.Any(host => target.Host == host || target.Host.EndsWith("." + host, StringComparison.OrdinalIgnoreCase)));
}
