using System.IO.Compression;
using System.Text;
using ScanHost.Formats.Containers.Zip;

namespace ScanHost.Formats.Identification.Probes;

/// <summary>Tells what a zip archive is by the names of its members, by its <c>mimetype</c> and its <c>[Content_Types].xml</c>.</summary>
/// <remarks>Sources: ECMA-376 part 2, OASIS OpenDocument 1.3 part 2 section 3, EPUB OCF 3.3, the tool that writes each package.</remarks>
internal static class ZipProbe
{
    private const int MaxNames = 65_536;
    private const int MaxContentTypes = 256 * 1024;

    internal static FileType? Refine(ReadOnlySpan<byte> file)
    {
        var outline = ZipOutline.Read(file, MaxNames);
        // Office reads a package by its content types, whatever lies beside them: a member "mimetype" does not turn it into a book.
        var id = ByContentTypes(file, outline) ?? ByMimetype(file, outline) ?? ByNames(outline) ?? "zip";
        return FileTypes.Get(id);
    }

    private static string? ByMimetype(ReadOnlySpan<byte> file, ZipOutline outline)
    {
        if (outline.Find(file, "mimetype") is not { } member)
            return null;
        var mime = Encoding.ASCII.GetString(ReadMember(file, member, 256)).Trim();
        return FileTypes.All.FirstOrDefault(type => type.Mime == mime && type.IsA("zip"))?.Id;
    }

    private static string? ByContentTypes(ReadOnlySpan<byte> file, ZipOutline outline)
    {
        if (outline.Find(file, "[Content_Types].xml") is not { } member)
            return null;
        // In UTF-16 each of these letters has a zero beside it.
        var types = Encoding.UTF8.GetString(ReadMember(file, member, MaxContentTypes)).Replace("\0", "", StringComparison.Ordinal);
        if (ByMark(types, MainParts) is { } office)
            return office;
        if (outline.Has("extension.vsixmanifest"))
            return "vsix";
        if (outline.HasSuffix(".nuspec"))
            return "nupkg";
        if (outline.Has("AppxManifest.xml"))
            return "appx";
        if (outline.Has("AppxMetadata/AppxBundleManifest.xml"))
            return "appxbundle";
        return ByMark(types, OtherPackages) ?? ByParts(outline) ?? "openxml";
    }

    private static string? ByMark(string types, (string Mark, string Id)[] marks)
    {
        foreach (var (mark, id) in marks)
            if (types.Contains(mark, StringComparison.OrdinalIgnoreCase))
                return id;
        return null;
    }

    // A damaged or encrypted [Content_Types].xml still has its parts beside it.
    private static string? ByParts(ZipOutline outline) =>
        outline.HasPrefix("word/") ? outline.Has("word/vbaProject.bin") ? "docm" : "docx"
        : outline.HasPrefix("xl/") ? outline.Has("xl/workbook.bin") ? "xlsb" : outline.Has("xl/vbaProject.bin") ? "xlsm" : "xlsx"
        : outline.HasPrefix("ppt/") ? outline.Has("ppt/vbaProject.bin") ? "pptm" : "pptx"
        : outline.HasPrefix("visio/") ? "vsdx"
        : outline.HasPrefix("3D/") ? "3mf"
        : null;

    private static string? ByNames(ZipOutline outline)
    {
        foreach (var (name, id) in MemberNames)
            if (name.StartsWith('*') ? outline.HasSuffix(name[1..]) : name.EndsWith('/') ? outline.HasPrefix(name) : outline.Has(name))
                return id == "jar" ? Jar(outline) : id;
        if (ByParts(outline) is { } office)
            return office;
        return IsComicBook(outline) ? "cbz" : outline.HasSuffix(".class") ? "jar" : null;
    }

    private static string Jar(ZipOutline outline) =>
        outline.HasPrefix("WEB-INF/") ? "war"
        : outline.Has("META-INF/application.xml") ? "ear"
        : outline.HasSuffix(".dist-info/WHEEL") ? "whl"
        : "jar";

