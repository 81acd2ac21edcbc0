using System.IO.Compression;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Ole;

/// <summary>Embedded objects and macro projects of a presentation: whole compound files in ExOleObjStg records, [MS-PPT] 2.10.34.</summary>
internal static class PptObjects
{
    private const ushort ExternalOleObjectStorage = 0x1011;
    private const int MaxRecords = 1_000_000;
    private const int MaxObjects = 5000;

    internal static void HandOn(ReadOnlyMemory<byte> stream, IMemberSink sink, CancellationToken cancellationToken)
    {
        var (at, objects) = (0L, 0);
        for (var count = 0; count < MaxRecords && objects < MaxObjects && stream.Span.U16(at) is { } version && stream.Span.U32(at + 4) is { } length; count++)
        {
            if (stream.Span.U16(at + 2) == ExternalOleObjectStorage)
                HandOnObject(stream.Part(at + 8, length), isCompressed: version >> 4 == 1, ++objects, sink, cancellationToken);
            // A container's records follow its header; an atom is skipped, 2.3.1.
            at += 8 + ((version & 0xF) == 0xF ? 0 : (long)length);
        }
        if (stream.Span.Has(at, 8))
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxRecords} records of the presentation and {MaxObjects} objects are read");
    }

    private static void HandOnObject(ReadOnlyMemory<byte> data, bool isCompressed, int number, IMemberSink sink, CancellationToken cancellationToken)
    {
        var member = new ContainerMember { Name = $"object{number}.ole", Relation = "embedded", Method = isCompressed ? "zlib" : "store", CompressedSize = data.Length };
        if (!isCompressed)
            MemberCopy.Bytes(data, sink, member, cancellationToken);
        else if (data.Length > 4)
            MemberCopy.Run(() => new ZLibStream(new MemoryReadStream(data[4..]), CompressionMode.Decompress), sink, member, cancellationToken);
    }
}
