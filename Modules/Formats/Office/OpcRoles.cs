using System.Text.RegularExpressions;

namespace ScanHost.Formats.Office;

/// <summary>
/// Tells what the parts of a package are for. Office goes by content types and relationships and lets a part have any name (ECMA-376 part 2, 8.1 and 9.3); the
/// folders that Office itself writes count too, for packages that are damaged. Sources: ECMA-376 part 1, 11 to 15; [MS-OFFMACRO2]; [MS-XLSB] 2.1.7.
/// </summary>
internal static partial class OpcRoles
{
    private static readonly (string Mark, OpcRole Role)[] ContentTypes =
    [
        ("vbaProject", OpcRole.Macros), ("macrosheet", OpcRole.MacroSheet),
        ("spreadsheetml.sheet.main", OpcRole.Workbook), ("spreadsheetml.template.main", OpcRole.Workbook), ("ms-excel.sheet.macroEnabled.main", OpcRole.Workbook),
        ("ms-excel.sheet.binary.macroEnabled.main", OpcRole.Workbook), ("ms-excel.template.macroEnabled.main", OpcRole.Workbook),
        ("ms-excel.addin.macroEnabled.main", OpcRole.Workbook), ("externalLink", OpcRole.ExternalLink), ("activeX+xml", OpcRole.Control),
        ("custom-properties", OpcRole.CustomProperties | OpcRole.Store), ("core-properties", OpcRole.Store), ("extended-properties", OpcRole.Store),
        ("officedocument.oleObject", OpcRole.Embedding), ("wordprocessingml.document.main", OpcRole.Page | OpcRole.Store),
        ("ms-word.document.macroEnabled.main", OpcRole.Page | OpcRole.Store), ("wordprocessingml.settings", OpcRole.Store),
        ("spreadsheetml.sharedStrings", OpcRole.Page | OpcRole.Store), ("spreadsheetml.worksheet", OpcRole.Page),
        ("officedocument.drawing+xml", OpcRole.Page | OpcRole.Store), ("presentationml.slide+xml", OpcRole.Page),
    ];

    private static readonly Dictionary<string, OpcRole> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["vbaProject"] = OpcRole.Macros, ["xlMacrosheet"] = OpcRole.MacroSheet, ["xlIntlMacrosheet"] = OpcRole.MacroSheet, ["externalLink"] = OpcRole.ExternalLink,
        ["extensibility"] = OpcRole.Ribbon, ["custom-properties"] = OpcRole.CustomProperties, ["control"] = OpcRole.Control, ["oleObject"] = OpcRole.Embedding,
        ["package"] = OpcRole.Embedding,
    };

    internal static IReadOnlyDictionary<string, OpcRole> Of(OpcPackage package)
    {
        var roles = new Dictionary<string, OpcRole>(StringComparer.OrdinalIgnoreCase);
        var types = OpcContentTypes.Read(package);
        foreach (var part in package.Parts.Where(part => !part.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
            roles[part] = ByName(part) | ByType(types.Of(part));
        foreach (var relationship in package.Relationships.Where(relationship => !relationship.IsExternal))
            if (Kinds.TryGetValue(relationship.Kind, out var role) && relationship.TargetPart is var part && roles.ContainsKey(part))
                roles[part] |= role;
        return roles;
    }

    private static OpcRole ByType(string type)
    {
        // Without the ending it is the type of a document that is embedded whole.
        var isWords = type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase) && (type.Contains("wordprocessingml", StringComparison.OrdinalIgnoreCase) || type.Contains("vnd.ms-word", StringComparison.OrdinalIgnoreCase));
        var role = isWords ? OpcRole.Words : OpcRole.None;
        foreach (var (mark, meaning) in ContentTypes)
            if (type.Contains(mark, StringComparison.OrdinalIgnoreCase))
                role |= meaning;
        return role;
    }

    private static OpcRole ByName(string part)
    {
        var isXml = part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);
        var role = part.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase) ? OpcRole.Embedding
            : isXml && part.Contains("/activeX/", StringComparison.OrdinalIgnoreCase) ? OpcRole.Control
            : isXml && part.StartsWith("customUI/", StringComparison.OrdinalIgnoreCase) ? OpcRole.Ribbon
            : part.StartsWith("xl/externalLinks/externalLink", StringComparison.OrdinalIgnoreCase) ? OpcRole.ExternalLink
            : part.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase) ? OpcRole.MacroSheet
            : part.Equals("xl/workbook.xml", StringComparison.OrdinalIgnoreCase) || part.Equals("xl/workbook.bin", StringComparison.OrdinalIgnoreCase) ? OpcRole.Workbook
            : part.Equals("docProps/custom.xml", StringComparison.OrdinalIgnoreCase) ? OpcRole.CustomProperties
            : part.EndsWith("/vbaProject.bin", StringComparison.OrdinalIgnoreCase) ? OpcRole.Macros
            : isXml && part.StartsWith("word/", StringComparison.OrdinalIgnoreCase) ? OpcRole.Words
            : OpcRole.None;
        return role | (Pages().IsMatch(part) ? OpcRole.Page : OpcRole.None) | (Stores().IsMatch(part) ? OpcRole.Store : OpcRole.None);
    }

    [GeneratedRegex(@"^(?:word/document\.xml|xl/sharedStrings\.xml|xl/worksheets/sheet\d+\.xml|xl/drawings/drawing\d+\.xml|ppt/slides/slide\d+\.xml)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pages();

    [GeneratedRegex(@"^(?:word/settings\.xml|word/document\.xml|docProps/\w+\.xml|xl/sharedStrings\.xml|xl/drawings/drawing\d+\.xml)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Stores();
}
