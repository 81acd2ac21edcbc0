using System.Text;

namespace ScanHost.Formats.Pdf;

/// <summary>
/// The texts that the pages of a short PDF file show (ISO 32000-1 9.4), in the order in which they are drawn, with those of the forms that they draw (8.10). Fonts that do
/// not tell what their codes mean give nothing, see <see cref="PdfCodeMap"/>.
/// </summary>
public sealed class PdfWords
{
    private const int MaxPages = 3;
    private const int MaxStreams = 48;
    private const int MaxStreamBytes = 1 << 20;
    private const int MaxLetters = 16 << 10;
    private const int MaxDepth = 4;
    private const int MaxOperands = 64;
    private const int MaxParents = 32;

    /// <summary>In thousandths of the letters' size (9.4.3): a space is wider, the room that letters give each other narrower.</summary>
    private const int SpaceWidth = 180;

    /// <summary>Stands for a move within a line: the end of a word where the text has no spaces of its own, nothing otherwise.</summary>
    private const char Move = '\u0001';
    private const char LineEnd = '\n';

    /// <summary>Words are shorter on average, in the languages that part them.</summary>
    private const int MaxWord = 15;

    private readonly PdfFile pdf;
    private readonly StringBuilder words = new();
    private readonly Dictionary<PdfMap, PdfCodeMap> fonts = new(ReferenceEqualityComparer.Instance);
    private int streams;
    private PdfCodeMap font = PdfCodeMap.Latin;
    private double line;

    private PdfWords(PdfFile pdf) => this.pdf = pdf;

    /// <summary>The words of the first three pages; about 16 Ki characters at most.</summary>
    public static string Of(PdfFile pdf)
    {
        var reader = new PdfWords(pdf);
        foreach (var page in PdfWalk.Dictionaries(pdf).Select(pair => pair.Dictionary).Where(dictionary => dictionary.Name("Type") == "Page").Take(MaxPages))
        {
            var resources = reader.ResourcesOf(page);
            var contents = pdf.Resolve(page["Contents"]) is PdfArray parts ? parts.Items.Select(pdf.Find) : [pdf.Find(page["Contents"])];
            foreach (var stream in contents.OfType<PdfObject>())
                reader.Read(stream, resources, 0);
        }
        return Parted(reader.words.ToString());
    }

    private static string Parted(string text)
    {
        var letters = text.Length - text.AsSpan().Count(Move) - text.AsSpan().Count(LineEnd);
        var hasSpaces = text.AsSpan().Count(' ') * MaxWord > letters;
        return text.Replace(Move.ToString(), hasSpaces ? "" : " ", StringComparison.Ordinal);
    }

    // A page without resources has those of its parents, 7.7.3.4.
    private PdfMap? ResourcesOf(PdfMap page)
    {
        var node = page;
        for (var steps = 0; node is not null && steps < MaxParents; steps++)
        {
            if (pdf.Resolve(node["Resources"]) is PdfMap resources)
                return resources;
            node = pdf.Resolve(node["Parent"]) as PdfMap;
        }
        return null;
    }

    private void Read(PdfObject stream, PdfMap? resources, int depth)
    {
        if (stream.Stream is null || depth > MaxDepth || ++streams > MaxStreams)
            return;
        words.Append(LineEnd);
        var content = pdf.Decode(stream, MaxStreamBytes, out _, out _);
        var lexer = new PdfLexer(content, 0);
        var operands = new List<PdfValue>();
        while (lexer.At < content.Length && words.Length < MaxLetters)
        {
            var before = lexer.At;
            var value = lexer.Read();
            if (value is null && lexer.At == before)
                lexer.At++;
            else if (value is PdfKeyword { Word: "ID" })
                lexer.At = BehindPicture(content, lexer.At);
            else if (value is PdfKeyword { Word: var word })
                Do(word, operands, resources, depth);
            else if (value is not null && operands.Count < MaxOperands)
                operands.Add(value);
            if (value is PdfKeyword)
                operands.Clear();
        }
    }

    // The bytes of a picture within the content, 8.9.7, end with white space and EI.
    private static int BehindPicture(ReadOnlySpan<byte> content, int at)
    {
        while (content[at..].IndexOf("EI"u8) is >= 0 and var next)
        {
            at += next + 2;
            if (content[at - 3] is (byte)' ' or (byte)'\n' or (byte)'\r' && (at == content.Length || content[at] is (byte)' ' or (byte)'\n' or (byte)'\r'))
                return at;
        }
        return content.Length;
    }

    private void Do(string word, List<PdfValue> operands, PdfMap? resources, int depth)
    {
        switch (word)
        {
            case "Tf" when operands is [PdfName name, ..]:
                font = Font(resources, name.Value);
                break;
            case "Tj" or "'" or "\"" when operands is [.., PdfString text]:
                if (word != "Tj")
                    words.Append(LineEnd);
                Show(text);
                break;
            case "TJ" when operands is [PdfArray parts]:
                foreach (var part in parts.Items)
                    Show(part);
                break;
            case "Td" or "TD" when operands is [.., PdfNumber { Value: var down }]:
                words.Append(down == 0 ? Move : LineEnd);
                line += down;
                break;
            case "Tm" when operands is [.., PdfNumber { Value: var place }]:
                words.Append(place == line ? Move : LineEnd);
                line = place;
                break;
            case "T*":
                words.Append(LineEnd);
                break;
            case "Do" when operands is [PdfName name] && pdf.Resolve(resources?["XObject"]) is PdfMap drawn && pdf.Find(drawn[name.Value]) is { Dictionary: { } form } stream && form.Name("Subtype") == "Form":
                Read(stream, pdf.Resolve(form["Resources"]) as PdfMap ?? resources, depth + 1);
                break;
        }
    }

    private void Show(PdfValue part)
    {
        if (part is PdfString text)
            font.Append(text.Bytes.AsSpan(0, Math.Clamp(MaxLetters - words.Length, 0, text.Bytes.Length)), words);
        else if (part is PdfNumber { Value: < -SpaceWidth })
            words.Append(Move);
    }

    private PdfCodeMap Font(PdfMap? resources, string name)
    {
        if (pdf.Resolve(resources?["Font"]) is not PdfMap all || pdf.Resolve(all[name]) is not PdfMap dictionary)
            return PdfCodeMap.Latin;
        if (!fonts.TryGetValue(dictionary, out var map))
            fonts[dictionary] = map = PdfCodeMap.Of(pdf, dictionary);
        return map;
    }
}
