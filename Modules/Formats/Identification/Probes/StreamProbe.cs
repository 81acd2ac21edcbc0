namespace ScanHost.Formats.Identification.Probes;

/// <summary>Recognises streams that have no header but repeat a synchronisation pattern.</summary>
internal static class StreamProbe
{
    private const byte TransportSync = 0x47;

    /// <summary>MPEG transport stream: 0x47 every 188 bytes, or every 192 with a time code in front (ISO/IEC 13818-1, BDAV).</summary>
    internal static FileType? MpegTransport(ReadOnlySpan<byte> file) =>
        Repeats(file, 0, 188) ? FileTypes.Get("mpegts") : Repeats(file, 4, 192) ? FileTypes.Get("m2ts") : null;

    /// <summary>MPEG audio and ADTS: at least three frames in a row, each of the length that its header says.</summary>
    internal static FileType? MpegAudio(ReadOnlySpan<byte> file)
    {
        string? id = null;
        var at = 0L;
        for (var frames = 0; frames < 3; frames++)
        {
            if (Frame(file, at) is not { } frame || (id is not null && id != frame.Id))
                return null;
            id = frame.Id;
            at += frame.Length;
        }
        return FileTypes.Get(id!);
    }

    private static bool Repeats(ReadOnlySpan<byte> file, int start, int packet)
    {
        for (var i = 0; i < 5; i++)
            if (file.U8(start + (i * packet)) != TransportSync)
                return false;
        return true;
    }

    private static (string Id, long Length)? Frame(ReadOnlySpan<byte> file, long at)
    {
        if (file.U32Big(at) is not { } header || header >> 21 != 0x7FF)
            return null;
        var layer = (int)(header >> 17) & 3;
        return layer == 0 ? Adts(file, at) : Mpeg(header, layer);
    }

    private static (string Id, long Length)? Adts(ReadOnlySpan<byte> file, long at)
    {
        if (file.U64Big(at) is not { } header)
            return null;
        var length = (long)(header >> 21) & 0x1FFF;
        return length < 7 || ((header >> 50) & 15) > 12 ? null : ("aac", length);
    }

    // ISO/IEC 11172-3 table of bit rates; version 1 is 3, layer III is 1, layer II is 2.
    private static (string Id, long Length)? Mpeg(uint header, int layer)
    {
        var (version, rateIndex, samplingIndex) = ((header >> 19) & 3, (int)(header >> 12) & 15, (int)(header >> 10) & 3);
        if (version == 1 || layer == 3 || rateIndex is 0 or 15 || samplingIndex == 3)
            return null;
        var isVersion1 = version == 3;
        var kilobits = layer == 1 ? isVersion1 ? Layer3[rateIndex] : Low[rateIndex] : isVersion1 ? Layer2[rateIndex] : Low[rateIndex];
        var sampling = SamplingRates[samplingIndex] >> (isVersion1 ? 0 : version == 2 ? 1 : 2);
        var samples = layer == 1 && !isVersion1 ? 72 : 144;
        return (layer == 1 ? "mp3" : "mp2", (samples * kilobits * 1000 / sampling) + ((header >> 9) & 1));
    }

    private static readonly int[] SamplingRates = [44100, 48000, 32000];
    private static readonly int[] Layer3 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] Layer2 = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
    private static readonly int[] Low = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
}
