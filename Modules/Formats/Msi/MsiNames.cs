using System.Text;

namespace ScanHost.Formats.Msi;

/// <summary>Names of streams in installer packages: two characters of a set of 64 in one of Unicode.</summary>
/// <remarks>Source: the Windows Installer SDK does not tell; the packing is the one that libmsi of msitools and Wine document.</remarks>
internal static class MsiNames
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._";
    private const char TableMark = '\u4840';

    /// <summary>True for a stream that is a table, not a file.</summary>
    internal static bool IsTable(string name) => name.StartsWith(TableMark);

    /// <summary>The readable name, without the mark of tables.</summary>
    internal static string Decode(string name)
    {
        var text = new StringBuilder(name.Length * 2);
        foreach (var character in name)
        {
            if (character is >= '\u3800' and < '\u4800')
                text.Append(Letters[(character - 0x3800) & 63]).Append(Letters[(character - 0x3800) >> 6]);
            else if (character is >= '\u4800' and < TableMark)
                text.Append(Letters[character - 0x4800]);
            else if (character != TableMark)
                text.Append(character);
        }
        return text.ToString();
    }
}
