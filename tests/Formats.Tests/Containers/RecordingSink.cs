using System.Security.Cryptography;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Keeps what a reader hands over, and refuses more than a limit.</summary>
internal sealed class RecordingSink(long maxBytes = 64 * 1024 * 1024, int maxMembers = 10_000) : IMemberSink
{
    private long bytes;

    public List<(ContainerMember Member, MemoryStream Content)> Members { get; } = [];

    public List<(ContainerMember Member, UnpackGap Reason)> Gaps { get; } = [];

    public List<string> Details { get; } = [];

    public List<string> Anomalies { get; } = [];

    public IEnumerable<string> Hashes => Members.Select(member => Hash(member.Content.ToArray()));

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static RecordingSink Unpack(string reader, byte[] file, params string[] passwords)
    {
        var sink = new RecordingSink();
        Reader(reader).Unpack(file, sink, passwords, CancellationToken.None);
        return sink;
    }

    public static ContainerReader Reader(string name) => ContainerReaders.All.Single(reader => reader.Name == name);

    public Stream Open(ContainerMember member)
    {
        if (Members.Count >= maxMembers)
            throw new ExpansionLimitException("MaxArtifacts", maxMembers);
        var content = new CountingStream(this);
        Members.Add((member, content));
        return content;
    }

    public void NotUnpacked(ContainerMember member, UnpackGap reason, string detail)
    {
        Gaps.Add((member, reason));
        Details.Add(detail);
    }

    public void Anomaly(string id, long? offset, string detail) => Anomalies.Add(id);

    private sealed class CountingStream(RecordingSink sink) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

        public override void Write(byte[] buffer, int offset, int count)
        {
            sink.bytes += count;
            if (sink.bytes > sink.MaxBytes)
                throw new ExpansionLimitException("MaxExpandedBytes", sink.MaxBytes);
            base.Write(buffer, offset, count);
        }
    }

    private long MaxBytes { get; } = maxBytes;
}
