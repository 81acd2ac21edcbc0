using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>Programs that do not stand in a file as they are. The decoders' reader reports them as anomalies.</summary>
internal static class DecoderHeuristics
{
    public static readonly Heuristic Base64 = new("dec.b64_pe", "A program in base64",
        Severity.VeryHigh, Confidence.Medium, Obfuscation, "T1027.013");

    public static readonly Heuristic Xored = new("dec.xor_pe", "A program XORed by one byte",
        Severity.VeryHigh, Confidence.High, Obfuscation, "T1027.013");

    public static readonly Heuristic Reversed = new("dec.reversed_pe", "A program backwards",
        Severity.High, Confidence.High, Obfuscation, "T1027.013");

    public static readonly Heuristic Hex = new("dec.hex_pe", "A program in hexadecimal",
        Severity.VeryHigh, Confidence.High, Obfuscation, "T1027.013");

    public static readonly Heuristic Codes = new("dec.codes", "Code that stands as a list of numbers, plain or under a key",
        Severity.High, Confidence.High, Obfuscation, "T1027.013");

    public static readonly Heuristic Literals = new("dec.literals", "Texts of a script that say what they do only when they are turned around or decoded",
        Severity.High, Confidence.Medium, Obfuscation, "T1027.013");

    public static readonly Heuristic Junk = new("dec.junk", "Texts of a script with a word strewn over them that is taken out again",
        Severity.High, Confidence.High, Obfuscation, "T1027");

    public static readonly Heuristic LayerFile = new("dec.layer_file", "A program or an archive that a script decodes",
        Severity.High, Confidence.High, Obfuscation, "T1027.009");

    public static IReadOnlyList<Heuristic> All => [Base64, Xored, Reversed, Hex, Codes, Literals, Junk, LayerFile];
}
