using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ScanHost.Formats.Containers.Optical;

/// <summary>A run of bytes of an image; an offset below zero stands for zeros.</summary>
internal readonly record struct Extent(long Offset, long Length);

/// <summary>Hands files on by their place in the image, each place once however many trees name it; once more under a name that decides how it is run.</summary>
/// <param name="format">Its short name, for anomalies.</param>
/// <param name="file">The image.</param>
/// <param name="sink">Takes the files.</param>
/// <param name="cancellationToken">Checked once a file and once a chunk.</param>
internal sealed class ExtentSink(string format, ReadOnlyMemory<byte> file, IMemberSink sink, CancellationToken cancellationToken)
{
    private const int MaxFiles = 1_000_000;
    private const int ChunkBytes = 64 * 1024;
    private readonly HandedOn<(long, long, UInt128)> seen = new();
    private readonly AnomalyLog anomalies = new(sink);
    private int count;
    private int trees;
    private int late;
    private bool isCut;

    /// <summary>Starts a tree: what it names and no tree before did was hidden from some readers.</summary>
    internal void BeginTree() => trees++;

    /// <summary>Hands a file on, unless its place was handed on already.</summary>
    /// <returns>False when there were too many.</returns>
    internal bool Add(string name, IReadOnlyList<Extent> extents, long size, DateTimeOffset? modifiedAt = null, string? relation = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (count++ >= MaxFiles)
        {
            Miss(name, UnpackGap.Unsupported, $"only the first {MaxFiles} files are read");
            return false;
        }
        var first = extents.Count > 0 ? extents[0].Offset : -1;
        var isFirst = true;
        if (size > 0 && first >= 0 && !seen.Add((first, size, Further(extents)), name, out isFirst))
        {
            if (seen.IsCut && !isCut)
                Miss(name, UnpackGap.Unsupported, $"only {HandedOn<long>.MaxKinds} kinds of names of one content are handed on");
            isCut = seen.IsCut;
            return true;
        }
        late += trees > 1 && size > 0 && isFirst ? 1 : 0;
        anomalies.CheckName(format, name, first);
        var member = new ContainerMember
        {
            Name = name, Relation = relation ?? "member", Offset = first, DeclaredSize = size, CompressedSize = size, Method = "store", ModifiedAt = modifiedAt,
        };
        var left = size;
        using (var target = sink.Open(member))
            foreach (var extent in extents)
                left -= Copy(extent, Math.Min(left, extent.Length), target);
        if (left > 0)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the image ends before the file does");
        return true;
    }

    /// <summary>Says that files are listed in a later tree only.</summary>
    internal void ReportHidden()
    {
        if (late > 0)
            anomalies.Add($"{format}.other_tree", null, $"{late} files are not in the first tree of the disc");
    }

    internal void Miss(string name, UnpackGap reason, string detail) => sink.NotUnpacked(new() { Name = name }, reason, detail);

    // Files may begin in one place and go on in different ones.
    private static UInt128 Further(IReadOnlyList<Extent> extents)
    {
        if (extents.Count < 2)
            return 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> place = stackalloc byte[16];
        for (var i = 1; i < extents.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(place, extents[i].Offset);
            BinaryPrimitives.WriteInt64LittleEndian(place[8..], extents[i].Length);
            hash.AppendData(place);
        }
        return BinaryPrimitives.ReadUInt128LittleEndian(hash.GetHashAndReset());
    }

    private long Copy(Extent extent, long length, Stream target)
    {
        if (length <= 0)
            return 0;
        var data = extent.Offset < 0 ? default : file.Part(extent.Offset, length);
        for (var at = 0; at < data.Length; at += ChunkBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            target.Write(data.Span[at..Math.Min(data.Length, at + ChunkBytes)]);
        }
        if (extent.Offset >= 0)
            return data.Length;
        Zeros.Write(length, target, cancellationToken);
        return length;
    }
}
