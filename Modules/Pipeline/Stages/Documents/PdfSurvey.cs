using System.Text;
using ScanHost.Formats.Ole;
using ScanHost.Formats.Pdf;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>One walk over all dictionaries of a PDF file.</summary>
internal sealed class PdfSurvey
{
    private const int MaxListed = 100_000;

    private static readonly string[] Counted =
    [
        "JS", "JavaScript", "OpenAction", "AA", "Launch", "EmbeddedFile", "EF", "URI", "SubmitForm", "GoToR", "GoToE", "ImportData", "AcroForm", "XFA", "RichMedia", "ObjStm", "JBIG2Decode", "Encrypt",
    ];

    private static readonly string[] InformationKeys = ["Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"];

    private readonly SortedDictionary<string, int> keywords = new(StringComparer.Ordinal);
    private readonly SortedSet<string> escaped = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, bool> links = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, bool> launches = new(StringComparer.Ordinal);
    private readonly List<string> remoteActions = [];
    private readonly SortedDictionary<string, string> information = new(StringComparer.Ordinal);

    /// <summary>How often each keyword occurs; those that do not are missing.</summary>
    public IReadOnlyDictionary<string, int> Keywords => keywords;

    /// <summary>Keywords that were written in codes.</summary>
    public IEnumerable<string> EscapedKeywords => escaped;

    /// <summary>Different targets of links, in their order.</summary>
    public IReadOnlyList<string> Links => links.Keys;

    /// <summary>Targets on other machines of actions that open a file or send a form.</summary>
    public IReadOnlyList<string> RemoteActions => remoteActions;

    /// <summary>Title, author and the like.</summary>
    public IReadOnlyDictionary<string, string> Information => information;

    /// <summary>What launch actions start, in their order, each once.</summary>
    public IReadOnlyList<string> Launches => launches.Keys;

    /// <summary>True when there are more links or actions than are looked at.</summary>
    public bool IsCut { get; private set; }

    /// <summary>True when something happens as soon as the document, or a page of it, is opened.</summary>
    public bool IsAutomatic { get; private set; }

    /// <summary>The address that opening the document opens; null when there is none.</summary>
    public string? OpensAddress { get; private set; }

    public int Pages { get; private set; }

    /// <summary>True when some page shows letters: the file has a font.</summary>
    public bool HasFont { get; private set; }

    /// <summary>The greatest area of one link, in square points.</summary>
    public double LargestLink { get; private set; }

    /// <summary>The greatest area of a page, in square points; 0 when no page says it.</summary>
    public double LargestPage { get; private set; }

    /// <summary>True when a picture is at least 400 points wide and high.</summary>
    public bool HasLargePicture { get; private set; }

    public static PdfSurvey Of(PdfFile pdf, CancellationToken cancellationToken)
    {
        var survey = new PdfSurvey();
        foreach (var (owner, dictionary) in PdfWalk.Dictionaries(pdf))
        {
            cancellationToken.ThrowIfCancellationRequested();
            survey.Visit(pdf, owner, dictionary);
        }

        foreach (var trailer in pdf.Trailers)
        {
            survey.CountKeys(trailer);
            survey.ReadInformation(pdf, trailer);
        }

        return survey;
    }

    public int Count(string keyword) => keywords.GetValueOrDefault(keyword);

    private void Visit(PdfFile pdf, PdfObject owner, PdfMap dictionary)
    {
        CountKeys(dictionary);
        if (pdf.Resolve(dictionary["OpenAction"]) is PdfMap opening && opening.Name("S") == "URI")
            OpensAddress ??= Text(pdf, owner, opening["URI"]);
        IsAutomatic |= dictionary.Has("OpenAction") && IsAction(pdf, dictionary["OpenAction"]) || dictionary.Has("AA") || IsScriptTree(pdf, dictionary);
        if (dictionary.Name("Type") == "Page")
            Pages++;
        if (dictionary.Name("Subtype") == "Image" && dictionary.Whole("Width") >= 400 && dictionary.Whole("Height") >= 400)
            HasLargePicture = true;
        HasFont |= dictionary.Name("Type") == "Font";
        if (dictionary.Name("Subtype") == "Link" && dictionary.Has("A"))
            LargestLink = Math.Max(LargestLink, Area(pdf, dictionary["Rect"]));
        LargestPage = Math.Max(LargestPage, Area(pdf, dictionary["MediaBox"]));
        if (dictionary.Name("S") is { } action)
            VisitAction(pdf, owner, dictionary, action);
    }

