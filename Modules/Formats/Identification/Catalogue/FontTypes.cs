using static ScanHost.Formats.Identification.FileCategory;

namespace ScanHost.Formats.Identification.Catalogue;

/// <summary>Fonts. Sources: OpenType 1.9, W3C WOFF and WOFF2, Adobe Type 1, X.Org PCF and BDF.</summary>
internal static class FontTypes
{
    /// <summary>The rows.</summary>
    internal static TypeTable Table { get; } = new(Font)
    {
        { "ttf", "font/ttf", "TrueType font", "ttf", "00 01 00 00 00", "'true' 00" },
        { "otf", "font/otf", "OpenType font", "otf", "'OTTO' 00" },
        { "ttc", "font/collection", "Font collection", "ttc otc", "'ttcf' 00" },
        { "woff", "font/woff", "Web font", "woff", "'wOFF'" },
        { "woff2", "font/woff2", "Web font 2", "woff2", "'wOF2'" },
        { "eot", "application/vnd.ms-fontobject", "Embedded OpenType font", "eot",
            "@8 00 00 01 00 @34 'LP'", "@8 02 00 02 00 @34 'LP'", "@8 01 00 02 00 @34 'LP'" },
        { "pfb", "application/x-font-type1", "Type 1 font", "pfb", "80 01 ?? ?? 00 00 '%!'" },
        { "pfa:postscript", "application/x-font-type1", "Type 1 font, text form", "pfa", "'%!PS-AdobeFont'", "'%!FontType1'" },
        { "afm", "application/x-font-afm", "Font metrics", "afm", "'StartFontMetrics'" },
        { "bdf", "application/x-font-bdf", "Bitmap font", "bdf", "'STARTFONT '" },
        { "pcf", "application/x-font-pcf", "Compiled bitmap font", "pcf", "01 'fcp'" },
        { "psf", "application/x-font-linux-psf", "Console font", "psf", "36 04 0? ??" },
        { "psf2", "application/x-font-linux-psf", "Console font 2", "psfu psf", "72 B5 4A 86" },
        { "tfm", "application/x-tex-tfm", "TeX font metrics", "tfm" },
        { "tex-pk", "application/x-tex-pk", "TeX packed font", "pk", "F7 59" },
        { "tex-gf", "application/x-tex-gf", "TeX generic font", "gf", "F7 83" },
        { "fon", "application/x-font-fon", "Windows bitmap font", "fnt",
            "00 02 ?? ?? 00 00 'Copyright'", "00 03 ?? ?? 00 00 'Copyright'" },
        { "speedo", "application/x-font-speedo", "Speedo font", "spd", "'D1.0' 0D" },
        { "sfd", "application/vnd.font-fontforge-sfd", "FontForge source", "sfd", "'SplineFontDB:'" },
        { "dfont", "application/x-apple-dfont", "Apple data fork font", "dfont", "00 00 01 00 00 00 ?? ?? 00 00 ?? ?? 00 00" },
    };
}
