using System.Formats.Asn1;
using System.Text;
using System.Xml;
using ScanHost.Formats.Authenticode;

namespace ScanHost.Formats.MachO;

/// <summary>The code signature: a super blob, all of it with the big end first. Source: Apple's <c>kern/cs_blobs.h</c>.</summary>
public sealed class MachOSignature
{
    private const uint CodeDirectory = 0xFADE0C02;
    private const uint Entitlement = 0xFADE7171;
    private const uint BlobWrapper = 0xFADE0B01;
    private const uint AdHocFlag = 2;
    private const int MaxBlobs = 256;
    private const int MaxEntitlements = 4096;

    private MachOSignature()
    {
    }

    /// <summary>True when there is a code directory.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>True when nobody signed it: hashes alone.</summary>
    public bool IsAdHoc { get; private set; }

    /// <summary>The name that it was signed under; null when it has none.</summary>
    public string? Identifier { get; private set; }

    /// <summary>Identifier of the developer's team; null when it has none.</summary>
    public string? TeamId { get; private set; }

    /// <summary>What it asks to be allowed: keys, and values of lists.</summary>
    public IReadOnlyList<string> Entitlements { get; private set; } = [];

    /// <summary>Certificates of the signer, in order.</summary>
    public IReadOnlyList<SigningCertificate> Certificates { get; private set; } = [];

    internal static MachOSignature Read(MachOImage image)
    {
        var signature = new MachOSignature();
        if (image.CodeSignature is not { Values: var place })
            return signature;
        var data = image.Content.Part(place[0], place[1]);
        var count = data.Span.U32Big(8) ?? 0;
        for (var i = 0; i < Math.Min(count, MaxBlobs); i++)
        {
            if (data.Span.U32Big(12 + (i * 8) + 4) is { } offset && data.Span.U32Big(offset + 4L) is >= 8 and var length)
                signature.ReadBlob(data.Part(offset, length));
        }

        return signature;
    }

    private void ReadBlob(ReadOnlyMemory<byte> blob)
    {
        switch (blob.Span.U32Big(0))
        {
            case CodeDirectory when !IsPresent:
                IsPresent = true;
                IsAdHoc = (blob.Span.U32Big(12) & AdHocFlag) != 0;
                Identifier = blob.Span.U32Big(20) is { } name ? ByteText.ZeroEnded(blob.Span, name, 1024) : null;
                TeamId = blob.Span.U32Big(8) >= 0x20200 && blob.Span.U32Big(48) is > 0 and var team ? ByteText.ZeroEnded(blob.Span, team, 64) : null;
                break;
            case Entitlement:
                Entitlements = ReadEntitlements(blob.Span[8..]);
                break;
            case BlobWrapper when blob.Length > 8:
                Certificates = ReadCertificates(blob[8..]);
                break;
        }
    }

    private static IReadOnlyList<SigningCertificate> ReadCertificates(ReadOnlyMemory<byte> message)
    {
        try
        {
            return SignedMessage.Read(message).Certificates;
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    // A property list. What is well formed up to a break counts.
    private static List<string> ReadEntitlements(ReadOnlySpan<byte> xml)
    {
        var found = new List<string>();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = 1 << 20 };
        using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(xml.TrimEnd((byte)0))), settings);
        var arrays = 0;
        var isKey = false;
        try
        {
            while (reader.Read() && found.Count < MaxEntitlements)
            {
                if (reader.NodeType is XmlNodeType.Element && !reader.IsEmptyElement)
                {
                    isKey = reader.LocalName == "key";
                    arrays += reader.LocalName == "array" ? 1 : 0;
                }
                else if (reader.NodeType is XmlNodeType.EndElement)
                    arrays -= reader.LocalName == "array" ? 1 : 0;
                else if (reader.NodeType is XmlNodeType.Text && (isKey || arrays > 0))
                    found.Add(reader.Value);
                if (reader.NodeType is XmlNodeType.EndElement)
                    isKey = false;
            }
        }
        catch (XmlException)
        {
        }

        return found;
    }
}
