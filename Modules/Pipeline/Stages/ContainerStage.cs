using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;

namespace ScanHost.Pipeline.Stages;

/// <summary>Unpacks one container format: what comes out becomes artifacts of their own.</summary>
/// <param name="reader">Knows the format.</param>
/// <param name="passwords">Tried on encrypted members, after those that the artifact's parents told.</param>
internal sealed class ContainerStage(ContainerReader reader, IReadOnlyList<string> passwords) : IScanStage
{
    private readonly FrozenSet<string> types = reader.FileTypes.ToFrozenSet(StringComparer.Ordinal);

    public string Name => reader.Name;

    public string Version => reader.Version;

    public StagePhase Phase => StagePhase.Unpack;

    public string Fingerprint { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', passwords))));

    public bool Accepts(ArtifactFacts facts) => Opens(facts.Type) || facts.Identification.AlsoValidAs.Any(Opens);

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> candidates = scan.Facts.PasswordCandidates is { Count: > 0 } known
            ? [.. known.Concat(passwords).Distinct(StringComparer.Ordinal)]
            : passwords;
        reader.Unpack(scan.Content, scan.Members, candidates, cancellationToken);
        return ValueTask.CompletedTask;
    }

    private bool Opens(FileType type) => types.Contains(type.Id);
}
