using System.IO.Compression;
using System.Security.Cryptography;
using ScanHost.Formats.Containers.Lzma;
using ScanHost.Formats.Containers.Streams;
using SharpCompress.Compressors.BZip2;

namespace ScanHost.Formats.Containers.Inno;

/// <summary>
/// Installers by Inno Setup 4.2.5 and later: all files that they carry, the program that runs the setup, and its script. Sources: the
/// records as Inno Setup's own sources declare them (Struct.pas of 5.4.3, Shared.Struct.pas of 6.4.1 and 6.5), innoextract's
/// documentation of their history.
/// </summary>
internal sealed class InnoReader : ContainerReader
{
    // Enough for the names of some 40,000 files and the records of 100,000.
    private const int MaxScriptBytes = 12 << 20, MaxListBytes = 8 << 20;
    private const int MaxProgramBytes = 16 << 20;

    public override string Name => "inno";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = [.. Identification.FileTypes.FamilyOf("pe", "pe-dll", "pe-net", "pe-net-dll", "pe-sys", "mz"), "inno-data"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var offsets = InnoVersion.IsAt(file.Span, 0) ? new InnoOffsets(0, 0, 0, 0) : InnoOffsets.Find(file.Span);
        if (offsets is null)
            return;
        if (offsets.Program > 0)
            HandOnProgram(file, offsets, sink, cancellationToken);
        if (InnoVersion.Read(file.Span, offsets.Header) is not { } version || version.Number < InnoVersion.Oldest)
        {
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "setups by another version of Inno Setup are not read");
            return;
        }
        var script = InnoBlock.Find(file, offsets.Header + InnoVersion.Bytes, InnoVersion.MaxEncryptionHeader);
        var places = script is null ? null : InnoBlock.Find(file, script.End, 0);
        if (script is null || places is null)
        {
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "its script is encrypted, damaged or of a form that is not read");
            return;
        }
        var text = script.Decode(MaxScriptBytes, cancellationToken);
        var member = new ContainerMember { Name = "setup-0.bin", Relation = "stream", Offset = script.Start, CompressedSize = script.End - script.Start, Method = "lzma" };
        MemberCopy.Bytes(text.Content, sink, member, cancellationToken);
        if (!text.IsWhole)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the script breaks off, or is too long");
        var list = places.Decode(MaxListBytes, cancellationToken);
        if (list.Content.Length == MaxListBytes)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxListBytes} bytes of the list of files are read");
        var locations = InnoLocation.ReadAll(list, version);
        if (locations is null)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"the list of files of version {version.Text} is of a form that is not read");
        else
            new InnoFiles(file, offsets.Data, InnoNames.Read(text.Content.Span, version, locations.Count), sink, cancellationToken).HandOn(locations);
    }

    // The program is a block of its own, and was filtered as the files are.
    private static void HandOnProgram(ReadOnlyMemory<byte> file, InnoOffsets offsets, IMemberSink sink, CancellationToken cancellationToken)
    {
        var member = new ContainerMember { Name = "setup.e32", Offset = offsets.Program, DeclaredSize = offsets.ProgramSize, Method = "lzma" };
        if (InnoBlock.Find(file, offsets.Program, 0) is not { } block)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the program of the setup is damaged or of a form that is not read");
        else
        {
            using var source = block.Open();
            var size = Math.Min(offsets.ProgramSize, MaxProgramBytes);
            MemberCopy.Next(new InnoCallStream(source, size, flipsHighByte: true, border: MaxProgramBytes), size, sink, member, cancellationToken);
            if (size < offsets.ProgramSize)
                sink.NotUnpacked(member, UnpackGap.Unsupported, $"only the first {MaxProgramBytes} bytes of the program of the setup are read");
        }
    }
}

/// <summary>Hands the files on, chunk by chunk: a chunk is one stream of compressed data of one or more files.</summary>
internal sealed class InnoFiles(ReadOnlyMemory<byte> file, long data, IReadOnlyDictionary<int, string> names, IMemberSink sink, CancellationToken cancellationToken)
{
    private static readonly byte[] Mark = [(byte)'z', (byte)'l', (byte)'b', 0x1A];
    private readonly AnomalyLog anomalies = new(sink);

