using System.Text;

namespace ScanHost.Formats.Containers.Rar;

/// <summary>A record of an archive that is not a file: <c>CMT</c> a comment, <c>QO</c> a copy of the headers, <c>STM</c> an alternate stream of the file before it.</summary>
/// <remarks>
/// It has the fields of a file's header and its data is packed as a file's. "RAR 5.0 archive format", "File header and service header"; technote.txt of RAR 4.
/// An unpacker writes a stream under the file's name and its own: a name that leads elsewhere wrote programs where they start by themselves (CVE-2025-8088).
/// </remarks>
/// <param name="Kind">What it is, by its own name.</param>
/// <param name="Owner">Name of the file before it; empty when there is none.</param>
/// <param name="StreamName">Of an alternate stream, with the colon in front; else empty.</param>
/// <param name="Offset">Where its header starts in the volume, in bytes.</param>
/// <param name="TypeOffset">Where its header has its type, in bytes.</param>
/// <param name="DataOffset">Where its data starts, in bytes.</param>
/// <param name="DataLength">Of its data, in bytes.</param>
/// <param name="Dictionary">That it declares, in bytes.</param>
/// <param name="IsSplit">True when it began in the volume before or goes on in the next.</param>
internal sealed record RarService(
    string Kind, string Owner, string StreamName, long Offset, long TypeOffset, long DataOffset, long DataLength, long Dictionary, bool IsSplit)
{
    /// <summary>An alternate stream of NTFS.</summary>
    internal const string Stream = "STM";

    // Comments, copies of headers, what repairs the archive, rights and owners, signatures: nothing that an unpacker writes as content.
    private static readonly HashSet<string> WithoutContent = ["CMT", "QO", "RR", "ACL", "UOW", "AV"];

    /// <summary>True when an unpacker would write what it holds, or it is of a kind that we do not know.</summary>
    internal bool HasContent => Kind == Stream || (DataLength > 0 && !WithoutContent.Contains(Kind));

    /// <summary>An archive of it alone, as a file: its header is one but for the type.</summary>
    internal byte[] AsArchive(ReadOnlySpan<byte> volume)
    {
        var header = volume[(int)Offset..(int)DataOffset].ToArray();
        ref var type = ref header[TypeOffset - Offset];
        var data = volume.Part(DataOffset, DataLength);
        if (volume.HasAt(6, [1]))
        {
            type = (byte)((type & 0x80) | 2);
            BitConverter.TryWriteBytes(header, Crc32.Of(header.AsSpan(4)));
            return [.. volume[..8], .. Checked5([3, 1, 0, 0]), .. header, .. data, .. Checked5([3, 5, 0, 0])];
        }
        type = 0x74;
        BitConverter.TryWriteBytes(header, (ushort)Crc32.Of(header.AsSpan(2)));
        return [.. volume[..7], .. Checked4([0x73, 0, 0, 13, 0, 0, 0, 0, 0, 0, 0]), .. header, .. data, .. Checked4([0x7B, 0, 0x40, 7, 0])];
    }

    private static byte[] Checked5(byte[] header) => [.. BitConverter.GetBytes(Crc32.Of(header)), .. header];

    private static byte[] Checked4(byte[] header) => [.. BitConverter.GetBytes((ushort)Crc32.Of(header)), .. header];

    /// <summary>The stream's name in what a header keeps for its service: UTF-8 in RAR 5, characters of two bytes in RAR 4.</summary>
    internal static string NameOf(ReadOnlySpan<byte> data, bool isRar5)
    {
        var name = isRar5 ? MemberName.Decode(data) : Encoding.Unicode.GetString(data[..(data.Length & ~1)]);
        return name.IndexOf('\0', StringComparison.Ordinal) is var end and >= 0 ? name[..end] : name;
    }
}
