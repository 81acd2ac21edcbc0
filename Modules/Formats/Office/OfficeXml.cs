using System.Xml;

namespace ScanHost.Formats.Office;

/// <summary>Walks XML of documents: no DTD, no entities, no access to anything outside.</summary>
public static class OfficeXml
{
    /// <summary>Deepest nesting of elements that is walked.</summary>
    public const int MaxDepth = 512;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = false,
        MaxCharactersInDocument = 64 << 20,
    };

    /// <summary>Calls <paramref name="onElement"/> at each start of an element, in the document's order. Ends where the XML is broken or nested too deep.</summary>
    /// <returns>False when it ended before the document did.</returns>
    public static bool Walk(byte[] xml, Action<XmlReader> onElement) => Walk(xml, onElement, _ => { });

    /// <summary>True when the bytes begin as XML does, in UTF-8, UTF-16 or UTF-32, blanks and a byte order mark aside.</summary>
    public static bool IsXml(ReadOnlySpan<byte> part) =>
        part.TrimStart(Leading) is [(byte)'<', ..];

    // Byte order marks, blanks, and the zeros of letters that have two or four bytes.
    private static ReadOnlySpan<byte> Leading => [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x20, 0x09, 0x0D, 0x0A, 0];

    /// <summary>The same, and calls <paramref name="onText"/> with each text.</summary>
    public static bool Walk(byte[] xml, Action<XmlReader> onElement, Action<string> onText)
    {
        if (xml.Length == 0)
            return true;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml), Settings);
            while (reader.Read())
            {
                if (reader.Depth > MaxDepth)
                    return false;
                if (reader.NodeType == XmlNodeType.Element)
                    onElement(reader);
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                    onText(reader.Value);
            }
            return true;
        }
        catch (Exception error) when (error is XmlException or ArgumentException or InvalidOperationException or FormatException or NotSupportedException)
        {
            // XmlReader throws the latter on odd encodings and surrogates.
            return false;
        }
    }
}
