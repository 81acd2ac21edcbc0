using System.Text;
using System.Text.RegularExpressions;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Scripts;

namespace ScanHost.Formats.Html;

/// <summary>Hands on what a page carries: its scripts, the pages of its frames, what its <c>data:</c> addresses hold, and files in base64 wherever they stand.</summary>
internal sealed partial class HtmlReader : ContainerReader
{
    private const int MaxParts = 200;
    private const int MinCarriedLetters = 200;
    private const int MinDataBytes = 32;

    /// <summary>Shorter handlers call a function of the page and hold nothing themselves.</summary>
    private const int MinHandlerLetters = 40;

    public override string Name => "html";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = [.. Identification.FileTypes.FamilyOf("html", "svg"), "wsf", "wsc", "xslt"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var source = SourceText.Read(file.Span);
        var page = HtmlOutline.Read(source.Text);
        var parts = new Parts(sink, cancellationToken);
        foreach (var script in page.Scripts.Where(script => script.Language != "data" && script.Text.AsSpan().Trim().Length > 0))
            if (script.Kind == HtmlScriptKind.Element || script.Text.Length >= MinHandlerLetters)
                parts.Add("script", Extension(script.Language), "script", Encoding.UTF8.GetBytes(Unwrapped(script.Text)), script.Offset);
        foreach (var link in page.Links)
            if (DataAddress.Decode(link.Address) is { } data && data.Content.Length >= MinDataBytes)
                parts.Add("data", data.Extension, "embedded", data.Content, link.Offset);
        foreach (var frame in page.Frames)
            parts.Add("frame", "html", "embedded", Encoding.UTF8.GetBytes(frame.Text), frame.Offset);
        foreach (var script in page.Scripts)
            foreach (var carried in CarriedFiles(script.Text, cancellationToken))
                parts.Add("carried", carried.Extension, "decoded", carried.Content, script.Offset + carried.Offset);
        foreach (var carried in Base64Files(source.Text, cancellationToken))
            parts.Add("carried", carried.Extension, "decoded", carried.Content, carried.Offset);
        foreach (var carried in CarriedFiles(page.VisibleText, cancellationToken))
            parts.AddRest("carried", carried.Extension, "decoded", carried.Content);
        // Scripts read what an element holds that nobody looks at.
        if (page.Scripts.Count > 0)
            foreach (Match numbers in Numbers().Matches(source.Text))
                foreach (var (content, kind, offset) in HiddenCodes.Find(numbers.Groups["numbers"].Value, cancellationToken).Where(found => found.Kind is null))
                {
                    sink.Anomaly("dec.codes", numbers.Index + offset, $"{content.Length} letters of code in an element's numbers");
                    parts.Add("codes", CommandLines.Is(Encoding.UTF8.GetString(content)) ? "bat" : "js", "decoded", content, numbers.Index + offset);
                }
        if (source.IsCut || page.IsCut || parts.IsCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "the page has more parts than are looked at");
    }

    /// <summary>
    /// Files that a script or a page holds as text: base64 in one piece, in a list of literals, or backwards, and lists of numbers under a key
    /// of one byte.
    /// </summary>
    internal static IEnumerable<(string Extension, byte[] Content, int Offset)> CarriedFiles(string script, CancellationToken cancellationToken)
    {
        foreach (var file in Base64Files(script, cancellationToken))
            yield return file;
        // ["TVqQ", "AAMA", ...] and 'TVqQ' + 'AAMA': the pieces side by side.
        if (Seam().Replace(script, "") is var joined && joined.Length < script.Length)
            foreach (var file in Base64Files(joined, cancellationToken))
                yield return (file.Extension, file.Content, 0);
        foreach (var (content, kind, offset) in HiddenCodes.Find(script, cancellationToken))
            if (kind is not null)
                yield return (kind, content, offset);
    }

