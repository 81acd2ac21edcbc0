namespace ScanHost.Formats.Identification.Probes;

/// <summary>Recognises the old .lzma format, which has no signature: plausible properties, dictionary and size (LZMA SDK, lzma.txt).</summary>
internal static class LzmaProbe
{
    internal static FileType? Identify(ReadOnlySpan<byte> file)
    {
        if (file.U64(5) is not { } size || file.Length < 18 || file[0] >= 9 * 5 * 5 || file[13] != 0)
            return null;
        var dictionary = file.U32(1)!.Value;
        var isUsualDictionary = dictionary >= 4096
            && (uint.IsPow2(dictionary) || (dictionary % 3 == 0 && uint.IsPow2(dictionary / 3)));
        var isSize = size == ulong.MaxValue || size is > 0 and < 1UL << 38;
        return isUsualDictionary && isSize ? FileTypes.Get("lzma") : null;
    }
}
