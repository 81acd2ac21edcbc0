
namespace ScanHost.Formats.Pdf;

/// <summary>A file that is embedded in a PDF file.</summary>
/// <param name="Name">Its name; may be empty. Untrusted.</param>
/// <param name="Stream">The object that holds it.</param>
public sealed record PdfEmbeddedFile(string Name, PdfObject Stream);

/// <summary>Finds in a PDF file what is not page content: embedded files, scripts, forms, and streams of no known use.</summary>
public static class PdfContents
{
    private const int MaxFiles = 2000;

    /// <summary>Most bytes of all scripts, and of all forms in XML, that are read.</summary>
    private const int MaxScriptBytes = 16 << 20;

    private static readonly string[] ContentKeys =
    [
        "Contents", "FontFile", "FontFile2", "FontFile3", "ToUnicode", "Metadata", "N", "R", "D", "SMask", "Mask", "Function", "Shading", "Encoding",
        "CIDToGIDMap", "CIDSet", "Group", "Thumb", "JBIG2Globals", "DestOutputProfile", "PieceInfo", "Private", "StructTreeRoot", "TR", "BG", "UCR", "HT",
    ];

    /// <summary>The embedded files with the names of their file specifications, ISO 32000-1 7.11.</summary>
    public static IReadOnlyList<PdfEmbeddedFile> EmbeddedFiles(PdfFile pdf)
    {
        var files = new Dictionary<PdfObject, string>(ReferenceEqualityComparer.Instance);
        foreach (var (owner, dictionary) in PdfWalk.Dictionaries(pdf))
        {
            if (pdf.Resolve(dictionary["EF"]) is not PdfMap specification)
                continue;
            if (files.Count >= MaxFiles)
            {
                pdf.NoteCut();
                break;
            }
            foreach (var key in new[] { "UF", "F", "DOS", "Mac", "Unix" })
                if (pdf.Find(specification[key]) is { Stream: not null } stream)
                    files[stream] = files.GetValueOrDefault(stream) is { Length: > 0 } known ? known : Text(pdf, owner, dictionary["UF"] ?? dictionary["F"] ?? dictionary["DOS"] ?? dictionary["Unix"]);
        }
        foreach (var stream in pdf.Objects.Where(item => item.Stream is not null && item.Dictionary?.Name("Type") == "EmbeddedFile" && !files.ContainsKey(item)))
        {
            if (files.Count >= MaxFiles)
            {
                pdf.NoteCut();
                break;
            }
            files.Add(stream, "");
        }
        return [.. files.OrderBy(pair => pair.Key.Offset).Select(pair => new PdfEmbeddedFile(pair.Value, pair.Key))];
    }

    /// <summary>The different scripts of all actions, in the order of the file; at most 16 MiB in all, what is beyond sets <see cref="PdfFile.IsCut"/>.</summary>
    public static IReadOnlyList<string> Scripts(PdfFile pdf)
    {
        var (scripts, seen, streams) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), new HashSet<PdfObject>(ReferenceEqualityComparer.Instance));
        var left = MaxScriptBytes;
        foreach (var (owner, dictionary) in PdfWalk.Dictionaries(pdf))
        {
            if (dictionary["JS"] is not { } script)
                continue;
            var stream = pdf.Find(script) is { Stream: not null } found ? found : null;
            if (stream is not null && !streams.Add(stream))
                continue;
            var text = stream is null ? Text(pdf, pdf.Find(script) ?? owner, script) : PdfText.Decode(Read(pdf, stream, left));
            if (text.Length == 0 || !seen.Add(text))
                continue;
            if (text.Length > left)
            {
                pdf.NoteCut();
                break;
            }
            left -= text.Length;
            scripts.Add(text);
        }
        return scripts;
    }

    /// <summary>The parts of forms in XML, ISO 32000-1 12.7.8, in the order of the file; at most 16 MiB in all, what is beyond sets <see cref="PdfFile.IsCut"/>.</summary>
    public static IEnumerable<string> XmlForms(PdfFile pdf)
    {
        var streams = new HashSet<PdfObject>(ReferenceEqualityComparer.Instance);
        var left = MaxScriptBytes;
        foreach (var (_, dictionary) in PdfWalk.Dictionaries(pdf))
        {
            if (dictionary["XFA"] is not { } form)
                continue;
            IReadOnlyList<PdfValue> parts = pdf.Resolve(form) is PdfArray { Items: var items } ? items : [form];
            foreach (var part in parts)
            {
                if (pdf.Find(part) is not { Stream: not null } stream || !streams.Add(stream))
                    continue;
                var xml = Read(pdf, stream, left);
                left -= xml.Length;
                yield return PdfText.Decode(xml);
            }
        }
    }

    private static byte[] Read(PdfFile pdf, PdfObject stream, int maxBytes)
    {
        if (maxBytes <= 0)
        {
            pdf.NoteCut();
            return [];
        }
        var content = pdf.Decode(stream, maxBytes, out _, out var isCut);
        pdf.NoteCut(isCut);
        return content.Length <= maxBytes ? content : content[..maxBytes];
    }

    /// <summary>Streams that no page, font, picture or catalogue uses, so that nobody knows what they are for.</summary>
    public static IEnumerable<PdfObject> OtherStreams(PdfFile pdf)
    {
        var used = UsedForContent(pdf);
        foreach (var file in EmbeddedFiles(pdf))
            used.Add(file.Stream.Number);
        return pdf.Objects.Where(item => item.Stream is not null && item.Dictionary is { } dictionary && !used.Contains(item.Number) && !IsKnown(dictionary));
    }

    private static bool IsKnown(PdfMap dictionary) =>
        dictionary.Name("Type") is "ObjStm" or "XRef" or "Metadata" or "XObject" or "Pattern" or "CMap" or "EmbeddedFile" or "Font" or "Halftone"
        || dictionary.Name("Subtype") is "Image" or "Form" or "Type1C" or "CIDFontType0C" or "OpenType" or "XML" or "PS"
        || dictionary.Has("FunctionType") || dictionary.Has("ShadingType") || dictionary.Has("PatternType") || dictionary.Has("Length1") || dictionary.Has("BBox")
        || dictionary.Has("Alternate") || dictionary.Has("CMapName");

    private static HashSet<int> UsedForContent(PdfFile pdf)
    {
        var used = new HashSet<int>();
        foreach (var (_, dictionary) in PdfWalk.Dictionaries(pdf))
        {
            foreach (var key in ContentKeys)
                AddReferences(dictionary[key], pdf, used);
            foreach (var value in dictionary.Entries.Values)
                if (value is PdfArray { Items: [PdfName { Value: "ICCBased" or "Indexed" or "Separation" or "DeviceN" }, ..] } color)
                    AddReferences(color, pdf, used);
        }
        foreach (var item in pdf.Objects)
            if (item.Value is PdfArray { Items: [PdfName { Value: "ICCBased" or "Indexed" or "Separation" or "DeviceN" }, ..] } color)
                AddReferences(color, pdf, used);
        return used;
    }

    private static void AddReferences(PdfValue? value, PdfFile pdf, HashSet<int> used)
    {
        if (value is PdfReference reference && used.Add(reference.Number) && pdf.Resolve(value) is PdfArray list)
            AddReferences(list, pdf, used);
        else if (value is PdfArray array)
            foreach (var item in array.Items)
                if (item is PdfReference inner)
                    used.Add(inner.Number);
    }

    private static string Text(PdfFile pdf, PdfObject owner, PdfValue? value) =>
        pdf.Resolve(value) is PdfString text ? PdfText.Decode(pdf.Decrypt(text, pdf.Find(value) ?? owner)) : "";
}
