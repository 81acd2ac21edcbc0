using ScanHost.Formats.Identification.Probes;
using ScanHost.Formats.Identification.Text;

namespace ScanHost.Formats.Identification;

/// <summary>Tells file types apart by content. A name is only a claim: it decides nothing that the content does not confirm.</summary>
/// <remarks>
/// A signature gives the first answer, a probe of the structure confirms or refines it; what has no signature is tried by
/// structure and then as text. It reads the head, the tail and the directories of a file, all bounded, never the whole.
/// </remarks>
public static class FileIdentifier
{
    private const int NamedConfidence = 70;

    /// <summary>Identifies a file. Never throws for what the file contains; looks at a bounded part of it.</summary>
    public static Identification Identify(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            return new(FileTypes.Empty, 100, null, []);
        var text = TextSample.Read(file);
        var signed = SignatureMatches.Of(file, text);
        var best = signed.Count > 0 ? signed[0].Match : ByStructure(file) ?? ByWords(text) ?? new Match(FileTypes.Unknown, 0);
        var encoding = IsTextual(best.Type) ? text?.Encoding : null;
        return new(best.Type, best.Confidence, encoding, [.. Polyglots.Find(file, best.Type, text).Concat(SignatureMatches.Others(signed)).Distinct()]);
    }

    /// <summary>Identifies a file of which a name is known. A format without any signature is believed when the name claims it and the content decodes.</summary>
    public static Identification Identify(ReadOnlySpan<byte> file, string name)
    {
        var identification = Identify(file);
        return identification.Type.Id == FileTypes.Unknown.Id && name.EndsWith(".br", StringComparison.OrdinalIgnoreCase) && BrotliProbe.Decodes(file)
            ? identification with { Type = FileTypes.Get("brotli"), Confidence = NamedConfidence }
            : identification;
    }

    private static Match? ByStructure(ReadOnlySpan<byte> file)
    {
        foreach (var (probe, confidence) in Probe.WithoutSignature)
            if (probe(file) is { } type)
                return new(type, confidence);
        return null;
    }

    private static Match? ByWords(TextSample? text) => text is null ? null : TextClassifier.Classify(text);

    internal static bool IsTextual(FileType type) =>
        type.Category is FileCategory.Text or FileCategory.Script or FileCategory.Email or FileCategory.Crypto or FileCategory.Shortcut
        || type.IsA("xml") || type.IsA("rtf") || type.Id is "latex" or "troff" or "texinfo" or "uuencode" or "binhex";
}

/// <summary>An answer of one of the ways to identify.</summary>
internal readonly record struct Match(FileType Type, int Confidence);
