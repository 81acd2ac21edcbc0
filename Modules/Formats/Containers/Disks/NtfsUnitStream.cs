using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>
/// A compressed file: units of so many clusters, each stored as it is, left out when it is all zeros, or packed by LZNT1 into fewer clusters.
/// Sources: "NTFS documentation" of the Linux-NTFS project; [MS-XCA] 2.5 for LZNT1.
/// </summary>
internal sealed class NtfsUnitStream(
    ReadOnlyMemory<byte> file, IReadOnlyList<(long Cluster, long Count)> runs, int clusterBytes, int unitClusters, long size) : DecoderStream
{
    private const int Chunk = 4096;
    private readonly byte[] unit = new byte[checked(clusterBytes * unitClusters)];
    private long left = size;
    private int position;
    private int length;
    private int run;
    private long taken;

    public override int Read(Span<byte> buffer)
    {
        if (position == length && left > 0)
            Decode();
        var count = Math.Min(buffer.Length, length - position);
        unit.AsSpan(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    private void Decode()
    {
        var stored = new MemoryStream();
        var present = 0;
        for (var clusters = 0; clusters < unitClusters && run < runs.Count;)
        {
            var (cluster, count) = runs[run];
            var part = (int)Math.Min(unitClusters - clusters, count - taken);
            if (cluster >= 0)
            {
                stored.Write(file.Span.Part((cluster + taken) * clusterBytes, (long)part * clusterBytes));
                present += part;
            }
            (clusters, taken) = (clusters + part, taken + part);
            if (taken == count)
                (run, taken) = (run + 1, 0);
        }
        Array.Clear(unit);
        (position, length) = (0, (int)Math.Min(unit.Length, left));
        left -= length;
        var data = stored.GetBuffer().AsSpan(0, (int)stored.Length);
        if (present == unitClusters || (present > 0 && present * (long)clusterBytes >= length && run >= runs.Count && left == 0 && !LooksPacked(data)))
            data[..Math.Min(data.Length, unit.Length)].CopyTo(unit);
        else if (present > 0)
            Unpack(data, unit.AsSpan(0, length));
    }

    // The last unit may be stored in fewer clusters than a unit has. A packed chunk's header has 011 in its upper bits, a stored one's too.
    private static bool LooksPacked(ReadOnlySpan<byte> data) => data.U16(0) is { } header && (header & 0x7000) == 0x3000;

    private static void Unpack(ReadOnlySpan<byte> data, Span<byte> target)
    {
        var at = 0L;
        for (var start = 0; start < target.Length && data.U16(at) is { } header && header != 0; start += Chunk)
        {
            var body = data.Part(at + 2, (header & 0xFFF) + 1);
            var chunk = target[start..Math.Min(target.Length, start + Chunk)];
            if ((header & 0x8000) == 0)
                body[..Math.Min(body.Length, chunk.Length)].CopyTo(chunk);
            else
                UnpackChunk(body, chunk);
            at += 2 + (header & 0xFFF) + 1;
        }
    }

    // The further into the chunk, the more bits a match has for its distance and the fewer for its length.
    private static void UnpackChunk(ReadOnlySpan<byte> body, Span<byte> target)
    {
        var (at, to) = (0, 0);
        while (at < body.Length && to < target.Length)
        {
            var flags = body[at++];
            for (var bit = 0; bit < 8 && at < body.Length && to < target.Length; bit++, flags >>= 1)
            {
                if ((flags & 1) == 0)
                {
                    target[to++] = body[at++];
                    continue;
                }
                if (body.U16(at) is not { } pair || to == 0)
                    throw new InvalidDataException("a match is wrong");
                at += 2;
                var lengthBits = 12;
                for (var reach = to - 1; reach >= 16; reach >>= 1)
                    lengthBits--;
                var (distance, count) = ((pair >> lengthBits) + 1, (pair & ((1 << lengthBits) - 1)) + 3);
                if (distance > to)
                    throw new InvalidDataException("a match reaches too far back");
                for (; count > 0 && to < target.Length; count--, to++)
                    target[to] = target[to - distance];
            }
        }
    }
}
