using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Mail;

/// <summary>BinHex 4: a Macintosh file as text, six bits a letter, runs compressed. Source: RFC 1741, appendix A.</summary>
internal static class BinHex
{
    private const int MaxDecoded = 256 << 20;

    private static ReadOnlySpan<byte> Letters => "!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"u8;

    /// <summary>The decoded and expanded stream: header, data fork, resource fork. Null when the text is none.</summary>
    internal static byte[]? Find(ReadOnlySpan<byte> text)
    {
        var mark = text.IndexOf("(This file must be converted with BinHex"u8);
        if (mark < 0)
            return null;
        var start = text[mark..].IndexOf((byte)':');
        return start < 0 ? null : Expand(Decode(text[(mark + start + 1)..]));
    }

    internal static void HandOn(byte[] stream, IMemberSink sink, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> span = stream;
        if (span.U8(0) is not { } nameLength || span.U32Big(12L + nameLength) is not { } dataLength || span.U32Big(16L + nameLength) is not { } resourceLength)
            throw new MalformedFileException("binhex", 0, "the header is cut short");
        var name = MemberName.Decode(span.Part(1, nameLength));
        var at = 22L + nameLength;
        HandOnFork(name, stream.AsMemory(), at, dataLength, sink, cancellationToken);
        if (resourceLength > 0)
            HandOnFork(name + ".rsrc", stream.AsMemory(), at + dataLength + 2, resourceLength, sink, cancellationToken);
    }

    private static void HandOnFork(string name, ReadOnlyMemory<byte> stream, long at, uint length, IMemberSink sink, CancellationToken cancellationToken)
    {
        var content = stream.Part(at, length);
        var member = new ContainerMember { Name = name, Relation = "attachment", DeclaredSize = length, Method = "binhex" };
        MemberCopy.Bytes(content, sink, member, cancellationToken);
        if (content.Length < length)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the encoded text ends before the fork does");
    }

    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var output = new List<byte>(text.Length);
        var (bits, count) = (0, 0);
        foreach (var letter in text)
        {
            if (letter is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t')
                continue;
            var value = Letters.IndexOf(letter);
            if (value < 0)
                break;
            (bits, count) = (bits << 6 | value, count + 6);
            if (count < 8)
                continue;
            count -= 8;
            output.Add((byte)(bits >> count));
            bits &= (1 << count) - 1;
        }
        return [.. output];
    }

    // 0x90 and a count repeat the byte before; a count of zero is the byte 0x90 itself.
    private static byte[] Expand(ReadOnlySpan<byte> data)
    {
        var output = new List<byte>(data.Length);
        for (var at = 0; at < data.Length && output.Count < MaxDecoded; at++)
        {
            if (data[at] != 0x90 || at + 1 >= data.Length)
                output.Add(data[at]);
            else if (data[++at] == 0)
                output.Add(0x90);
            else
                for (var count = data[at] - 1; count > 0 && output.Count > 0; count--)
                    output.Add(output[^1]);
        }
        return [.. output];
    }
}
