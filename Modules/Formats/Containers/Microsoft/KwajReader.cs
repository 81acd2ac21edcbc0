using ScanHost.Formats.Containers.Cabinet;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Microsoft;

/// <summary>KWAJ files of COMPRESS.EXE. Source: the format notes of libmspack's documentation.</summary>
internal sealed class KwajReader : SingleStreamReader
{
    private const int Header = 14;

    public override string Name => "kwaj";

    protected override string Method => "kwaj";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file)
    {
        var member = Nameless(file, Header);
        var (flags, at) = (file.U16(12)!.Value, (long)Header);
        long? size = (flags & 1) != 0 ? file.U32(at) : null;
        at += (flags & 1) != 0 ? 4 : 0;
        at += (flags & 2) != 0 ? 2 : 0;
        at += (flags & 4) != 0 ? 2 + (file.U16(at) ?? 0) : 0;
        var name = (flags & 8) != 0 ? Text(file, ref at) : "";
        var extension = (flags & 16) != 0 ? Text(file, ref at) : "";
        return member with { Name = extension.Length > 0 ? $"{name}.{extension}" : name, DeclaredSize = size };
    }

    protected override Stream Open(ReadOnlyMemory<byte> file)
    {
        var data = file.Part(file.Span.U16(10)!.Value, file.Length);
        return file.Span.U16(8) switch
        {
            0 => new MemoryReadStream(data),
            1 => new MemoryReadStream(Inverted(data.Span)),
            2 => new LzssDecoder(data, 4096 - 18, -1),
            4 => new MsZipDecoder(Blocks(data), areSizesExact: false),
            var method => throw new UnsupportedDataException($"no decoder for KWAJ method {method}"),
        };
    }

    private static byte[] Inverted(ReadOnlySpan<byte> data)
    {
        var plain = data.ToArray();
        foreach (ref var value in plain.AsSpan())
            value ^= 0xFF;
        return plain;
    }

    // Each block is preceded by its length, and yields 32 KiB but for the last.
    private static IEnumerable<(ReadOnlyMemory<byte> Data, int Size)> Blocks(ReadOnlyMemory<byte> data)
    {
        while (data.Span.U16(0) is { } length and > 0)
        {
            if (data.Length < 2 + length)
                throw new InvalidDataException("the last block is cut short");
            yield return (data.Slice(2, length), 32 * 1024);
            data = data[(2 + length)..];
        }
    }

    private static string Text(ReadOnlySpan<byte> file, ref long at)
    {
        var text = file.Part(at, 16);
        var end = text.IndexOf((byte)0);
        at += end + 1;
        return end < 0 ? "" : MemberName.Decode(text[..end]);
    }
}
