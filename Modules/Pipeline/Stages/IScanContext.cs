using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages;

/// <summary>One artifact for one stage: what there is to read, and where to say what was found.</summary>
internal interface IScanContext
{
    /// <summary>What is known of the artifact from the phases before.</summary>
    ArtifactFacts Facts { get; }

    /// <summary>
    /// The whole content as memory, mapped from disk when it is large: touched pages count as memory of this process, so a stage
    /// that reads everything once should take <see cref="ReadBlocks"/>. Of a file longer than <see cref="int.MaxValue"/> bytes it
    /// is the beginning, and taking it then records a gap.
    /// </summary>
    ReadOnlyMemory<byte> Content { get; }

    /// <summary>The content up to <see cref="int.MaxValue"/> bytes, for stages to which the beginning is enough: never a gap.</summary>
    ReadOnlyMemory<byte> Beginning { get; }

    /// <summary>The content from its start to its end. A block is valid until the next one is asked for.</summary>
    /// <exception cref="OperationCanceledException">Checked before each block.</exception>
    IEnumerable<ReadOnlyMemory<byte>> ReadBlocks(CancellationToken cancellationToken);

    /// <summary>Makes something of the content that other stages may want too; the first one makes it.</summary>
    T Once<T>(string what, Func<T> make) where T : class;

    /// <summary>Where unpacked members go; counts what comes out. Only in <see cref="StagePhase.Unpack"/>.</summary>
    /// <exception cref="InvalidOperationException">In another phase.</exception>
    IMemberSink Members { get; }

    /// <summary>Names of what went into <see cref="Members"/>.</summary>
    MemberNames MemberNames { get; }

    /// <summary>Reports a finding. The same heuristic again on this artifact adds its evidence to the first.</summary>
    void Report(Heuristic heuristic, params ReadOnlySpan<Evidence> evidence);

    /// <summary>Notes a fact under the stage's name; the same key again replaces it.</summary>
    void Note(string key, JsonNode? value);

    /// <summary>Adds to what later phases know of the artifact.</summary>
    void Learn(Func<ArtifactFacts, ArtifactFacts> update);

    /// <summary>Notes a name or an address that occurs in the artifact.</summary>
    void Indicate(string type, string value);

    /// <summary>Says that something was not examined.</summary>
    void Miss(GapReason reason, string detail);
}
