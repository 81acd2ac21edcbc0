using System.Globalization;
using System.Text;

namespace ScanHost.Formats.Containers.Inno;

/// <summary>The version of a setup's data, as its mark says: <c>Inno Setup Setup Data (5.5.7) (u)</c>.</summary>
/// <param name="Number">Two decimal digits for each of the first three parts: 50507.</param>
/// <param name="IsUnicode">True when its strings are UTF-16.</param>
/// <param name="Text">As it is written.</param>
internal sealed record InnoVersion(int Number, bool IsUnicode, string Text)
{
    /// <summary>Length of the mark.</summary>
    internal const int Bytes = 64;

    /// <summary>The oldest that is read.</summary>
    internal const int Oldest = 40205;

    /// <summary>Between the mark and the script there is so much at most, since 6.5: how the script and the files are encrypted.</summary>
    internal const int MaxEncryptionHeader = 128;

    private const int FirstWithoutAnsi = 60000;

    internal static bool IsAt(ReadOnlySpan<byte> file, long offset) => file.HasAt(offset, "Inno Setup Setup Data ("u8);

    internal static InnoVersion? Read(ReadOnlySpan<byte> file, long offset)
    {
        var text = Encoding.Latin1.GetString(file.Part(offset, Bytes)).TrimEnd('\0');
        var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.IndexOf(')', StringComparison.Ordinal));
        if (!IsAt(file, offset) || close < open)
            return null;
        var parts = text[(open + 1)..close].Split('.').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < 100 ? value : -1).ToList();
        if (parts.Count < 3 || parts.Contains(-1))
            return null;
        var number = (parts[0] * 10000) + (parts[1] * 100) + parts[2];
        return new(number, number >= FirstWithoutAnsi || text.Contains("(u)", StringComparison.OrdinalIgnoreCase), text[(open + 1)..close]);
    }
}