    private static bool IsComicBook(ZipOutline outline) =>
        outline.Has("ComicInfo.xml") && outline.Names.Any(name => name.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase));

    private static byte[] ReadMember(ReadOnlySpan<byte> file, ZipOutlineMember member, int limit)
    {
        var stored = file.Part(member.DataOffset, Math.Min(member.CompressedSize, limit));
        if (member.Method != ZipMethod.Deflate)
            return member.Method == ZipMethod.Store ? stored.ToArray() : [];
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(stored.ToArray()), CompressionMode.Decompress);
            var text = new byte[limit];
            var length = inflate.ReadAtLeast(text, limit, throwOnEndOfStream: false);
            return text[..length];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static readonly (string Mark, string Id)[] MainParts =
    [
        ("ms-word.document.macroEnabled.main", "docm"), ("ms-word.template.macroEnabledTemplate.main", "dotm"),
        ("wordprocessingml.template.main", "dotx"), ("wordprocessingml.document.main", "docx"),
        ("ms-excel.sheet.binary.macroEnabled.main", "xlsb"), ("ms-excel.addin.macroEnabled.main", "xlam"),
        ("ms-excel.template.macroEnabled.main", "xltm"), ("ms-excel.sheet.macroEnabled.main", "xlsm"),
        ("spreadsheetml.template.main", "xltx"), ("spreadsheetml.sheet.main", "xlsx"),
        ("ms-powerpoint.addin.macroEnabled.main", "ppam"), ("ms-powerpoint.slideshow.macroEnabled.main", "ppsm"),
        ("ms-powerpoint.template.macroEnabled.main", "potm"), ("ms-powerpoint.presentation.macroEnabled.main", "pptm"),
        ("presentationml.slideshow.main", "ppsx"), ("presentationml.template.main", "potx"),
        ("presentationml.presentation.main", "pptx"),
        ("ms-visio.drawing.macroEnabled.main", "vsdm"), ("ms-visio.drawing.main", "vsdx"), ("ms-visio.stencil.main", "vsdx"),
        ("ms-visio.template.main", "vsdx"),
    ];

    private static readonly (string Mark, string Id)[] OtherPackages = [("3dmanufacturing-3dmodel", "3mf"), ("ms-package.xps-fixeddocument", "xps"), ("oxps", "xps")];

    // The first name that is there decides: an APK has META-INF/MANIFEST.MF as well.
    private static readonly (string Name, string Id)[] MemberNames =
    [
        ("AndroidManifest.xml", "apk"), ("base/manifest/AndroidManifest.xml", "aab"),
        ("BundleConfig.pb", "aab"), ("Payload/", "ipa"), ("install.rdf", "xpi"), ("META-INF/mozilla.rsa", "xpi"),
        ("*.dist-info/WHEEL", "whl"), ("EGG-INFO/PKG-INFO", "python-egg"), ("__main__.py", "python-zipapp"),
        ("Index/Presentation.iwa", "keynote"), ("Index/Slide.iwa", "keynote"), ("Index/Tables/DataList.iwa", "numbers"),
        ("Index/Document.iwa", "pages"), ("index.apxl", "keynote"), ("QuickLook/Preview.pdf", "iwork"),
        ("doc.kml", "kmz"), ("data.pkl", "pytorch"), ("archive/data.pkl", "pytorch"),
        ("maindoc.xml", "kra"), ("content/riffData.cdr", "cdrx"), ("*.usdc", "usdz"), ("*.usda", "usdz"),
        ("*.tar.zst", "conda"), ("*.musicxml", "mxl"), ("*.apk", "xapk"), ("user.json", "sketch"),
        ("classes.dex", "apk"), ("classes.jar", "aar"), ("main.lua", "love"), ("Contents/section0.xml", "hwpx"),
        ("META-INF/MANIFEST.MF", "jar"), ("WEB-INF/", "war"), ("*.npy", "npz"), ("*.kml", "kmz"),
    ];
}
