using ScanHost.Formats.Identification.Probes;
using ScanHost.Formats.Identification.Text;

namespace ScanHost.Formats.Identification;

/// <summary>A signature that stands in a file, and what its probe made of it.</summary>
/// <param name="Match">The type.</param>
/// <param name="Signature">Where it stands.</param>
internal sealed record SignatureMatch(Match Match, Signature Signature);

/// <summary>
/// Weighs all signatures that stand in a file. A few bytes inside of a program or an archive are anybody's to choose, so a signature there neither outweighs
/// what the file begins as, nor does it hide it.
/// </summary>
internal static class SignatureMatches
{
    private const int SureBytes = 4;

    /// <summary>The matches whose probe agrees, the best first.</summary>
    internal static List<SignatureMatch> Of(ReadOnlySpan<byte> file, TextSample? text)
    {
        var matches = new List<SignatureMatch>();
        foreach (var (type, signature) in SignatureTable.Matching(file))
        {
            // "BM", "P1" or "FWS" begin ordinary sentences too: a short signature does not outweigh a file that reads as text.
            if (text is not null && (signature.FixedBytes < SureBytes || signature.FirstByte is null) && !FileIdentifier.IsTextual(type))
                continue;
            var match = Probe.Of(type) is not { } probe ? new Match(type, SignatureTable.Confidence(signature)) : probe(file) is { } refined ? new Match(refined, 97) : default;
            if (match.Type is not null)
                matches.Add(new(match, signature));
        }

        if (matches is [{ Signature.IsInside: true } best, ..] && matches.Find(match => !match.Signature.IsInside && IsSure(match) && match.Match.Type.Category != best.Match.Type.Category) is { } beginning)
        {
            matches.Remove(beginning);
            matches.Insert(0, beginning);
        }

        return matches;
    }

    /// <summary>What else the file may be opened as: by signatures at other places than the best one's.</summary>
    internal static IEnumerable<FileType> Others(IReadOnlyList<SignatureMatch> matches) =>
        matches.Skip(1)
            .Where(match => IsSure(match) && IsElsewhere(match, matches[0]) && !IsPacking(match, matches[0]))
            .Select(match => match.Match.Type);

    private static bool IsSure(SignatureMatch match) =>
        match.Match.Type.Category is FileCategory.Executable or FileCategory.Archive or FileCategory.Package or FileCategory.Document or FileCategory.DiskImage
        && (match.Signature.FixedBytes >= SureBytes || match.Match.Type.IsA("pe"));

    // Two that stand at the same place are two names for the same bytes.
    private static bool IsElsewhere(SignatureMatch match, SignatureMatch best) =>
        match.Match.Type.Category != best.Match.Type.Category ? match.Signature.FirstByte is null || best.Signature.FirstByte is null : best.Signature.IsInside && !match.Signature.IsInside;

    // A disk image whose mark stands at its end may begin with the compressed data of its first part.
    private static bool IsPacking(SignatureMatch match, SignatureMatch best) =>
        match.Match.Type.Category == FileCategory.Archive && best.Match.Type.Category == FileCategory.DiskImage && best.Signature is { FirstByte: null, IsInside: false };
}
