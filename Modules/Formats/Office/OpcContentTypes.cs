namespace ScanHost.Formats.Office;

/// <summary>The content types of a package's parts, ECMA-376 part 2, 10.1.2.</summary>
internal sealed class OpcContentTypes
{
    private readonly Dictionary<string, string> byPart = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> byExtension = new(StringComparer.OrdinalIgnoreCase);

    private OpcContentTypes()
    {
    }

    internal static OpcContentTypes Read(OpcPackage package)
    {
        var types = new OpcContentTypes();
        package.Walk("[Content_Types].xml", reader =>
        {
            if (reader.GetAttribute("ContentType") is not { } type)
                return;
            if (reader.GetAttribute("PartName") is { } part)
                types.byPart[part.TrimStart('/')] = type;
            else if (reader.GetAttribute("Extension") is { } extension)
                types.byExtension[extension] = type;
        });
        return types;
    }

    /// <summary>The type of a part; empty when none is given.</summary>
    internal string Of(string part) =>
        byPart.TryGetValue(part, out var type) || byExtension.TryGetValue(part[(part.LastIndexOf('.') + 1)..], out type) ? type : "";
}
