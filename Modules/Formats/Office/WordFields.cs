using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;

namespace ScanHost.Formats.Office;

/// <summary>The field instructions of a Word part, put together from the runs into which they are split: ECMA-376 part 1, 17.16.</summary>
public static partial class WordFields
{
    private const int MaxInstructions = 1_000_000;
    private const int MaxInstructionLetters = 4 << 20;

    /// <summary>The instructions, in the document's order, nested ones inside their outer one.</summary>
    /// <param name="part">The part.</param>
    /// <param name="isWhole">False when the XML ends before the part does, or a limit left instructions out.</param>
    public static IReadOnlyList<string> Read(byte[] part, out bool isWhole)
    {
        var fields = new List<string>();
        isWhole = true;
        // In UTF-16 and UTF-32 one of the first four bytes is zero, or a byte order mark stands there.
        var isWide = part.AsSpan().Part(0, 4).IndexOfAny<byte>(0, 0xFE, 0xFF) >= 0;
        if (!OfficeXml.IsXml(part) || (!isWide && part.AsSpan().IndexOf("instrText"u8) < 0 && part.AsSpan().IndexOf("fldSimple"u8) < 0))
            return fields;
        var (open, depth, isInstruction, isCut) = (new StringBuilder(), 0, false, false);
        isWhole = OfficeXml.Walk(
            part,
            reader =>
            {
                isInstruction = reader.LocalName == "instrText";
                if (reader.LocalName == "fldSimple" && Attribute(reader, "instr") is { } simple)
                    isCut |= !Add(fields, simple);
                else if (reader.LocalName == "fldChar" && Attribute(reader, "fldCharType") is { } mark)
                    depth = Mark(mark, depth, open, fields, ref isCut);
            },
            text =>
            {
                if (isInstruction && open.Length < MaxInstructionLetters)
                    open.Append(text);
            });
        Close(open, fields, ref isCut);
        isWhole &= !isCut;
        return fields;
    }

    /// <summary>Writes the numbers of QUOTE fields, by which texts are hidden, as the characters that they stand for.</summary>
    public static string Unquote(string instruction)
    {
        if (!instruction.Contains("QUOTE", StringComparison.OrdinalIgnoreCase))
            return instruction;
        var output = new StringBuilder();
        foreach (var word in instruction.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 32 and < 0xFFFF)
                output.Append((char)code);
            else if (!word.Equals("QUOTE", StringComparison.OrdinalIgnoreCase))
                output.Append(' ').Append(word).Append(' ');
        }
        return output.ToString().Trim();
    }

    /// <summary>The instructions as Word carries them out: without <c>QUOTE</c>'s numbers, and with what a <c>SET</c> before them keeps in the place of its
    /// name: 17.16.5.54 and 17.16.5.51. At most 4,096 names, and
    /// what an instruction grows to is at most 1 Mi letters.</summary>
    public static IEnumerable<string> Resolved(IReadOnlyList<string> instructions)
    {
        var kept = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var instruction in instructions.Select(Unquote))
        {
            if (Setting().Match(instruction) is { Success: true } set && (kept.Count < MaxNames || kept.ContainsKey(set.Groups["name"].Value)))
                kept[set.Groups["name"].Value] = set.Groups["text"].Value.Trim();
            var room = MaxResolvedLetters;
            yield return kept.Count == 0 ? instruction : Reference().Replace(instruction, named =>
                kept.TryGetValue(named.Groups["name"].Value, out var text) && (room -= text.Length) > 0 ? text : named.Value);
        }
    }

    private const int MaxNames = 4096;
    private const int MaxResolvedLetters = 1 << 20;

    [GeneratedRegex(@"^SET\s+(?<name>\w{1,40})\s+(?<text>\S[\s\S]*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, SearchTime.Limit)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\bREF\s+(?<name>\w{1,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    private static int Mark(string mark, int depth, StringBuilder open, List<string> fields, ref bool isCut)
    {
        switch (mark)
        {
            case "begin":
                return depth + 1;
            case "end":
                if (depth <= 1)
                    Close(open, fields, ref isCut);
                return Math.Max(0, depth - 1);
            default:
                return depth;
        }
    }

    private static void Close(StringBuilder open, List<string> fields, ref bool isCut)
    {
        isCut |= open.Length >= MaxInstructionLetters || (open.Length > 0 && !Add(fields, open.ToString()));
        open.Clear();
    }

    private static bool Add(List<string> fields, string instruction)
    {
        if (fields.Count >= MaxInstructions)
            return false;
        fields.Add(instruction.Trim());
        return true;
    }

    private static string? Attribute(System.Xml.XmlReader reader, string name)
    {
        for (var index = 0; index < reader.AttributeCount; index++)
        {
            reader.MoveToAttribute(index);
            if (reader.LocalName == name)
            {
                var value = reader.Value;
                reader.MoveToElement();
                return value;
            }
        }
        reader.MoveToElement();
        return null;
    }
}
