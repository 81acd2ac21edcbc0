using ScanHost.Formats.Ole;

namespace ScanHost.Formats.Identification.Probes;

/// <summary>Tells which program wrote a compound file, by the class id of its root and the names of its streams.</summary>
/// <remarks>Sources: [MS-CFB], [MS-DOC] 2.1, [MS-XLS] 2.1, [MS-PPT] 2.1, [MS-OXMSG] 2.1, the Windows Installer SDK.</remarks>
internal static class OleProbe
{
    private const int MaxEntries = 4096;

    internal static FileType? Refine(ReadOnlySpan<byte> file)
    {
        // Old beta versions of the format have another header; only the signature says what they are.
        if (OleOutline.Read(file, MaxEntries) is not { } outline)
            return FileTypes.Get("ole");
        return FileTypes.Get(ByNames(outline) ?? ByClass(outline.RootClass) ?? "ole-data");
    }

    private static string? ByNames(OleOutline outline)
    {
        foreach (var (name, id) in Names)
            if (outline.Has(name))
                return id;
        return outline.Names.Any(IsInstallerTable) ? Installer(outline) : null;
    }

    // The Windows Installer packs two characters of a stream's name into one of U+3800 to U+4840.
    private static bool IsInstallerTable(string name) => name.Length > 1 && name[0] is '\u4840' && name[1] is >= '\u3800' and <= '\u4840';

    private static string Installer(OleOutline outline) =>
        outline.RootClass switch
        {
            "000c1086-0000-0000-c000-000000000046" => "msp",
            "000c1082-0000-0000-c000-000000000046" => "mst",
            _ => "msi",
        };

    private static string? ByClass(string rootClass) => Classes.GetValueOrDefault(rootClass);

    private static readonly (string Name, string Id)[] Names =
    [
        ("EncryptedPackage", "ooxml-encrypted"), ("__properties_version1.0", "msg"), ("__nameid_version1.0", "msg"),
        ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls5"), ("PowerPoint Document", "ppt"), ("PP40", "ppt"),
        ("VisioDocument", "vsd"), ("Quill", "pub"), ("MatOST", "works"), ("SPELLING", "works"), ("HwpSummaryInformation", "hwp"),
        ("\u0005HwpSummaryInformation", "hwp"), ("Catalog", "thumbs-db"), ("DestList", "jumplist"), ("JSRV_SegmentInformation", "ichitaro"),
    ];

    private static readonly Dictionary<string, string> Classes = new()
    {
        ["00020900-0000-0000-c000-000000000046"] = "doc",
        ["00020906-0000-0000-c000-000000000046"] = "doc",
        ["00020810-0000-0000-c000-000000000046"] = "xls5",
        ["00020820-0000-0000-c000-000000000046"] = "xls",
        ["64818d10-4f9b-11cf-86ea-00aa00b929e8"] = "ppt",
        ["00021a14-0000-0000-c000-000000000046"] = "vsd",
        ["00021201-0000-0000-00c0-000000000046"] = "pub",
        ["74b78f3a-c8c8-11d1-be11-00c04fb6faf1"] = "mpp",
        ["000c1084-0000-0000-c000-000000000046"] = "msi",
        ["000c1086-0000-0000-c000-000000000046"] = "msp",
        ["000c1082-0000-0000-c000-000000000046"] = "mst",
        ["00020d0b-0000-0000-c000-000000000046"] = "msg",
        ["00021302-0000-0000-c000-000000000046"] = "works",
        ["28cddbc2-0ae2-11ce-a29a-00aa004a1a72"] = "works",
    };
}
