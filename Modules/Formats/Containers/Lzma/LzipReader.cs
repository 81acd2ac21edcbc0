using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lzma;

/// <summary>Lzip files, also of several members. Source: "Lzip - LZMA lossless data compressor", file format.</summary>
internal sealed class LzipReader : SingleStreamReader
{
    public override string Name => "lzip";

    protected override string Method => "lzma";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file) => Nameless(file, 26);

    protected override Stream Open(ReadOnlyMemory<byte> file) => new Members(file);

    protected override long? EndOf(ReadOnlyMemory<byte> file, Stream decoder) => ((Members)decoder).Used;

    private sealed class Members(ReadOnlyMemory<byte> file) : DecoderStream
    {
        private const int Header = 6;
        private const int Trailer = 20;
        private const byte Properties = (2 * 45) + 3;
        private int position;
        private LzmaDecoder? member;
        private Crc32 crc = new();

        internal int Used => position;

        public override int Read(Span<byte> buffer)
        {
            while (member is not null || OpenMember())
            {
                var count = member!.Read(buffer);
                crc.Append(buffer[..count]);
                if (count > 0)
                    return count;
                CloseMember();
            }
            return 0;
        }

        // The dictionary: a power of two less some sixteenths of it.
        private bool OpenMember()
        {
            if (!file.Span.HasAt(position, "LZIP"u8) || !file.Span.Has(position, Header + Trailer))
                return false;
            var code = file.Span[position + 5];
            var dictionary = 1L << (code & 31);
            dictionary -= dictionary / 16 * (code >> 5);
            position += Header;
            member = new(file[position..], Properties, (uint)dictionary, -1);
            crc = new();
            return true;
        }

        private void CloseMember()
        {
            position += member!.Used;
            member = null;
            if (file.Span.U32(position) != crc.Value)
                throw new InvalidDataException("the member's checksum is wrong");
            position += Trailer;
        }
    }
}
