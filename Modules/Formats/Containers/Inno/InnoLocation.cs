using System.Security.Cryptography;

namespace ScanHost.Formats.Containers.Inno;

/// <summary>Where a file's content stands; fields as in the record TSetupFileLocationEntry.</summary>
internal sealed record InnoLocation
{
    private const long MaxSize = 1L << 40;
    private const uint MaxSlice = 1000;

    internal required uint FirstSlice { get; init; }

    internal required uint LastSlice { get; init; }

    /// <summary>Where the chunk begins in its slice, in bytes.</summary>
    internal required long Start { get; init; }

    /// <summary>Where the file begins in what comes out of the chunk, in bytes.</summary>
    internal required long Suboffset { get; init; }

    internal required long Size { get; init; }

    /// <summary>The chunk's compressed size, in bytes.</summary>
    internal required long Packed { get; init; }

    internal required byte[] Hash { get; init; }

    internal DateTimeOffset? ModifiedAt { get; init; }

    internal bool IsCompressed { get; init; }

    internal bool IsEncrypted { get; init; }

    /// <summary>True when the targets of calls were made absolute.</summary>
    internal bool IsFiltered { get; init; }

    /// <summary>True when that changes the highest byte as well: since version 5.3.9.</summary>
    internal bool FlipsHighByte { get; init; }

    internal HashAlgorithmName HashName => Hash.Length == 16 ? HashAlgorithmName.MD5 : Hash.Length == 20 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;

    private bool IsPlausible =>
        FirstSlice <= LastSlice && LastSlice <= MaxSlice && Start is >= 0 and <= MaxSize && Suboffset is >= 0 and <= MaxSize && Size is >= 0 and <= MaxSize && Packed is >= 0 and <= MaxSize;

    /// <summary>
    /// All records of a list, null when it has another form. The record grew and shrank with the versions: what precedes its flags is
    /// known, and the flags (and the byte that says whether the file is to be signed) have one to three bytes.
    /// </summary>
    internal static List<InnoLocation>? ReadAll((ReadOnlyMemory<byte> Content, bool IsWhole) list, InnoVersion version)
    {
        if (list.Content.Length == 0)
            return [];
        int[] tails = version.Number switch
        {
            < 50113 => [1],
            < 60300 => [2],
            < 60403 => [3, 2],
            _ => [1, 2, 3],
        };
        foreach (var width in version.Number < 60500 ? (ReadOnlySpan<int>)[4] : [8, 4])
            foreach (var tail in tails)
                if (ReadAll(list.Content.Span, list.IsWhole, version, width, tail) is { } records)
                    return records;
        return null;
    }

    // Where the stream has no end mark, a decoder may yield some bytes that are not part of it.
    private static List<InnoLocation>? ReadAll(ReadOnlySpan<byte> list, bool isWhole, InnoVersion version, int width, int tail)
    {
        var hash = version.Number switch { < 50309 => 16, < 60400 => 20, _ => 32 };
        var length = 32 + width + hash + 16 + tail;
        if (isWhole && list.Length % length != 0)
            return null;
        var records = new List<InnoLocation>();
        for (var at = 0; at + length <= list.Length; at += length)
        {
            var record = Read(list.Slice(at, length), version, width, hash, tail);
            if (!record.IsPlausible)
                return isWhole || records.Count == 0 ? null : records;
            records.Add(record);
        }
        return records.Count > 0 ? records : null;
    }

    private static InnoLocation Read(ReadOnlySpan<byte> record, InnoVersion version, int width, int hash, int tail)
    {
        // Since 6.4.3 the flags are: version valid, time in UTC, calls, encrypted, compressed. Before they were: version valid,
        // not valid, time in UTC, uninstaller, calls, touch, encrypted, compressed, begin of a solid group.
        var isNew = version.Number >= 60403 && tail == 1;
        var flags = record[8 + width + 24 + hash + 16];
        bool Has(int before, int now) => (flags >> (isNew ? now : before) & 1) != 0;
        var at = 8 + width;
        return new()
        {
            FirstSlice = record.U32(0)!.Value, LastSlice = record.U32(4)!.Value, Start = width == 4 ? record.U32(8)!.Value : (long)record.U64(8)!.Value,
            Suboffset = (long)record.U64(at)!.Value, Size = (long)record.U64(at + 8)!.Value, Packed = (long)record.U64(at + 16)!.Value,
            Hash = record.Slice(at + 24, hash).ToArray(), ModifiedAt = WindowsTime.Read((long)record.U64(at + 24 + hash)!.Value),
            IsFiltered = Has(4, 2), IsEncrypted = Has(6, 3), IsCompressed = Has(7, 4), FlipsHighByte = version.Number >= 50309,
        };
    }
}
