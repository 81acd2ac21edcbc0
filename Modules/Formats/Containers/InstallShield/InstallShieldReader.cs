using System.IO.Compression;
using System.Security.Cryptography;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.InstallShield;

/// <summary>
/// InstallShield cabinets of version 5 and later, and those that call themselves version 0: a header and its volumes, one behind the other
/// in one file, as the pipeline joins them, or an old cabinet that is both.
/// </summary>
internal sealed class InstallShieldReader : ContainerReader
{
    public override string Name => "installshield";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["installshield-cab"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var parts = CabinetVolume.ReadAll(file);
        if (parts.FirstOrDefault(part => part.DescriptorSize > 0) is not { } head)
        {
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "it is a volume of a set; the header that tells its files is not here");
            return;
        }
        new CabinetSet(new(head), head, parts, file, sink, cancellationToken).HandOn();
    }
}

/// <summary>Hands on the files of one set.</summary>
internal sealed class CabinetSet(
    CabinetHeader header, CabinetVolume head, IReadOnlyList<CabinetVolume> parts, ReadOnlyMemory<byte> file, IMemberSink sink, CancellationToken cancellationToken)
{
    private readonly AnomalyLog anomalies = new(sink);
    private readonly Dictionary<int, int> roots = [];
    private int missing;
    private int firstMissing = int.MaxValue;
    private readonly List<UsedVolume> volumes = UsedVolume.Of(parts, IsHeaderAlone(header, head, cancellationToken) ? head : null);

    internal void HandOn()
    {
        for (var number = 0; number < header.Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (header.Read(number) is not { } entry)
            {
                sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, $"{header.Count - number} of {header.Count} file descriptors lie outside of the header");
                break;
            }
            if (entry.IsValid)
                HandOn(entry);
        }
        if (missing > 0)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"{missing} files have data in volumes that are not here, the first of them volume {firstMissing}");
        else
            HandOnRest();
    }

    // What stands behind the last file of each volume, and volumes of which no file has anything: another set may follow.
    private void HandOnRest()
    {
        foreach (var part in volumes)
        {
            var (volume, start) = (part.Volume, part.Start);
            var tables = volume.Descriptor + volume.DescriptorSize;
            var end = part.End == 0 && volume.DescriptorSize > 0 && !ReferenceEquals(volume, head) ? 0 : Math.Max(CabinetVolume.LongestHeader, Math.Max(part.End, tables));
            TrailingData.HandOn("installshield", file[..(int)(start + volume.Bytes.Length)], start + end, sink, cancellationToken);
        }
    }

    // The first file with data tells whether its data stands in the header's own file, in front of or behind the tables.
    private static bool IsHeaderAlone(CabinetHeader header, CabinetVolume head, CancellationToken cancellationToken)
    {
        for (var number = 0; number < header.Count && header.Read(number) is { } entry; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry is { IsValid: true, SameAs: null, Size: > 0 } && (entry.Volume is 0 or 1))
            {
                var (offset, length) = PlaceIn(head, entry, entry.IsCompressed ? entry.Packed : entry.Size, isFirst: true);
                return offset < CabinetVolume.CommonHeader || offset >= head.Bytes.Length
                    || (offset < head.Descriptor + head.DescriptorSize && length > head.Descriptor - offset);
            }
        }
        return false;
    }

    private void HandOn(CabinetEntry entry)
    {
        var method = entry.IsCompressed ? "deflate" : "store";
        var member = new ContainerMember { Name = entry.Name, DeclaredSize = entry.Size, CompressedSize = entry.IsCompressed ? entry.Packed : entry.Size, Method = method };
        anomalies.CheckName("installshield", entry.Name, null);
        if (RootOf(entry) is not { } root)
        {
            sink.NotUnpacked(member, UnpackGap.Damaged, "it is said to equal a file that is not there");
            return;
        }
        var (pieces, isWhole, absent) = PiecesOf(root);
        if (absent is { } volume)
        {
            missing++;
            firstMissing = Math.Min(firstMissing, volume);
            return;
        }
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var outcome = MemberCopy.Run(() => new HashedStream(Open(root, pieces), md5), sink, member, cancellationToken);
        if (outcome.IsWhole && (!isWhole || outcome.Bytes != root.Size))
            sink.NotUnpacked(member, UnpackGap.Damaged, $"{outcome.Bytes} of {root.Size} bytes are there");
        else if (outcome.IsWhole && !root.Md5.IsEmpty && !root.Md5.Span.SequenceEqual(md5.GetCurrentHash()))
            sink.NotUnpacked(member, UnpackGap.Damaged, "its MD5 is not the one that the header tells");
    }

    private Stream Open(CabinetEntry entry, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        var data = new CabinetData(pieces, entry.IsObfuscated);
        if (!entry.IsCompressed)
            return data;
        return CabinetChunks.Fits(new(pieces, entry.IsObfuscated), cancellationToken)
            ? new CabinetChunks(data)
            : new LimitedStream(new DeflateStream(data, CompressionMode.Decompress), entry.Size);
    }

    // Files with the same content form a chain that leads back to the one with data.
    private CabinetEntry? RootOf(CabinetEntry entry)
    {
        var path = new HashSet<int>();
        var at = entry;
        while (at?.SameAs is { } next)
        {
            if (roots.TryGetValue(at.Number, out var known))
                next = known;
            at = next >= 0 && next < header.Count && path.Add(at.Number) ? header.Read(next) : null;
        }
        foreach (var number in path)
            roots[number] = at?.Number ?? -1;
        return at;
    }

    private (List<ReadOnlyMemory<byte>> Pieces, bool IsWhole, int? Absent) PiecesOf(CabinetEntry entry)
    {
        var (pieces, left) = (new List<ReadOnlyMemory<byte>>(), entry.IsCompressed ? entry.Packed : entry.Size);
        if (entry.Offset < CabinetVolume.CommonHeader)
            return (pieces, left == 0, null);
        for (var at = entry.Volume > 0 ? entry.Volume - 1 : FirstVolumeOf(entry.Number); left > 0; at++)
        {
            if (at >= volumes.Count)
                return (pieces, false, at + 1);
            var (offset, length) = PlaceIn(volumes[at].Volume, entry, left, isFirst: pieces.Count == 0);
            var piece = volumes[at].Volume.Bytes.Part(offset, Math.Min(length, left));
            pieces.Add(piece);
            volumes[at].End = Math.Max(volumes[at].End, piece.IsEmpty ? 0 : offset + piece.Length);
            if (piece.Length < Math.Min(length, left) || piece.IsEmpty)
                return (pieces, false, null);
            left -= piece.Length;
        }
        return (pieces, true, null);
    }

    // A file that goes on in the next volume is the last of this one and the first of that one, and both say how much of it they have.
    private static (long Offset, long Length) PlaceIn(CabinetVolume volume, CabinetEntry entry, long left, bool isFirst)
    {
        var (first, last) = volume.Files;
        long Stored((long Offset, long Expanded, long Packed) place) => entry.IsCompressed ? place.Packed : place.Expanded;
        var isSplit = (entry.Flags & 1) != 0 || volume.Version == 5;
        if (isSplit && entry.Number == last && volume.LastFile is { } end && Stored(end) is > 0 and var atEnd && (atEnd < left || !isFirst))
            return (end.Offset, atEnd);
        if (isSplit && !isFirst && entry.Number == first)
            return (volume.FirstFile.Offset, Stored(volume.FirstFile));
        return isFirst ? (entry.Offset, left) : (0, 0);
    }

    private int FirstVolumeOf(int number)
    {
        var at = 0;
        while (at < volumes.Count && number > volumes[at].Volume.Files.Last)
            at++;
        return at;
    }

    /// <summary>A volume, where it begins, and where what files have of it ends.</summary>
    private sealed class UsedVolume(CabinetVolume volume, long start)
    {
        internal CabinetVolume Volume => volume;

        /// <summary>In what was joined, in bytes.</summary>
        internal long Start => start;

        /// <summary>In the volume, in bytes; 0 when no file has anything of it.</summary>
        internal long End { get; set; }

        internal static List<UsedVolume> Of(IEnumerable<CabinetVolume> parts, CabinetVolume? without)
        {
            var (volumes, start) = (new List<UsedVolume>(), 0L);
            foreach (var part in parts)
            {
                if (!ReferenceEquals(part, without))
                    volumes.Add(new(part, start));
                start += part.Bytes.Length;
            }
            return volumes;
        }
    }

    /// <summary>Hashes what passes through.</summary>
    private sealed class HashedStream(Stream source, IncrementalHash hash) : DecoderStream
    {
        public override int Read(Span<byte> buffer)
        {
            var count = source.Read(buffer);
            hash.AppendData(buffer[..count]);
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
