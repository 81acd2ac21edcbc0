using System.Text;

namespace ScanHost.Formats.Ole;

/// <summary>Links to elsewhere inside OLE streams: URL and file monikers, [MS-OLEDS] 2.3.3, [MS-OSHARED] 2.3.7.6 and 2.3.7.8.</summary>
public static class OleMonikers
{
    private const int MaxTarget = 4096;
    private const int MaxTargets = 4096;

    private static readonly string[] RemoteSchemes = ["http://", "https://", "ftp://", "script:http", "mhtml:http", "ldap://", "webcal://"];

    // {79EAC9E0-BAF9-11CE-8C82-00AA004BA90B} and {00000303-0000-0000-C000-000000000046}, little end first.
    private static ReadOnlySpan<byte> UrlMoniker => [0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0, 0xAA, 0, 0x4B, 0xA9, 0x0B];

    private static ReadOnlySpan<byte> FileMoniker => [3, 3, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];

    /// <summary>The targets of the monikers in a stream, at most 4,096, in their order. Untrusted.</summary>
    public static IReadOnlyList<string> Find(ReadOnlySpan<byte> stream)
    {
        var targets = new List<string>();
        AddAll(stream, UrlMoniker, targets, ReadUrl);
        AddAll(stream, FileMoniker, targets, ReadFile);
        return targets;
    }

    /// <summary>True for what lies on another machine: a URL that is not of this one, or a UNC path.</summary>
    public static bool IsRemote(string target) =>
        target.StartsWith(@"\\", StringComparison.Ordinal) || target.StartsWith("//", StringComparison.Ordinal)
        || target.StartsWith(@"file://", StringComparison.OrdinalIgnoreCase) && !target.StartsWith("file:///", StringComparison.OrdinalIgnoreCase)
        || target.StartsWith(@"file:///\\", StringComparison.OrdinalIgnoreCase)
        || RemoteSchemes.Any(scheme => target.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    private delegate string? Reader(ReadOnlySpan<byte> behindClsid);

    private static void AddAll(ReadOnlySpan<byte> stream, ReadOnlySpan<byte> clsid, List<string> targets, Reader read)
    {
        for (var rest = stream; targets.Count < MaxTargets && rest.IndexOf(clsid) is var found and >= 0; rest = rest[(found + 16)..])
        {
            if (read(rest[(found + 16)..]) is { Length: > 0 } target)
                targets.Add(target);
        }
    }

    // The length in bytes, then UTF-16 with a closing NUL, then maybe a GUID and flags.
    private static string? ReadUrl(ReadOnlySpan<byte> data)
    {
        var length = Math.Min(data.U32(0) ?? 0, MaxTarget);
        return UntilNul(Encoding.Unicode.GetString(data.Part(4, length & ~1u)));
    }

    // cAnti, then the length in bytes, then the ANSI path with a closing NUL.
    private static string? ReadFile(ReadOnlySpan<byte> data) =>
        UntilNul(Encoding.Latin1.GetString(data.Part(6, Math.Min(data.U32(2) ?? 0, MaxTarget))));

    private static string UntilNul(string text) => text.IndexOf('\0', StringComparison.Ordinal) is var end and >= 0 ? text[..end] : text;
}
