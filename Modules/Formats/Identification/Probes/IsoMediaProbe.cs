using System.Text;

namespace ScanHost.Formats.Identification.Probes;

/// <summary>Tells the files of the ISO base media format apart by the brands of their <c>ftyp</c> box. Source: ISO/IEC 14496-12, MP4RA.</summary>
internal static class IsoMediaProbe
{
    internal static FileType? Identify(ReadOnlySpan<byte> file)
    {
        if (file.HasAt(4, "ftyp"u8))
            return FileTypes.Get(Brand(file, 8) ?? CompatibleBrand(file) ?? "isobmff");
        // QuickTime files from before ftyp start with one of these atoms.
        return IsAtom(file, "moov"u8) || IsAtom(file, "mdat"u8) || IsAtom(file, "wide"u8) || IsAtom(file, "pnot"u8)
            ? FileTypes.Get("mov")
            : null;
    }

    internal static FileType? RefineJpeg2000(ReadOnlySpan<byte> file) => FileTypes.Get(Text(file, 20) switch
    {
        "jpx " => "jpx",
        "jpm " => "jpm",
        "mjp2" or "mj2s" => "mj2",
        _ => "jp2",
    });

    private static bool IsAtom(ReadOnlySpan<byte> file, ReadOnlySpan<byte> name) =>
        file.HasAt(4, name) && file.U32Big(0) is { } size && (size is 0 or 1 or >= 8);

    private static string? CompatibleBrand(ReadOnlySpan<byte> file)
    {
        var end = Math.Min(file.U32Big(0) ?? 0, 256);
        for (var at = 16; at + 4 <= end; at += 4)
            if (Brand(file, at) is { } id)
                return id;
        return null;
    }

    private static string Text(ReadOnlySpan<byte> file, int at) => Encoding.Latin1.GetString(file.Part(at, 4));

    private static string? Brand(ReadOnlySpan<byte> file, int at) => Text(file, at) switch
    {
        "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" => "heic",
        "mif1" or "msf1" => HasBrand(file, "avif") ? "avif" : HasBrand(file, "heic") ? "heic" : "heif",
        "avif" or "avis" => "avif",
        "crx " => "cr3",
        "qt  " => "mov",
        "M4A " or "M4P " => "m4a",
        "M4B " => "m4b",
        "aax " => "aax",
        "M4V " or "M4VH" or "M4VP" => "m4v",
        "F4V " or "F4P " => "f4v",
        "isom" or "iso2" or "iso3" or "iso4" or "iso5" or "iso6" or "mp41" or "mp42" or "avc1" or "dash" or "MSNV" or "mp71" or "NDSC" => "mp4",
        ['3', 'g', '2', _] => "3g2",
        ['3', 'g', 'p' or 'r' or 's' or 'e', _] => "3gp",
        _ => null,
    };

    private static bool HasBrand(ReadOnlySpan<byte> file, string brand)
    {
        var end = Math.Min(file.U32Big(0) ?? 0, 256);
        for (var at = 16; at + 4 <= end; at += 4)
            if (Text(file, at) == brand)
                return true;
        return false;
    }
}
