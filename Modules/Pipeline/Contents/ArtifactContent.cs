using System.Collections.Concurrent;

namespace ScanHost.Pipeline.Contents;

/// <summary>The bytes of one artifact. Disposed by the thread that scans it, when nobody can read it any more.</summary>
internal abstract class ArtifactContent : IDisposable
{
    /// <summary>Content of this size and more stays on disk: it is mapped when a stage needs it as memory, else read in blocks.</summary>
    public const int InMemoryBytes = 1 << 20;

    private readonly ConcurrentDictionary<string, object> made = new(StringComparer.Ordinal);

    /// <summary>In bytes.</summary>
    public abstract long Length { get; }

    /// <summary>The content, or of a longer one the first <see cref="int.MaxValue"/> bytes.</summary>
    public abstract ReadOnlyMemory<byte> Memory { get; }

    /// <summary>The content in order. A block is valid until the next one is asked for.</summary>
    public abstract IEnumerable<ReadOnlyMemory<byte>> ReadBlocks(CancellationToken cancellationToken);

    /// <summary>What several stages need of the same bytes is made once and kept as long as they are.</summary>
    /// <param name="what">Names it; the same name always stands for the same type.</param>
    /// <param name="make">Makes it; what it throws is not kept.</param>
    public T Once<T>(string what, Func<T> make) where T : class => (T)made.GetOrAdd(what, _ => make());

    /// <inheritdoc/>
    public abstract void Dispose();
}
