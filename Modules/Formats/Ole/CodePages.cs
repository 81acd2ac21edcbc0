using System.Text;

namespace ScanHost.Formats.Ole;

/// <summary>Windows code pages by number.</summary>
internal static class CodePages
{
    /// <summary>The encoding; Latin-1, in which every byte is a character, when there is none of that number.</summary>
    internal static Encoding Get(int codePage)
    {
        try
        {
            return codePage switch
            {
                0 => Encoding.Latin1,
                1200 => Encoding.Unicode,
                _ => CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage),
            };
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return Encoding.Latin1;
        }
    }
}
