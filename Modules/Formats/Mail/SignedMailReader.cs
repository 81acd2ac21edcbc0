using System.Formats.Asn1;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Mail;

/// <summary>Signed mail whose text is inside the signature (<c>smime.p7m</c>): the content comes out; encrypted mail is a gap.</summary>
/// <remarks>Sources: RFC 5652 5.1 and 6.1, RFC 8551 3.5.</remarks>
internal sealed class SignedMailReader : ContainerReader
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string EnvelopedData = "1.2.840.113549.1.7.3";
    private const string AuthenticatedEnvelopedData = "1.2.840.113549.1.9.16.1.23";
    private static readonly Asn1Tag Explicit0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public override string Name => "smime";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["pkcs7"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        try
        {
            var message = new AsnReader(file, AsnEncodingRules.BER, new() { SkipSetSortOrderVerification = true }).ReadSequence();
            switch (message.ReadObjectIdentifier())
            {
                case SignedData:
                    HandOnContent(message.ReadSequence(Explicit0).ReadSequence(), sink, cancellationToken);
                    break;
                case EnvelopedData or AuthenticatedEnvelopedData:
                    sink.NotUnpacked(new() { Name = "", IsEncrypted = true }, UnpackGap.Encrypted, "the message is encrypted for its receiver");
                    break;
            }
        }
        catch (AsnContentException)
        {
            throw new MalformedFileException("smime", 0, "the structure is no ContentInfo of RFC 5652");
        }
    }

    // Version, algorithms, then the content with its type; a detached signature and a bundle of certificates have none.
    private static void HandOnContent(AsnReader signed, IMemberSink sink, CancellationToken cancellationToken)
    {
        signed.ReadIntegerBytes();
        signed.ReadSetOf(skipSortOrderValidation: true);
        var content = signed.ReadSequence();
        content.ReadObjectIdentifier();
        if (!content.HasData)
            return;
        var octets = content.ReadSequence(Explicit0);
        if (octets.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveOctetString))
            MemberCopy.Bytes(octets.ReadOctetString(), sink, new() { Name = "content.eml", Method = "cms" }, cancellationToken);
    }
}
