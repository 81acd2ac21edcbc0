using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace ScanHost.Formats.Authenticode;

/// <summary>The name of a subject or an issuer: RFC 5280, 4.1.2.4.</summary>
public sealed class DistinguishedName
{
    /// <summary>OpenSSL's old form is cut at 255 characters, at the end of an attribute; rules are written against it.</summary>
    private const int MaxText = 255;

    private readonly List<(string Oid, string Value)> attributes = [];

    private DistinguishedName(ReadOnlyMemory<byte> encoded) => Encoded = encoded;

    /// <summary>As it stands in the certificate: names are equal when this is.</summary>
    internal ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>On one line, as OpenSSL writes it: <c>/C=US/O=Example/CN=Example Code Signing</c>. Other bytes than printable ASCII as <c>\xNN</c>.</summary>
    public string Text { get; private set; } = "";

    /// <summary>On one line, for a person: <c>C=US, O=Example, CN=Example Code Signing</c>.</summary>
    public string CommaText => string.Join(", ", attributes.Select(attribute => $"{Oids.AttributeShortName(attribute.Oid)}={attribute.Value}"));

    /// <summary>The last common name; null when there is none.</summary>
    public string? CommonName => Last(Oids.CommonName);

    /// <summary>The last organization; null when there is none.</summary>
    public string? Organization => Last(Oids.Organization);

    /// <exception cref="AsnContentException">It is no name.</exception>
    internal static DistinguishedName Read(AsnReader reader)
    {
        var name = new DistinguishedName(reader.PeekEncodedValue());
        var text = new StringBuilder();
        var isCut = false;
        for (var sets = reader.ReadSequence(); sets.HasData;)
        {
            for (var set = sets.ReadSetOf(skipSortOrderValidation: true); set.HasData;)
            {
                var attribute = set.ReadSequence();
                var oid = attribute.ReadObjectIdentifier();
                var tag = attribute.PeekTag();
                var content = attribute.PeekContentBytes().Span;
                attribute.ReadEncodedValue();
                name.attributes.Add((oid, Decode(tag, content)));
                var part = $"/{Oids.AttributeName(oid)}={Escape(content)}";
                isCut |= text.Length + part.Length > MaxText;
                if (!isCut)
                    text.Append(part);
            }
        }

        name.Text = text.ToString();
        return name;
    }

    private string? Last(string oid) => attributes.LastOrDefault(attribute => attribute.Oid == oid).Value;

    private static string Escape(ReadOnlySpan<byte> content)
    {
        var text = new StringBuilder(content.Length);
        foreach (var letter in content)
        {
            if (letter is >= (byte)' ' and <= (byte)'~')
                text.Append((char)letter);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\x{letter:X2}");
        }

        return text.ToString();
    }

    private static string Decode(Asn1Tag tag, ReadOnlySpan<byte> content) => (UniversalTagNumber)tag.TagValue switch
    {
        UniversalTagNumber.BMPString => Encoding.BigEndianUnicode.GetString(content),
        UniversalTagNumber.UTF8String => Encoding.UTF8.GetString(content),
        _ => Encoding.Latin1.GetString(content),
    };
}
