using System.Text;

namespace ScanHost.Formats.Containers.Lha;

/// <summary>ARJ archives. Source: technote.txt of the ARJ distribution.</summary>
internal sealed class ArjReader : ContainerReader
{
    private const byte IsGarbled = 1;
    private const byte GoesOn = 4;
    private const byte ComesFrom = 8;

    public override string Name => "arj";

    public override string Version => "3";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["arj"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var anomalies = new AnomalyLog(sink);
        var at = ArjHeader.Read(file.Span, 0)?.End ?? throw new MalformedFileException("arj", 0, "the archive's header is wrong");
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Span.HasAt(at, [0x60, 0xEA, 0, 0]))
            {
                TrailingData.HandOn(Name, file, at + 4, sink, cancellationToken);
                return;
            }
            if (ArjHeader.Read(file.Span, at) is not { } header)
            {
                sink.NotUnpacked(new() { Name = "", Offset = at }, UnpackGap.Damaged, "a header is wrong or missing");
                return;
            }
            anomalies.CheckName("arj", header.Name, at);
            if (header.FileType is 0 or 1)
                Unpack(file.Part(header.End, header.PackedSize), header, sink, anomalies, passwords, cancellationToken);
            at = header.End + header.PackedSize;
        }
    }

    private static void Unpack(
        ReadOnlyMemory<byte> data, ArjHeader header, IMemberSink sink, AnomalyLog anomalies, IReadOnlyList<string> passwords,
        CancellationToken cancellationToken)
    {
        var member = new ContainerMember
        {
            Name = header.Name, Offset = header.End, DeclaredSize = header.Size, CompressedSize = header.PackedSize,
            Method = header.Method == 0 ? "store" : $"method {header.Method}", IsEncrypted = (header.Flags & IsGarbled) != 0,
            ModifiedAt = header.ModifiedAt,
        };
        if ((header.Flags & (GoesOn | ComesFrom)) != 0)
            sink.NotUnpacked(member, UnpackGap.Unsupported, "it is spread over several volumes");
        else if (member.IsEncrypted)
            UnpackGarbled(data, header, sink, member, passwords, cancellationToken);
        else if (header.Method > 4)
            sink.NotUnpacked(member, UnpackGap.Unsupported, $"no decoder for {member.Method}");
        else
        {
            var outcome = MemberCopy.Run(() => Open(data, header), sink, member, cancellationToken);
            if (outcome.IsWhole && outcome.Bytes < header.Size)
                sink.NotUnpacked(member, UnpackGap.Damaged, "the archive ends before the member does");
            else if (outcome.IsWhole && outcome.Crc32 != header.Crc32)
                anomalies.Add("arj.crc_mismatch", header.End, $"the content of {header.Name} does not have the declared checksum");
        }
    }

    private static Stream Open(ReadOnlyMemory<byte> data, ArjHeader header) => header.Method switch
    {
        0 => new MemoryReadStream(data.Part(0, header.Size)),
        4 => new ArjFastDecoder(data, header.Size),
        _ => new LzhDecoder(data, 26624, 17, 5, header.Size),
    };

    // The old encryption adds nothing but a repeated password; the newer one (flag of the archive) is GOST.
    private static void UnpackGarbled(
        ReadOnlyMemory<byte> data, ArjHeader header, IMemberSink sink, ContainerMember member, IReadOnlyList<string> passwords,
        CancellationToken cancellationToken)
    {
        foreach (var password in passwords.Where(password => password.Length > 0))
        {
            var plain = Ungarble(data.Span, header.Modifier, Encoding.UTF8.GetBytes(password));
            var outcome = MemberCopy.Try(() => Open(plain, header), header.Size, cancellationToken);
            if (!outcome.IsWhole || outcome.Bytes != header.Size || outcome.Crc32 != header.Crc32)
                continue;
            MemberCopy.Run(() => Open(plain, header), sink, member with { Password = password }, cancellationToken);
            return;
        }
        sink.NotUnpacked(member, UnpackGap.Encrypted, "no known password opens it");
    }

    private static byte[] Ungarble(ReadOnlySpan<byte> data, byte modifier, byte[] password)
    {
        var plain = data.ToArray();
        for (var i = 0; i < plain.Length; i++)
            plain[i] ^= (byte)(modifier + password[i % password.Length]);
        return plain;
    }
}

/// <summary>The archive's or a member's header.</summary>
internal sealed record ArjHeader
{
    private const int MaxExtended = 1000;

    internal required string Name { get; init; }

    internal byte Flags { get; init; }

    internal byte Method { get; init; }

    internal byte FileType { get; init; }

    internal byte Modifier { get; init; }

    internal long PackedSize { get; init; }

    internal long Size { get; init; }

    internal uint Crc32 { get; init; }

    internal DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>Where the member's data starts.</summary>
    internal long End { get; init; }

    internal static ArjHeader? Read(ReadOnlySpan<byte> file, long at)
    {
        if (!file.HasAt(at, [0x60, 0xEA]) || file.U16(at + 2) is not { } size || size is < 30 or > 2600 || !file.Has(at + 4, size + 4))
            return null;
        var header = file.Slice((int)at + 4, size);
        if (Containers.Crc32.Of(header) != file.U32(at + 4 + size) || header[0] > size)
            return null;
        var end = at + 4 + size + 4;
        for (var count = 0; file.U16(end) is { } extended; count++)
        {
            if (count == MaxExtended)
                return null;
            end += 2;
            if (extended == 0)
                break;
            end += extended + 4;
        }
        return new()
        {
            Name = MemberName.Decode(header[header[0]..]), Flags = header[4], Method = header[5], FileType = header[6], Modifier = header[7],
            ModifiedAt = DosDate.Read(header.U16(10)!.Value, header.U16(8)!.Value), PackedSize = header.U32(12)!.Value, Size = header.U32(16)!.Value,
            Crc32 = header.U32(20)!.Value, End = end,
        };
    }
}
