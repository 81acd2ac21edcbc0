namespace ScanHost.Formats.Containers;

/// <summary>What stands behind the last thing that a format knows of.</summary>
internal static class TrailingData
{
    /// <summary>Reports it and hands it on. Tape blocks are filled up with zeros: no tail.</summary>
    /// <param name="format">The format's short name.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="end">Where the format's own data ends, in bytes.</param>
    /// <param name="sink">Takes it.</param>
    /// <param name="cancellationToken">Checked once a chunk.</param>
    internal static void HandOn(string format, ReadOnlyMemory<byte> file, long end, IMemberSink sink, CancellationToken cancellationToken)
    {
        var tail = file.Part(end, file.Length);
        if (!tail.Span.ContainsAnyExcept((byte)0))
            return;
        sink.Anomaly($"{format}.trailing_data", end, $"{tail.Length} bytes follow what belongs to the format");
        MemberCopy.Bytes(tail, sink, new() { Name = "", Relation = "overlay", Offset = end, DeclaredSize = tail.Length }, cancellationToken);
    }
}
