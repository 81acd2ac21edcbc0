using System.Text;

namespace ScanHost.Formats.Containers.Inno;

/// <summary>
/// Finds where files go. What precedes the entries of files in the script has another form in every version, so the entries are looked for:
/// an empty string (the source, which only files outside of the setup have), a string that begins with a constant (the destination), so many
/// more strings, two ranges of Windows versions, and the number of a location.
/// </summary>
internal static class InnoNames
{
    private const int MaxName = 2048, MaxText = 65536;
    private const int VersionRanges = 20;

    /// <summary>Names by the number of the location. What is not found has none: the content does not depend on it.</summary>
    internal static Dictionary<int, string> Read(ReadOnlySpan<byte> script, InnoVersion version, int locations)
    {
        var names = new Dictionary<int, string>();
        ReadOnlySpan<byte> brace = version.IsUnicode ? "{\0"u8 : "{"u8;
        // Source and destination, font, (since 5.2.5) assembly, components, tasks, languages, three for code; later versions add some.
        int[] counts = version.Number switch { < 50205 => [9], < 60403 => [10], _ => [11, 10, 12, 13, 14, 15, 16] };
        for (var at = 0; script[at..].IndexOf(brace) is >= 0 and var next; at++)
        {
            at += next;
            if (at < 8 || script.U32(at - 8) != 0 || Text(script, at - 4, MaxName) is not { } destination)
                continue;
            foreach (var count in counts)
                if (Location(script, at - 8, count) is { } location && location < locations)
                {
                    names.TryAdd((int)location, Decode(destination, version));
                    break;
                }
        }
        return names;
    }

    private static uint? Location(ReadOnlySpan<byte> script, long at, int strings)
    {
        for (var i = 0; i < strings; i++)
        {
            if (script.U32(at) is not { } length || length > MaxText || !script.Has(at + 4, length))
                return null;
            at += 4 + length;
        }
        return script.U32(at + VersionRanges);
    }

    private static byte[]? Text(ReadOnlySpan<byte> script, long at, int max) =>
        script.U32(at) is { } length && length > 0 && length <= max && script.Has(at + 4, length) ? script.Slice((int)at + 4, (int)length).ToArray() : null;

    private static string Decode(byte[] text, InnoVersion version) => version.IsUnicode ? Encoding.Unicode.GetString(text) : MemberName.Decode(text);
}
