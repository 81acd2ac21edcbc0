using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ScanHost.Pipeline.Stages;

/// <summary>MD5, SHA-1, SHA-256 and CRC-32 in one pass.</summary>
[SuppressMessage("Security", "CA5350", Justification = "SHA-1 names a file for other systems; nothing relies on it.")]
[SuppressMessage("Security", "CA5351", Justification = "MD5 names a file for other systems; nothing relies on it.")]
internal sealed class HashesStage : IScanStage
{
    public string Name => "hashes";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Hash;

    public bool Accepts(ArtifactFacts facts) => true;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var crc32 = Crc32.Start;
        foreach (var block in scan.ReadBlocks(cancellationToken))
        {
            md5.AppendData(block.Span);
            sha1.AppendData(block.Span);
            sha256.AppendData(block.Span);
            crc32 = Crc32.Append(crc32, block.Span);
        }

        var (md5Text, sha1Text, sha256Text) = (Hex(md5), Hex(sha1), Hex(sha256));
        var crc32Text = Crc32.Finish(crc32).ToString("x8", null);
        scan.Learn(facts => facts with { Md5 = md5Text, Sha1 = sha1Text, Sha256 = sha256Text, Crc32 = crc32Text });
        return ValueTask.CompletedTask;
    }

    private static string Hex(IncrementalHash hash)
    {
        Span<byte> digest = stackalloc byte[hash.HashLengthInBytes];
        hash.GetCurrentHash(digest);
        return Convert.ToHexStringLower(digest);
    }
}