    /// <summary>Files in base64 in one piece: in attributes, comments, hidden elements.</summary>
    internal static IEnumerable<(string Extension, byte[] Content, int Offset)> Base64Files(string text, CancellationToken cancellationToken)
    {
        foreach (var (start, length) in EncodedText.Runs(text, MinCarriedLetters))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (File(text.AsSpan(start, length)) is { } file)
                yield return (file.Kind, file.Content, start);
            else if (File(Turned(text.AsSpan(start, length))) is { } turned)
                yield return (turned.Kind, turned.Content, start);
        }
    }

    // The head tells: most long runs are pictures and fonts.
    private static (string Kind, byte[] Content)? File(ReadOnlySpan<char> run) =>
        EncodedText.Base64(run[..Math.Min(run.Length, 44_000 / 4 * 4)]) is { } head && PayloadKind.Of(head) is { } kind && EncodedText.Base64(run) is { } content ? (kind, content) : null;

    private static char[] Turned(ReadOnlySpan<char> run)
    {
        var letters = run.ToArray();
        Array.Reverse(letters);
        return letters;
    }

    [GeneratedRegex(@"([""'`])\s*[,+]\s*\1")]
    private static partial Regex Seam();

    [GeneratedRegex(@">(?<numbers>[\dA-Fa-f][\dA-Fa-fx,;: \r\n\t|_-]{98,})<", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    private static string Extension(string language) => language switch
    {
        "vbscript" => "vbs",
        "vbscript.encode" => "vbe",
        "jscript.encode" => "jse",
        _ => "js",
    };

    // Scripts in XML stand in CDATA, old ones in a comment.
    private static string Unwrapped(string script)
    {
        var text = script.Trim();
        if (text.StartsWith("<![CDATA[", StringComparison.Ordinal))
            text = text[9..];
        if (text.EndsWith("]]>", StringComparison.Ordinal))
            text = text[..^3];
        if (text.StartsWith("<!--", StringComparison.Ordinal))
            text = text[4..];
        return text.EndsWith("-->", StringComparison.Ordinal) ? text[..^3] : text;
    }

    private sealed class Parts(IMemberSink sink, CancellationToken cancellationToken)
    {
        private readonly List<byte[]> contents = [];
        private int count;

        public bool IsCut => count > MaxParts;

        public void Add(string kind, string extension, string relation, byte[] content, int offset)
        {
            if (contents.Exists(known => known.AsSpan().SequenceEqual(content)))
                return;
            if (++count > MaxParts)
                return;
            contents.Add(content);
            MemberCopy.Bytes(content, sink, new() { Name = $"{kind}-{count}.{extension}", Relation = relation, Offset = offset }, cancellationToken);
        }

        /// <summary>Adds what is not the beginning of something that was handed on: the text that is shown is cut.</summary>
        public void AddRest(string kind, string extension, string relation, byte[] content)
        {
            if (!contents.Exists(known => known.AsSpan().StartsWith(content)))
                Add(kind, extension, relation, content, 0);
        }
    }
}

/// <summary>A <c>data:</c> address, RFC 2397.</summary>
internal static class DataAddress
{
    /// <summary>What it holds; null for other addresses and broken ones.</summary>
    internal static (string Mime, string Extension, byte[] Content)? Decode(string address)
    {
        if (!address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || address.IndexOf(',') is var comma && comma is < 0 or > 256)
            return null;
        var head = address[5..comma].ToLowerInvariant();
        var mime = head.Split(';')[0].Trim();
        var body = address.AsSpan(comma + 1);
        var content = head.Contains("base64", StringComparison.Ordinal)
            ? EncodedText.Base64(body.Contains('%') ? Uri.UnescapeDataString(body.ToString()) : body)
            : Encoding.UTF8.GetBytes(Uri.UnescapeDataString(body.ToString()));
        return content is null ? null : (mime, Extension(mime), content);
    }

    private static string Extension(string mime) => mime switch
    {
        "text/html" or "application/xhtml+xml" => "html",
        "image/svg+xml" => "svg",
        "text/javascript" or "application/javascript" => "js",
        "application/zip" or "application/x-zip-compressed" => "zip",
        "application/pdf" => "pdf",
        _ => mime.StartsWith("image/", StringComparison.Ordinal) && mime.Length is > 6 and < 12 && mime[6..].All(char.IsAsciiLetter) ? mime[6..] : "bin",
    };
}
