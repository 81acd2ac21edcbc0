namespace ScanHost.Formats.Identification.Probes;

/// <summary>Tells WebM from Matroska by the DocType element of the EBML header, RFC 8794 section 11.2.4.</summary>
internal static class EbmlProbe
{
    internal static FileType? Refine(ReadOnlySpan<byte> file)
    {
        var head = file.Part(0, 128);
        var at = head.IndexOf([(byte)0x42, (byte)0x82]);
        return FileTypes.Get(at >= 0 && head[at..].Part(3, 4).SequenceEqual("webm"u8) ? "webm" : "mkv");
    }
}
