using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Images;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Scripts;

namespace ScanHost.Pipeline.Stages.Images;

/// <summary>What QR codes lead to. Letters of banks and parcel services have them, too: an address alone weighs little.</summary>
internal static partial class QrSigns
{
    /// <summary>Reports the codes of a picture.</summary>
    /// <param name="scan">The artifact.</param>
    /// <param name="picture">The picture, in it or itself.</param>
    /// <param name="isSent">True when it came in a mail or a document, where an address could stand as a link.</param>
    public static void Report(IScanContext scan, Raster picture, bool isSent)
    {
        foreach (var text in QrCodes.Read(picture))
        {
            scan.Note("qr", MemberName.Shorten(text));
            if (!Address().IsMatch(text))
                continue;
            scan.Indicate("url", text);
            if (isSent)
                scan.Report(ImageHeuristics.CodeAddress, new Evidence(null, null, MemberName.Shorten(text)));
            if (NamelessHosts.IsNameless(text) || Dangerous().IsMatch(text))
                scan.Report(ImageHeuristics.DangerousCode, new Evidence(null, null, MemberName.Shorten(text)));
        }
    }

    [GeneratedRegex(@"^https?://\S{4,}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    // A program or an archive, or the reader's address in the part that no server sees.
    [GeneratedRegex(@"^[^?#]+\.(?:exe|apk|zip|iso|js|hta|msi|scr|bat|cmd|vbs|wsf|lnk|ps1|rar|7z|mobileconfig)(?:[?#]|$)|[#?&=/][\w.+-]{1,64}(?:@|%40)[\w-]{1,60}\.[\w.-]{2,60}$|#(?:\w{1,10}=)?[A-Za-z0-9+/]{12,}={0,2}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dangerous();
}
