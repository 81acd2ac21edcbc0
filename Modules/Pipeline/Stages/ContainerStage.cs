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
        var candidates = Passwords.Join(scan.Facts.PasswordCandidates, Passwords.WordsOf(scan.Facts.Name));
        try
        {
            reader.Unpack(scan.Content, scan.Members, [.. passwords, .. candidates.Except(passwords)], cancellationToken);
        }
        finally
        {
            ContainerShape.JudgeMembers(scan, scan.MemberNames);
        }
        return ValueTask.CompletedTask;
    }

    private bool Opens(FileType type) => types.Contains(type.Id);
}
