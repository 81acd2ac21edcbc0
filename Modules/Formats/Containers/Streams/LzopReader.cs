namespace ScanHost.Formats.Containers.Streams;

/// <summary>Files of lzop, which may hold several members. Source: the header and block layout in lzop's own documentation and conf.h.</summary>
internal sealed class LzopReader : ContainerReader
{
    private const int Magic = 9;

    public override string Name => "lzop";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["lzop"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var at = 0L;
        while (LzopHeader.Read(file.Span, at) is { } header)
        {
            var member = new ContainerMember { Name = header.Name, Offset = header.End, Method = "lzo", ModifiedAt = header.ModifiedAt };
            using var blocks = new LzopStream(file, header.End, header.Flags);
            if (!MemberCopy.Run(() => blocks, sink, member, cancellationToken).IsWhole)
                return;
            at = blocks.Position;
        }
        if (at == 0)
            throw new MalformedFileException("lzop", Magic, "the header is cut short or wrong");
        TrailingData.HandOn(Name, file, at, sink, cancellationToken);
    }
}

/// <summary>A member's header; all fields have their high byte first.</summary>
internal readonly record struct LzopHeader(string Name, uint Flags, DateTimeOffset? ModifiedAt, long End)
{
    private const int HasExtraField = 0x40, HasFilter = 0x800;

    internal static LzopHeader? Read(ReadOnlySpan<byte> file, long at)
    {
        if (!file.HasAt(at, [0x89, 0x4C, 0x5A, 0x4F, 0, 0x0D, 0x0A, 0x1A, 0x0A]) || file.U16Big(at + 9) is not { } version)
            return null;
        // Since 0.940 there are the version needed, the level, and the upper half of the time.
        var isNew = version >= 0x0940;
        at += isNew ? 17 : 14;
        var flags = file.U32Big(at) ?? 0;
        at += 4 + ((flags & HasFilter) != 0 ? 4 : 0) + 4;
        var seconds = file.U32Big(at) ?? 0;
        at += isNew ? 8 : 4;
        if (file.U8(at) is not { } length || !file.Has(at + 1, length + 4))
            return null;
        var name = MemberName.Decode(file.Slice((int)at + 1, length));
        at += 1 + length + 4;
        if ((flags & HasExtraField) != 0)
            at += 8L + (file.U32Big(at) ?? 0);
        return new(name, flags, seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds), at);
    }
}

/// <summary>The blocks of one member, up to the block of size zero that ends it.</summary>
internal sealed class LzopStream(ReadOnlyMemory<byte> file, long start, uint flags) : DecoderStream
{
    /// <summary>The largest block that lzop itself reads.</summary>
    private const int MaxBlock = 64 * 1024 * 1024;

    private const uint AdlerOfContent = 1, AdlerOfBlock = 2, CrcOfContent = 0x100, CrcOfBlock = 0x200;
    private byte[] buffer = [];
    private ReadOnlyMemory<byte> block;
    private long at = start;

    /// <summary>Where the next member starts, once all was read.</summary>
    public override long Position => at;

    public override int Read(Span<byte> target)
    {
        if (block.IsEmpty && !Next())
            return 0;
        var count = Math.Min(target.Length, block.Length);
        block.Span[..count].CopyTo(target);
        block = block[count..];
        return count;
    }

    private bool Next()
    {
        var span = file.Span;
        if (span.U32Big(at) is not { } size)
            throw new InvalidDataException("the file ends before the member does");
        if (size == 0)
        {
            at += 4;
            return false;
        }
        if (span.U32Big(at + 4) is not { } packed || packed > size)
            throw new InvalidDataException("a block is larger than what it holds");
        if (size > MaxBlock)
            throw new DecoderLimitException("a block", MaxBlock);
        at += 8 + Sums(AdlerOfContent, CrcOfContent) + (packed < size ? Sums(AdlerOfBlock, CrcOfBlock) : 0);
        var data = file.Part(at, packed);
        at += packed;
        if (data.Length < packed)
            throw new InvalidDataException("the file ends within a block");
        block = packed == size ? data : Decode(data.Span, (int)size);
        return true;
    }

    private ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> data, int size)
    {
        // A declared size costs memory only as far as the data can yield it: a byte of a run stands for 255.
        var most = (int)Math.Min(size, (data.Length * 256L) + 256);
        if (buffer.Length < most)
            buffer = new byte[most];
        return LzoBlock.Decode(data, buffer.AsSpan(0, most)) == size
            ? buffer.AsMemory(0, size)
            : throw new InvalidDataException("a block yields less than it says");
    }

    private int Sums(uint adler, uint crc) => ((flags & adler) != 0 ? 4 : 0) + ((flags & crc) != 0 ? 4 : 0);
}
