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
        var best = BySignature(file, text) ?? ByStructure(file) ?? ByWords(text) ?? new Match(FileTypes.Unknown, 0);
        var encoding = IsTextual(best.Type) ? text?.Encoding : null;
        return new(best.Type, best.Confidence, encoding, Polyglots.Find(file, best.Type, text));
    }

    /// <summary>
    /// Identifies a file of which a name is known. A format without any signature is believed when the name claims it and the content confirms it: brotli when it
    /// decodes, pages and drawings when there is markup in them.
    /// </summary>
    public static Identification Identify(ReadOnlySpan<byte> file, string name)
    {
        var identification = ClaimedMarkup.Confirm(Identify(file), file, name);
        return identification.Type.Id == FileTypes.Unknown.Id && name.EndsWith(".br", StringComparison.OrdinalIgnoreCase) && BrotliProbe.Decodes(file)
            ? identification with { Type = FileTypes.Get("brotli"), Confidence = NamedConfidence }
            : identification;
    }

    /// <summary>True when a file is valid as files of two types at once. A text in another notation that a browser opens by its name is none: templates are such.</summary>
    public static bool IsPolyglot(Identification identification, string name) =>
        identification.AlsoValidAs.Count > 0
        && !(identification is { Encoding: not null, AlsoValidAs: [var other] } && other.Id == ClaimedMarkup.By(name));

    private static Match? BySignature(ReadOnlySpan<byte> file, TextSample? text)
    {
        if (SignatureTable.Best(file) is not { } entry)
            return null;
        // "BM", "P1" or "FWS" begin ordinary sentences too: a short signature does not outweigh a file that reads as text.
        if (text is not null && (entry.Signature.FixedBytes < 4 || entry.Signature.FirstByte is null) && !IsTextual(entry.Type))
            return null;
        if (Probe.Of(entry.Type) is not { } probe)
            return new(entry.Type, SignatureTable.Confidence(entry.Signature));
        return probe(file) is { } refined ? new(refined, 97) : null;
    }

    private static Match? ByStructure(ReadOnlySpan<byte> file)
    {
        foreach (var (probe, confidence) in Probe.WithoutSignature)
            if (probe(file) is { } type)
                return new(type, confidence);
        return null;
    }

    private static Match? ByWords(TextSample? text) => text is null ? null : TextClassifier.Classify(text);

    private static bool IsTextual(FileType type) =>
        type.Category is FileCategory.Text or FileCategory.Script or FileCategory.Email or FileCategory.Crypto or FileCategory.Shortcut
        || type.IsA("xml") || type.IsA("rtf") || type.Id is "latex" or "troff" or "texinfo" or "uuencode" or "binhex";
}

/// <summary>An answer of one of the ways to identify.</summary>
internal readonly record struct Match(FileType Type, int Confidence);