    // A rectangle is two corners, ISO 32000-1 7.9.5.
    private static double Area(PdfFile pdf, PdfValue? value)
    {
        if (pdf.Resolve(value) is not PdfArray { Items: { Count: 4 } corners })
            return 0;
        var places = corners.Select(corner => pdf.Resolve(corner) is PdfNumber number ? number.Value : 0).ToList();
        return Math.Abs((places[2] - places[0]) * (places[3] - places[1]));
    }

    // An open action may be a mere place in the document, which is an array.
    private static bool IsAction(PdfFile pdf, PdfValue? value) => pdf.Resolve(value) is PdfMap;

    // Scripts of the name tree run when the document is opened, ISO 32000-1 12.6.4.16.
    private static bool IsScriptTree(PdfFile pdf, PdfMap dictionary) =>
        dictionary.Has("JavaScript") && pdf.Resolve(dictionary["JavaScript"]) is PdfMap tree && (tree.Has("Names") || tree.Has("Kids"));

    private void VisitAction(PdfFile pdf, PdfObject owner, PdfMap dictionary, string action)
    {
        switch (action)
        {
            case "Launch":
                Add(launches, CommandOf(pdf, owner, dictionary) ?? "an unnamed target");
                break;
            case "URI" when Text(pdf, owner, dictionary["URI"]) is { Length: > 0 } link:
                Add(links, link);
                break;
            case "GoToE" or "GoToR" or "SubmitForm" or "ImportData" when Target(pdf, owner, dictionary["F"]) is { } target && OleMonikers.IsRemote(target.Replace('/', target.StartsWith("//", StringComparison.Ordinal) ? '\\' : '/')):
                IsCut |= remoteActions.Count >= MaxListed;
                if (remoteActions.Count < MaxListed)
                    remoteActions.Add($"{action}: {target}");
                break;
        }
    }

    private void Add(OrderedDictionary<string, bool> list, string item)
    {
        if (list.Count < MaxListed)
            list.TryAdd(item, true);
        else
            IsCut |= !list.ContainsKey(item);
    }

    private void CountKeys(PdfMap dictionary)
    {
        foreach (var (key, value) in dictionary.Entries)
        {
            CountWord(key);
            if (value is not PdfName name)
                continue;
            CountWord(name.Value);
            if (name.IsEscaped && Counted.Contains(name.Value))
                escaped.Add(name.Value);
        }

        foreach (var key in dictionary.EscapedKeys.Where(Counted.Contains))
            escaped.Add(key);
    }

    private void CountWord(string word)
    {
        if (Counted.Contains(word))
            keywords[word] = keywords.GetValueOrDefault(word) + 1;
    }

    private void ReadInformation(PdfFile pdf, PdfMap trailer)
    {
        if (pdf.Find(trailer["Info"]) is not { Dictionary: { } dictionary } owner)
            return;
        foreach (var key in InformationKeys)
        {
            if (Text(pdf, owner, dictionary[key]) is { Length: > 0 } text)
                information[JsonKey(key)] = text;
        }
    }

    private static string JsonKey(string key)
    {
        var name = new StringBuilder();
        foreach (var letter in key)
            _ = char.IsUpper(letter) && name.Length > 0 ? name.Append('_').Append(char.ToLowerInvariant(letter)) : name.Append(char.ToLowerInvariant(letter));
        return name.ToString();
    }

    // ISO 32000-1 table 204: parameters for Windows are the file and, in P, its arguments.
    private static string? CommandOf(PdfFile pdf, PdfObject owner, PdfMap action)
    {
        var file = Target(pdf, owner, action["F"]) ?? Target(pdf, owner, action["Win"]);
        return file is not null && pdf.Resolve(action["Win"]) is PdfMap windows && Text(pdf, owner, windows["P"]) is { } arguments ? $"{file} {arguments}" : file;
    }

    // A file specification is a string, or a dictionary with the string in F or UF, 7.11.3.
    private static string? Target(PdfFile pdf, PdfObject owner, PdfValue? value) => pdf.Resolve(value) switch
    {
        PdfMap specification => Text(pdf, owner, specification["UF"]) ?? Text(pdf, owner, specification["F"]),
        _ => Text(pdf, owner, value),
    };

    private static string? Text(PdfFile pdf, PdfObject owner, PdfValue? value) =>
        pdf.Resolve(value) is PdfString text ? new PdfString(pdf.Decrypt(text, pdf.Find(value) ?? owner)).Text : null;
}
