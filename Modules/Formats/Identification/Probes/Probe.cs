using System.Collections.Frozen;

namespace ScanHost.Formats.Identification.Probes;

/// <summary>Looks at a file's structure and says which type it is; null when the structure is not there.</summary>
internal delegate FileType? Probing(ReadOnlySpan<byte> file);

/// <summary>The table of probes: which one confirms or refines which signature, and which work without one.</summary>
internal static class Probe
{
    private static readonly FrozenDictionary<string, Probing> BySignature = new Dictionary<string, Probing>
    {
        ["zip"] = ZipProbe.Refine,
        ["jmod"] = _ => FileTypes.Get("jmod"),
        ["ole"] = OleProbe.Refine,
        ["mz"] = PeProbe.Refine,
        ["elf"] = ElfProbe.Refine,
        ["macho"] = MachOProbe.Refine,
        ["macho-fat"] = MachOProbe.RefineFat,
        ["mkv"] = EbmlProbe.Refine,
        ["xar"] = XarProbe.Refine,
        ["jp2"] = IsoMediaProbe.RefineJpeg2000,
        ["png"] = PngProbe.Refine,
        ["arc"] = LegacyArchiveProbe.Arc,
        ["arj"] = LegacyArchiveProbe.Arj,
        ["lzh"] = LegacyArchiveProbe.Lzh,
        ["lz4-skippable"] = LegacyArchiveProbe.Skippable,
        ["zlib"] = LegacyArchiveProbe.Zlib,
        ["compress"] = LegacyArchiveProbe.Compress,
        ["bmp"] = SmallSignatureProbe.Bitmap,
        ["swf"] = SmallSignatureProbe.Flash,
        ["coff-object"] = SmallSignatureProbe.CoffObject,
        ["xcoff"] = SmallSignatureProbe.Xcoff,
        ["ac3"] = SmallSignatureProbe.Ac3,
        ["tex-pk"] = SmallSignatureProbe.TexPacked,
        ["cab"] = SmallSignatureProbe.Cabinet,
        ["berkeley-db"] = SmallSignatureProbe.BerkeleyDb,
        ["ttf"] = SmallSignatureProbe.TrueType,
        ["jxl"] = SmallSignatureProbe.JpegXl,
        ["pack"] = LegacyArchiveProbe.Pack,
        ["hfs"] = DiskProbe.Hfs,
        ["hfsplus"] = DiskProbe.HfsPlus,
    }.ToFrozenDictionary();

    /// <summary>Probes for what has no signature at a fixed place, with the confidence of their answer, surest first.</summary>
    internal static IReadOnlyList<(Probing Probe, int Confidence)> WithoutSignature { get; } =
    [
        (IsoMediaProbe.Identify, 95), (TarProbe.Identify, 97), (PdfProbe.Identify, 90), (DiskProbe.Identify, 85), (DerProbe.Identify, 90),
        (PythonProbe.Identify, 85), (StreamProbe.MpegTransport, 90), (StreamProbe.MpegAudio, 80), (LzmaProbe.Identify, 80),
        (BinaryModelProbe.Stl, 90), (BinaryModelProbe.ThreeDs, 85), (BinaryModelProbe.Safetensors, 90), (BinaryModelProbe.Dbase, 80),
        (BinaryModelProbe.TexFontMetrics, 85), (ScriptProbe.Identify, 85),
    ];

    /// <summary>The probe that must confirm a signature of that type; null when the signature is enough.</summary>
    internal static Probing? Of(FileType type) => BySignature.GetValueOrDefault(type.Id);
}