    internal void HandOn(IReadOnlyList<InnoLocation> locations)
    {
        var numbered = locations.Select((location, number) => (Location: location, Number: number));
        foreach (var chunk in numbered.GroupBy(item => (item.Location.FirstSlice, item.Location.Start)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var files = chunk.OrderBy(item => item.Location.Suboffset).ToList();
            var first = files[0].Location;
            var why = first.LastSlice > 0 || data == 0 ? (UnpackGap.Unsupported, $"its data is in the file setup-{first.FirstSlice + 1}.bin, which is not part of this one")
                : first.IsEncrypted ? (UnpackGap.Encrypted, "it is encrypted")
                : !file.Span.HasAt(data + first.Start, Mark) ? (UnpackGap.Damaged, "its data lies outside of the file")
                : ((UnpackGap, string)?)null;
            if (why is var (reason, detail))
                foreach (var (location, number) in files)
                    sink.NotUnpacked(MemberOf(location, number), reason, detail);
            else
                HandOn(files, file.Part(data + first.Start + Mark.Length, first.Packed));
        }
    }

    private void HandOn(List<(InnoLocation Location, int Number)> files, ReadOnlyMemory<byte> packed)
    {
        var method = files[0].Location.IsCompressed ? MethodOf(packed.Span) : "store";
        Stream? source = null;
        try
        {
            source = Foreign.Try(() => Open(method, packed), out _) ?? Stream.Null;
            var position = 0L;
            foreach (var (location, number) in files)
            {
                var member = MemberOf(location, number) with { Method = method };
                if (location.Suboffset < position)
                {
                    sink.NotUnpacked(member, UnpackGap.Damaged, "it begins within another file");
                    continue;
                }
                anomalies.CheckName("inno", member.Name, member.Offset);
                // Sound setups have nothing between two files; what stands there is nobody's.
                if (location.Suboffset > position)
                    MemberCopy.Next(source, location.Suboffset - position, sink, new() { Name = "", Relation = "stream", Offset = member.Offset, Method = method }, cancellationToken);
                position = location.Suboffset + location.Size;
                HandOn(source, location, member);
            }
        }
        finally
        {
            source?.Dispose();
        }
    }

    private void HandOn(Stream source, InnoLocation location, ContainerMember member)
    {
        using var hash = IncrementalHash.CreateHash(location.HashName);
        using Stream content = location.IsFiltered ? new InnoCallStream(source, location.Size, location.FlipsHighByte) : new LimitedStream(new Undisposed(source), location.Size);
        var outcome = MemberCopy.Next(new HashedStream(content, hash), location.Size, sink, member, cancellationToken);
        if (outcome.IsWhole && !hash.GetHashAndReset().AsSpan().SequenceEqual(location.Hash))
            sink.NotUnpacked(member, UnpackGap.Damaged, "its content is not what its checksum says");
    }

    private ContainerMember MemberOf(InnoLocation location, int number) => new()
    {
        Name = names.TryGetValue(number, out var name) ? name.Replace('\\', '/') : $"file {number}", Offset = data + location.Start, DeclaredSize = location.Size,
        ModifiedAt = location.ModifiedAt, IsEncrypted = location.IsEncrypted,
    };

    // The script says which it is, but its form changes with every version: the data tells too.
    private static string MethodOf(ReadOnlySpan<byte> packed) =>
        packed.HasAt(0, "BZh"u8) ? "bzip2"
        : packed.U8(0) is <= 40 ? "lzma2"
        : packed.U16Big(0) is { } head && (head >> 8 & 15) == 8 && head % 31 == 0 ? "zlib"
        : "lzma";

    private static Stream Open(string method, ReadOnlyMemory<byte> packed) => method switch
    {
        "store" => new MemoryReadStream(packed),
        "bzip2" => BZip2Stream.Create(new MemoryReadStream(packed), SharpCompress.Compressors.CompressionMode.Decompress, true, false, false),
        "zlib" => new ZLibStream(new MemoryReadStream(packed), CompressionMode.Decompress),
        "lzma2" => new Lzma2Decoder(packed[1..], Lzma2Decoder.DictionaryOf(packed.Span[0])),
        _ => new LzmaDecoder(packed[5..], packed.Span[0], packed.Span.U32(1)!.Value, -1),
    };

    /// <summary>What is read goes through a hash.</summary>
    private sealed class HashedStream(Stream source, IncrementalHash hash) : DecoderStream
    {
        public override int Read(Span<byte> buffer)
        {
            var count = source.Read(buffer);
            hash.AppendData(buffer[..count]);
            return count;
        }
    }

    /// <summary>A stream that others go on to read.</summary>
    private sealed class Undisposed(Stream source) : DecoderStream
    {
        public override int Read(Span<byte> buffer) => source.Read(buffer);
    }
}
