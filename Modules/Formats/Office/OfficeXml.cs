using System.Xml;

namespace ScanHost.Formats.Office;

/// <summary>Walks XML of documents: no DTD, no entities, no access to anything outside.</summary>
public static class OfficeXml
{
    private const int MaxDepth = 512;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = false,
        MaxCharactersInDocument = 64 << 20,
    };

    /// <summary>Calls <paramref name="onElement"/> at each start of an element, in the document's order. Ends where the XML is broken or nested too deep.</summary>
    /// <returns>False when it ended before the document did.</returns>
    public static bool Walk(byte[] xml, Action<XmlReader> onElement) => Walk(xml, onElement, _ => { });

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
