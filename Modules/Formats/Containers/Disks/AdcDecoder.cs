using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>Apple Data Compression: literals, and matches with places of ten or sixteen bits. Source: the format as libdmg-hfsplus and dmg2img describe it.</summary>
internal sealed class AdcDecoder(ReadOnlyMemory<byte> data) : WindowStream(1 << 16)
{
    private int position;

    protected override bool DecodeMore()
    {
        var input = data.Span;
        for (var start = Window.Total; Window.Total - start < EnoughPending && position < input.Length;)
        {
            var code = input[position++];
            if ((code & 0x80) != 0)
            {
                Window.Append(input.Slice(position, (code & 0x7F) + 1));
                position += (code & 0x7F) + 1;
            }
            else if ((code & 0x40) != 0)
            {
                Window.Repeat(((input[position] << 8) | input[position + 1]) + 1, (code & 0x3F) + 4);
                position += 2;
            }
            else
                Window.Repeat((((code & 3) << 8) | input[position++]) + 1, ((code >> 2) & 15) + 3);
        }
        return position < input.Length;
    }
}
