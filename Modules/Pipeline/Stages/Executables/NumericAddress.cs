using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Stages.Scripts;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Finds web addresses of the Internet whose host is a number, among a program's texts in ASCII and UTF-16.</summary>
internal static class NumericAddress
{
    private const int MaxAddresses = 20_000;
    private const int MaxLength = 100;

    /// <summary>The first; null when there is none.</summary>
    public static string? In(IScanContext scan, ReadOnlySpan<byte> content)
    {
        var tries = 0;
        foreach (var encoding in new[] { Encoding.Latin1, Encoding.Unicode })
            foreach (var scheme in new[] { "http://", "https://" })
            {
                var mark = encoding.GetBytes(scheme);
                var next = content.IndexOf(mark);
                for (var at = next; next >= 0 && tries++ < MaxAddresses; at += mark.Length + next)
                {
                    var text = encoding.GetString(content.Slice(at, Math.Min(MaxLength * (encoding == Encoding.Unicode ? 2 : 1), content.Length - at)));
                    var end = text.AsSpan().IndexOfAnyExceptInRange('!', '~');
                    var address = end < 0 ? text : text[..end];
                    if (address.Length > scheme.Length && char.IsAsciiDigit(address[scheme.Length]) && NamelessHosts.IsNameless(address))
                        return address;
                    next = content[(at + mark.Length)..].IndexOf(mark);
                }
            }

        if (tries > MaxAddresses)
            scan.Miss(GapReason.Limit, $"Only the first {MaxAddresses} addresses in the texts of the program are judged.");
        return null;
    }
}
