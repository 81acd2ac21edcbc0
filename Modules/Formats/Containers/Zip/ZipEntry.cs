namespace ScanHost.Formats.Containers.Zip;

/// <summary>One record of the central directory, or one local header, APPNOTE 4.3.7 and 4.3.12.</summary>
internal sealed record ZipEntry
{
    /// <summary>The stored name: UTF-8 when flag bit 11 says so or the bytes are valid UTF-8, otherwise Latin-1.</summary>
    internal required string Name { get; init; }

    /// <summary>General purpose bit flags, 4.4.4.</summary>
    internal required ushort Flags { get; init; }

    /// <summary>The method as stored; <see cref="ZipMethod.Aes"/> hides the real one.</summary>
    internal required ZipMethod Method { get; init; }

    /// <summary>Checksum of the content.</summary>
    internal required uint Crc32 { get; init; }

    /// <summary>Size of the stored form, in bytes, zip64 resolved.</summary>
    internal required long CompressedSize { get; init; }

    /// <summary>Declared size of the content, in bytes, zip64 resolved.</summary>
    internal required long Size { get; init; }

    /// <summary>Where the local header stands in the file, in bytes.</summary>
    internal required long LocalOffset { get; init; }

    /// <summary>DOS date in the upper and time in the lower half.</summary>
    internal uint DosTime { get; init; }

    /// <summary>The external attributes of the central record: on Unix, the mode in the upper half, 4.4.15.</summary>
    internal uint ExternalAttributes { get; init; }

    /// <summary>True for a symbolic link of Unix; its content is where it leads.</summary>
    internal bool IsLink => ExternalAttributes >> 28 == 0xA;

    /// <summary>The WinZip AES extra field, when there is one.</summary>
    internal ZipAesField? Aes { get; init; }

    /// <summary>Length of the local header with name and extra field; only known when read from one.</summary>
    internal int HeaderLength { get; init; }

    /// <summary>Bit 0: the content is encrypted.</summary>
    internal bool IsEncrypted => (Flags & 1) != 0;

    /// <summary>Bit 3: checksum and sizes stand behind the data.</summary>
    internal bool HasDescriptor => (Flags & 8) != 0;

    /// <summary>True for a name that ends like a folder and has no content.</summary>
    internal bool IsFolder => Name.EndsWith('/') && Size == 0;

    /// <summary>The declared time, taken as UTC; null when it is no date.</summary>
    internal DateTimeOffset? ModifiedAt => DosDate.Read((ushort)(DosTime >> 16), (ushort)DosTime);
}

/// <summary>The WinZip AES extra field 0x9901: http://www.winzip.com/aes_info.htm.</summary>
/// <param name="Version">1 (checksum kept) or 2 (checksum is zero).</param>
/// <param name="Strength">1, 2, 3 for 128, 192, 256 bits.</param>
/// <param name="Method">The real compression method.</param>
internal readonly record struct ZipAesField(ushort Version, byte Strength, ZipMethod Method);
