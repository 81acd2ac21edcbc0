namespace ScanHost.Formats.Identification.Probes;

/// <summary>Tells DER files of cryptography apart by their outermost elements. Sources: X.690, RFC 5280, 5652, 5958, 7292.</summary>
internal static class DerProbe
{
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;
    private const byte ObjectId = 0x06;

    // 1.3.6.1.4.1.311.10.1, the certificate trust list of [MS-CAT].
    private static ReadOnlySpan<byte> TrustListId => [0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x0A, 0x01];

    internal static FileType? Identify(ReadOnlySpan<byte> file)
    {
        if (Open(file, 0, Sequence) is not { } outer || outer.End > file.Length + 1L || outer.End < file.Length - 4096L)
            return null;
        return file.U8(outer.Start) switch
        {
            ObjectId => Cms(file, outer.Start),
            Integer => Numbered(file, outer.Start),
            Sequence => Signed(file, outer.Start),
            _ => null,
        };
    }

    // contentType signedData and its siblings, 1.2.840.113549.1.7.x; a catalogue carries the certificate trust list's id.
    private static FileType? Cms(ReadOnlySpan<byte> file, long at)
    {
        if (!file.HasAt(at, [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]))
            return null;
        var isCatalogue = file.Part(at, 128).IndexOf(TrustListId) >= 0;
        return FileTypes.Get(isCatalogue ? "security-catalog" : "pkcs7");
    }

    private static FileType? Numbered(ReadOnlySpan<byte> file, long at)
    {
        if (file.HasAt(at, [Integer, 1, 3, Sequence]))
            return FileTypes.Get("pkcs12");
        var isKey = file.HasAt(at, [Integer, 1, 0]) || file.HasAt(at, [Integer, 1, 1, 0x04]);
        return isKey ? FileTypes.Get("private-key-der") : null;
    }

    // tbsCertificate starts with [0] version or, in version 1, with the serial number; a revocation list with its algorithm.
    private static FileType? Signed(ReadOnlySpan<byte> file, long at)
    {
        if (Open(file, at, Sequence) is not { } inner)
            return null;
        if (file.HasAt(inner.Start, [0xA0, 0x03, Integer, 0x01]))
            return FileTypes.Get("certificate");
        if (file.HasAt(inner.Start, [Integer, 0x01, 0x01, Sequence]))
            return FileTypes.Get("crl");
        return null;
    }

    private static (long Start, long End)? Open(ReadOnlySpan<byte> file, long at, byte tag)
    {
        if (file.U8(at) != tag || file.U8(at + 1) is not { } first)
            return null;
        if (first < 0x80)
            return (at + 2, at + 2 + first);
        var bytes = first & 0x7F;
        if (bytes is 0 or > 4 || !file.Has(at + 2, bytes))
            return first == 0x80 ? (at + 2, file.Length) : null;
        var length = 0L;
        for (var i = 0; i < bytes; i++)
            length = (length << 8) | file[(int)at + 2 + i];
        return (at + 2 + bytes, at + 2 + bytes + length);
    }
}
