namespace ScanHost.Pipeline.Contents;

/// <summary>Small content, held in memory.</summary>
/// <param name="bytes">The content.</param>
/// <param name="released">Called once when it is no longer needed; null when nobody counts.</param>
internal sealed class BytesContent(ReadOnlyMemory<byte> bytes, Action? released = null) : ArtifactContent
{
    private ReadOnlyMemory<byte> bytes = bytes;
    private Action? released = released;

    public override long Length => bytes.Length;

    public override ReadOnlyMemory<byte> Memory => bytes;

    public override IEnumerable<ReadOnlyMemory<byte>> ReadBlocks(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [bytes];
    }

    public override void Dispose()
    {
        bytes = default;
        released?.Invoke();
        released = null;
    }
}
