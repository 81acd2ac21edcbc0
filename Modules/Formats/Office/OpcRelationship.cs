using System.Xml;

namespace ScanHost.Formats.Office;

/// <summary>A relationship of a package, ECMA-376 part 2, 9.3.</summary>
/// <param name="Source">Name of the part with the relationships: <c>word/_rels/document.xml.rels</c>.</param>
/// <param name="Kind">Last segment of its type: <c>attachedTemplate</c>, <c>oleObject</c>, <c>hyperlink</c>.</param>
/// <param name="Target">Where it leads. Untrusted.</param>
/// <param name="IsExternal">True when the target is outside the package.</param>
public sealed record OpcRelationship(string Source, string Kind, string Target, bool IsExternal)
{
    /// <summary>The part to which the relationship belongs: <c>word/document.xml</c>; empty for the package itself.</summary>
    public string Owner => $"{Folder}{Source[(Source.LastIndexOf('/') + 1)..^".rels".Length]}";

    /// <summary>The part to which an internal relationship leads, its steps resolved against the folder of the owner.</summary>
    public string TargetPart
    {
        get
        {
            var target = Uri.UnescapeDataString(Target).Replace('\\', '/');
            var steps = new List<string>();
            foreach (var step in (target.StartsWith('/') ? target : Folder + target).Split('/'))
            {
                if (step == ".." && steps.Count > 0)
                    steps.RemoveAt(steps.Count - 1);
                else if (step is not ("" or "." or ".."))
                    steps.Add(step);
            }
            return string.Join('/', steps);
        }
    }

    // Relationships stand in a folder _rels beside their owner.
    private string Folder
    {
        get
        {
            var folder = Source[..(Source.LastIndexOf('/') + 1)];
            return folder.EndsWith("_rels/", StringComparison.OrdinalIgnoreCase) ? folder[..^"_rels/".Length] : folder;
        }
    }

    internal static OpcRelationship Read(string source, XmlReader reader)
    {
        var type = reader.GetAttribute("Type") ?? "";
        return new(
            source, type[(type.LastIndexOf('/') + 1)..], reader.GetAttribute("Target") ?? "",
            string.Equals(reader.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase));
    }
}
