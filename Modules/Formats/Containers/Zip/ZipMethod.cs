namespace ScanHost.Formats.Containers.Zip;

/// <summary>Compression methods, APPNOTE 6.3.10 section 4.4.5.</summary>
internal enum ZipMethod : ushort
{
    Store = 0,
    Shrink = 1,
    Reduce1 = 2,
    Reduce4 = 5,
    Implode = 6,
    Deflate = 8,
    Deflate64 = 9,
    BZip2 = 12,
    Lzma = 14,
    ZstdOld = 20,
    Zstd = 93,
    Mp3 = 94,
    Xz = 95,
    Jpeg = 96,
    WavPack = 97,
    Ppmd = 98,

    /// <summary>WinZip AES: the real method stands in the extra field 0x9901.</summary>
    Aes = 99,
}
