using System.Text;
using ScanHost.Formats.Containers.Microsoft;

namespace ScanHost.Formats.Containers.Lha;

/// <summary>LHA archives, header levels 0 to 3. Source: the header notes of LHa for UNIX.</summary>
internal sealed class LhaReader : ContainerReader
{
    public override string Name => "lzh";

    public override string Version => "4";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["lzh"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var (at, anomalies) = (0L, new AnomalyLog(sink));
        for (var count = 0; at < file.Length && file.Span[(int)at] != 0; count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (LhaHeader.Read(file.Span, at) is not { } header)
            {
                if (count == 0)
                    throw new MalformedFileException("lzh", 0, "the first header is wrong");
                sink.NotUnpacked(new() { Name = "", Offset = at }, UnpackGap.Damaged, "a header is wrong");
                return;
            }
            anomalies.CheckName("lzh", header.Name, at);
            if (header.Method != "-lhd-")
                Unpack(file.Part(header.DataOffset, header.PackedSize), header, sink, anomalies, cancellationToken);
            at = header.DataOffset + header.PackedSize;
        }
        // A byte of zero where a header would begin is the end.
        TrailingData.HandOn(Name, file, at + 1, sink, cancellationToken);
    }

    private static void Unpack(
        ReadOnlyMemory<byte> data, LhaHeader header, IMemberSink sink, AnomalyLog anomalies, CancellationToken cancellationToken)
    {
        var member = new ContainerMember
        {
            Name = header.Name, Offset = header.DataOffset, DeclaredSize = header.Size, CompressedSize = header.PackedSize,
            Method = header.Method.Trim('-'), ModifiedAt = header.ModifiedAt,
        };
        if (Decoder(header, data) is not { } open)
        {
            sink.NotUnpacked(member, UnpackGap.Unsupported, $"no decoder for {member.Method}");
            return;
        }
        var outcome = MemberCopy.Run(open, sink, member, cancellationToken);
        if (outcome.IsWhole && outcome.Bytes < header.Size)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the archive ends before the member does");
    }

    private static Func<Stream>? Decoder(LhaHeader header, ReadOnlyMemory<byte> data) => header.Method switch
    {
        "-lh0-" or "-lz4-" or "-pm0-" => () => new MemoryReadStream(data.Part(0, header.Size)),
        "-lh1-" => () => new LzHufDecoder(data, header.Size),
        "-lh4-" => () => new LzhDecoder(data, 1 << 12, 14, 4, header.Size),
        "-lh5-" => () => new LzhDecoder(data, 1 << 13, 14, 4, header.Size),
        "-lh6-" => () => new LzhDecoder(data, 1 << 15, 16, 5, header.Size),
        "-lh7-" => () => new LzhDecoder(data, 1 << 16, 17, 5, header.Size),
        "-lhx-" => () => new LzhDecoder(data, 1 << 19, 20, 5, header.Size),
        "-lz5-" => () => new LzssDecoder(data, 4096 - 18, header.Size, LarcDecoder.NewRing5()),
        "-lzs-" => () => new LarcDecoder(data, header.Size),
        _ => null,
    };
}

/// <summary>A member's header with its extended headers resolved.</summary>
internal sealed record LhaHeader(string Method, string Name, long PackedSize, long Size, long DataOffset, DateTimeOffset? ModifiedAt)
{
    private const int MaxExtensions = 1000;

    // LHA for OS-9/68k leaves the length's own two bytes out of it (noted in the sources of Lhasa, lha_file_header.c).
    private const byte Os9On68K = (byte)'K';

    internal static LhaHeader? Read(ReadOnlySpan<byte> file, long at)
    {
        if (file.U8(at + 20) is not { } level || file.U32(at + 7) is not { } packed || file.U32(at + 11) is not { } size)
            return null;
        if (file[(int)at + 2] != '-' || file[(int)at + 6] != '-')
            return null;
        var method = Encoding.ASCII.GetString(file.Slice((int)at + 2, 5));
        var header = new LhaHeader(method, "", packed, size, 0, Time(file, at, level));
        return level switch
        {
            0 => header with { Name = NameAt(file, at), DataOffset = at + 2 + file[(int)at] },
            1 => ReadExtensions(file, header with { Name = NameAt(file, at) }, at + file[(int)at], 2, at + 2 + file[(int)at], level),
            2 => file.U16(at) is { } length ? ReadExtensions(file, header, at + 24, 2, at + length + (file.U8(at + 23) == Os9On68K ? 2 : 0), level) : null,
            3 => file.U32(at + 24) is { } length ? ReadExtensions(file, header, at + 28, 4, at + length, level) : null,
            _ => null,
        };
    }

    /// <summary>True when an archive starts here: a method that exists, a name, and at levels 0 and 1 the header's own checksum.</summary>
    internal static bool IsFirst(ReadOnlySpan<byte> data)
    {
        if (!IsMethod(data.Part(2, 5)) || Read(data, 0) is not { Name.Length: > 0 } header || header.DataOffset + header.PackedSize > data.Length)
            return false;
        if (data[20] >= 2)
            return true;
        byte sum = 0;
        foreach (var part in data.Part(2, data[0]))
            sum += part;
        return sum == data[1];
    }

    private static bool IsMethod(ReadOnlySpan<byte> method) =>
        method.StartsWith("-lh"u8) ? "014567dx"u8.Contains(method[3]) && method[4] == '-'
        : method.StartsWith("-lz"u8) && "s45"u8.Contains(method[3]) && method[4] == '-';

    private static string NameAt(ReadOnlySpan<byte> file, long at) => MemberName.Decode(file.Part(at + 22, file.U8(at + 21) ?? 0));

    // A chain: size of the next one, then its type and data. At level 1 the chain counts as packed data.
    private static LhaHeader? ReadExtensions(ReadOnlySpan<byte> file, LhaHeader header, long at, int sizeLength, long dataOffset, int level)
    {
        var (name, folder, skipped) = (header.Name, "", 0L);
        for (var count = 0; count < MaxExtensions; count++)
        {
            long? size = sizeLength == 2 ? file.U16(at) : file.U32(at);
            if (size is null)
                return null;
            if (size <= sizeLength)
                return header with
                {
                    Name = folder + name, DataOffset = dataOffset + skipped, PackedSize = Math.Max(0, header.PackedSize - (level == 1 ? skipped : 0)),
                };
            var data = file.Part(at + sizeLength + 1, size.Value - sizeLength - 1);
            if (file.U8(at + sizeLength) == 1)
                name = MemberName.Decode(data);
            else if (file.U8(at + sizeLength) == 2)
                folder = MemberName.Decode(data.ToArray().Select(letter => letter == 0xFF ? (byte)'/' : letter).ToArray());
            at += size.Value;
            skipped += level == 1 ? size.Value : 0;
        }
        return null;
    }

    private static DateTimeOffset? Time(ReadOnlySpan<byte> file, long at, int level) =>
        level < 2 ? DosDate.Read(file.U16(at + 17) ?? 0, file.U16(at + 15) ?? 0)
        : file.U32(at + 15) is { } seconds and > 0 ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : null;
}
