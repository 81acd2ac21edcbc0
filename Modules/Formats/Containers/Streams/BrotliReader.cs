using System.Buffers;
using System.IO.Compression;

namespace ScanHost.Formats.Containers.Streams;

/// <summary>Brotli files, RFC 7932. They have no signature: a name that ends in <c>.br</c> claims it and the content must decode.</summary>
internal sealed class BrotliReader : SingleStreamReader
{
    public override string Name => "brotli";

    protected override string Method => "brotli";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file) => Nameless(file, 1) with { Offset = null };

    protected override Stream Open(ReadOnlyMemory<byte> file) => new BrotliFileStream(file);

    protected override long? EndOf(ReadOnlyMemory<byte> file, Stream decoder) => ((BrotliFileStream)decoder).Used;

    private sealed class BrotliFileStream(ReadOnlyMemory<byte> file) : DecoderStream
    {
        private BrotliDecoder decoder;
        private bool isAtEnd;

        /// <summary>How many bytes of the file were used.</summary>
        internal int Used { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            while (!isAtEnd && !buffer.IsEmpty)
            {
                var status = decoder.Decompress(file.Span[Used..], buffer, out var used, out var count);
                Used += used;
                isAtEnd = status == OperationStatus.Done;
                if (status is OperationStatus.InvalidData || (status is OperationStatus.NeedMoreData && count == 0))
                    throw new InvalidDataException("the data is damaged or ends early");
                if (count > 0)
                    return count;
            }
            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            decoder.Dispose();
            base.Dispose(disposing);
        }
    }
}
