using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Gives a hostile file to a reader, which may read it or call it malformed, with no more memory than it is allowed.</summary>
internal static class HostileReading
{
    /// <summary>What a reader may need beside its input, in bytes.</summary>
    private const long MaxMemory = 64 << 20;

    private const long MaxOutput = 4 << 20;
    private const int MaxMembers = 1000;

    /// <exception cref="InvalidOperationException">It threw something else, or allocated more; <paramref name="what"/> is named.</exception>
    internal static void Read(string reader, ReadOnlyMemory<byte> file, string what)
    {
        FileIdentifier.Identify(file.Span);
        // What is allocated in all is never less than what is held at once.
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            RecordingSink.Reader(reader).Unpack(file, new Discard(), ["secret"], CancellationToken.None);
        }
        catch (Exception error) when (error is MalformedFileException or ExpansionLimitException)
        {
            // Malformed, or the budget ended it: both are right answers.
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{what} made the reader throw", error);
        }
        if (GC.GetAllocatedBytesForCurrentThread() - before is var allocated && allocated > MaxMemory + file.Length)
            throw new InvalidOperationException($"{what} made the reader allocate {allocated} bytes");
    }

    /// <summary>Changes some bytes, as often as not to what makes a length or a place extreme, or copies a field over another: places then lead back.</summary>
    /// <returns>What undoes it.</returns>
    internal static List<(int At, byte Value)> Change(byte[] file, int[] used, Random random)
    {
        var undo = new List<(int, byte)>();
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var (at, from, width) = (used[random.Next(used.Length)], used[random.Next(used.Length)], random.Next(4) == 0 ? 1 << random.Next(1, 4) : 1);
            var kind = random.Next(4);
            for (var i = 0; i < width && at + i < file.Length && from + i < file.Length; i++)
            {
                undo.Add((at + i, file[at + i]));
                file[at + i] = kind switch { 0 => 0xFF, 1 => 0, _ when width > 1 => file[from + i], _ => (byte)random.Next(256) };
            }
        }
        undo.Reverse();
        return undo;
    }

    private sealed class Discard : IMemberSink
    {
        private long left = MaxOutput;
        private int members;

        public Stream Open(ContainerMember member) =>
            ++members > MaxMembers ? throw new ExpansionLimitException("MaxArtifacts", MaxMembers) : new Counter(this);

        public void NotUnpacked(ContainerMember member, UnpackGap reason, string detail)
        {
            // Nobody reads it.
        }

        public void Anomaly(string id, long? offset, string detail)
        {
            // Nor this.
        }

        private sealed class Counter(Discard sink) : Stream
        {
            public override bool CanRead => false;

            public override bool CanSeek => false;

            public override bool CanWrite => true;

            public override long Length => throw new NotSupportedException();

            public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

            public override void Write(ReadOnlySpan<byte> buffer)
            {
                if ((sink.left -= buffer.Length) < 0)
                    throw new ExpansionLimitException("MaxExpandedBytes", MaxOutput);
            }

            public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

            public override void Flush()
            {
                // Nothing is kept.
            }

            public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

            public override void SetLength(long value) => throw new NotSupportedException();
        }
    }
}
