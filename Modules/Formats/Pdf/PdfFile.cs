using System.Globalization;

namespace ScanHost.Formats.Pdf;

/// <summary>A PDF file as its objects. Source: ISO 32000-1.</summary>
/// <remarks>
/// The file is scanned from front to end for objects; the cross-reference table, which lies in hostile files and is broken in many honest
/// ones, is not consulted. Of an object that is defined twice the last definition counts, as after an incremental update; the earlier ones
/// stay in <see cref="Objects"/>.
/// </remarks>
public sealed class PdfFile
{
    private const int MaxObjects = 500_000;
    private const int MaxObjectStreamBytes = 64 << 20;
    private const int MaxReferences = 32;
    private const int MaxObjectStreams = 20_000;
    private const int MaxTrailers = 10_000;

    private readonly ReadOnlyMemory<byte> file;
    private readonly List<PdfObject> objects = [];
    private readonly List<PdfMap> trailers = [];
    private readonly Dictionary<int, PdfObject> byNumber = [];
    private readonly Dictionary<PdfMap, PdfObject> inline = new(ReferenceEqualityComparer.Instance);
    private PdfCipher? cipher;

    private PdfFile(ReadOnlyMemory<byte> file) => this.file = file;

    /// <summary>In the order of the file; what object streams hold comes last.</summary>
    public IReadOnlyList<PdfObject> Objects => objects;

    /// <summary>Trailer dictionaries, those of cross-reference streams too.</summary>
    public IReadOnlyList<PdfMap> Trailers => trailers;

    /// <summary>True when the file is encrypted.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>True when it is encrypted and no password opens it: strings and streams stay unread.</summary>
    public bool IsLocked => IsEncrypted && cipher is null;

    /// <summary>The password that opened it; null when none was needed or none did. Empty for the one that every viewer tries.</summary>
    public string? Password => cipher?.Password;

    /// <summary>True when a limit left out objects, a part of one, or of what was asked for since.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Says that a reader of this file left something out.</summary>
    internal void NoteCut(bool isCut = true) => IsCut |= isCut;

    /// <summary>Reads all objects.</summary>
    /// <param name="file">The file.</param>
    /// <param name="passwords">Tried after the empty one.</param>
    /// <param name="cancellationToken">Checked at every object.</param>
    /// <exception cref="MalformedFileException">There is no object in it.</exception>
    public static PdfFile Parse(ReadOnlyMemory<byte> file, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var pdf = new PdfFile(file);
        pdf.ReadObjects(cancellationToken);
        if (pdf.objects.Count == 0)
            throw new MalformedFileException("pdf", -1, "there is no object in it");
        pdf.OpenEncryption(passwords);
        pdf.ReadObjectStreams(cancellationToken);
        return pdf;
    }

    /// <summary>The value behind a reference, over any number of steps; the value itself when it is none.</summary>
    public PdfValue? Resolve(PdfValue? value)
    {
        for (var steps = 0; value is PdfReference reference && steps < MaxReferences; steps++)
            value = byNumber.GetValueOrDefault(reference.Number)?.Value;
        return value is PdfReference ? null : value;
    }

    /// <summary>The object behind a reference, or the stream of which the value is the dictionary; null when there is none.</summary>
    public PdfObject? Find(PdfValue? value) => value switch
    {
        PdfReference reference => Follow(reference),
        PdfMap map => inline.GetValueOrDefault(map),
        _ => null,
    };

    // An object may be nothing but a reference to another one.
    private PdfObject? Follow(PdfReference reference)
    {
        var found = byNumber.GetValueOrDefault(reference.Number);
        for (var steps = 0; found?.Value is PdfReference next && steps < MaxReferences; steps++)
            found = byNumber.GetValueOrDefault(next.Number);
        return found;
    }

    /// <summary>A stream's content, decrypted and decoded.</summary>
    /// <param name="stream">An object with a stream.</param>
    /// <param name="maxBytes">More does not come out.</param>
    /// <param name="rest">The first filter that was not undone (pictures); null when all were.</param>
    /// <param name="isCut">True when the limit ended the output.</param>
    public byte[] Decode(PdfObject stream, int maxBytes, out string? rest, out bool isCut)
    {
        (rest, isCut) = (null, false);
        if (stream.Stream is not { } raw || stream.Dictionary is not { } dictionary || IsLocked)
            return [];
        if (cipher is not null && dictionary.Name("Type") != "XRef" && stream.Offset >= 0)
            raw = cipher.Decrypt(raw.Span, stream.Number, stream.Generation, isStream: true);
        var decoded = PdfFilters.Decode(dictionary, raw, Resolve, maxBytes);
        (rest, isCut) = (decoded.Rest, decoded.IsCut);
        return decoded.Data;
    }

    /// <summary>A string's bytes, decrypted.</summary>
    /// <param name="text">The string.</param>
    /// <param name="owner">The object that it stands in.</param>
    public byte[] Decrypt(PdfString text, PdfObject owner) =>
        cipher is null || owner.Offset < 0 ? text.Bytes : cipher.Decrypt(text.Bytes, owner.Number, owner.Generation, isStream: false);

    private void ReadObjects(CancellationToken cancellationToken)
    {
        var span = file.Span;
        // Each keyword is looked for once from where it was last found, so that no file makes the search go over the same bytes again.
        var (trailer, found) = (-1, -1);
        for (var at = 0; at < span.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trailer = trailer >= at ? trailer : IndexOf(span, "trailer"u8, at);
            found = found >= at ? found : IndexOf(span, "obj"u8, at);
            if (trailer < found)
            {
                ReadTrailer(trailer + 7);
                at = trailer + 7;
            }
            else if (found == span.Length)
                return;
            else if (objects.Count >= MaxObjects)
            {
                IsCut = true;
                return;
            }
            else
                at = ReadObject(found);
        }
    }

    // The length of the file when it does not occur any more.
    private static int IndexOf(ReadOnlySpan<byte> span, ReadOnlySpan<byte> word, int from) =>
        span[from..].IndexOf(word) is var found and >= 0 ? from + found : span.Length;

    private void ReadTrailer(int at)
    {
        var lexer = new PdfLexer(file.Span, at);
        if (lexer.Read() is PdfMap dictionary && trailers.Count < MaxTrailers)
            trailers.Add(dictionary);
        IsCut |= lexer.IsCut || trailers.Count == MaxTrailers;
    }

    // "12 0 obj": the numbers are read backwards from the keyword.
    private int ReadObject(int keyword)
    {
        var span = file.Span;
        var at = keyword;
        if (Number(span, ref at) is not { } generation || Number(span, ref at) is not { } number)
            return keyword + 3;
        var lexer = new PdfLexer(span, keyword + 3);
        var read = lexer.Read();
        IsCut |= lexer.IsCut;
        if (read is not { } value)
            return keyword + 3;
        // An object may be nothing but a reference to another one, which begins as a number.
        var ahead = lexer;
        if (value is PdfNumber { Value: >= 0 and <= int.MaxValue } target && ahead.Read() is PdfNumber && ahead.Read() is PdfKeyword { Word: "R" })
        {
            value = new PdfReference((int)target.Value);
            lexer = ahead;
        }
        lexer.SkipBlanks();
        ReadOnlyMemory<byte>? stream = null;
        var end = Math.Max(lexer.At, keyword + 3);
        if (value is PdfMap dictionary && span.HasAt(lexer.At, "stream"u8))
            (stream, end) = ReadStream(dictionary, lexer.At + 6);
        var indirect = new PdfObject(number, generation, at, value, stream);
        objects.Add(indirect);
        byNumber[number] = indirect;
        foreach (var (map, from, to) in lexer.InlineStreams ?? [])
        {
            inline[map] = new PdfObject(number, generation, from, map, file[from..to]);
            objects.Add(inline[map]);
        }
        if (value is PdfMap trailer && trailer.Name("Type") == "XRef")
            trailers.Add(trailer);
        return end;
    }

    private (ReadOnlyMemory<byte> Stream, int End) ReadStream(PdfMap dictionary, int at)
    {
        var span = file.Span;
        // The keyword is followed by CR LF or LF; a lone CR is what some writers do.
        if (span.HasAt(at, "\r\n"u8))
            at += 2;
        else if (at < span.Length && span[at] is (byte)'\n' or (byte)'\r')
            at++;
        if (dictionary["Length"] is PdfNumber { Value: >= 0 } length && at + length.Value <= span.Length)
        {
            var end = at + (int)length.Value;
            var behind = new PdfLexer(span, end);
            behind.SkipBlanks();
            if (span.HasAt(behind.At, "endstream"u8))
                return (file[at..end], behind.At + 9);
        }
        var close = span[at..].IndexOf("endstream"u8);
        if (close < 0)
            return (file[at..], span.Length);
        var last = at + close;
        if (last > at && span[last - 1] == '\n')
            last--;
        if (last > at && span[last - 1] == '\r')
            last--;
        return (file[at..last], at + close + 9);
    }

    private static int? Number(ReadOnlySpan<byte> file, ref int at)
    {
        while (at > 0 && file[at - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            at--;
        var end = at;
        while (at > 0 && end - at < 10 && file[at - 1] is >= (byte)'0' and <= (byte)'9')
            at--;
        return end > at && int.TryParse(file[at..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private void OpenEncryption(IReadOnlyList<string> passwords)
    {
        var trailer = trailers.LastOrDefault(dictionary => dictionary.Has("Encrypt"));
        if (trailer is null || Resolve(trailer["Encrypt"]) is not PdfMap encrypt)
            return;
        IsEncrypted = true;
        var id = trailers.Select(dictionary => Resolve(dictionary["ID"])).OfType<PdfArray>().LastOrDefault()?.Items;
        cipher = PdfCipher.Open(encrypt, Resolve, id is [PdfString first, ..] ? first.Bytes : [], ["", .. passwords]);
    }

    private void ReadObjectStreams(CancellationToken cancellationToken)
    {
        if (IsLocked)
            return;
        var streams = objects.Where(item => item.Stream is not null && item.Dictionary?.Name("Type") == "ObjStm").ToArray();
        IsCut |= streams.Length > MaxObjectStreams;
        foreach (var stream in streams.Take(MaxObjectStreams))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var data = Decode(stream, MaxObjectStreamBytes, out _, out var isCut);
            IsCut |= isCut;
            ReadObjectStream(stream.Dictionary!, data, cancellationToken);
        }
    }

    // Pairs of number and offset, then the objects, 7.5.7.
    private void ReadObjectStream(PdfMap dictionary, byte[] data, CancellationToken cancellationToken)
    {
        // Honest objects share no bytes: what is read adds up to the stream, not to many times of it.
        var readable = (4L * data.Length) + 65_536;
        var first = Resolve(dictionary["First"]) is PdfNumber { Value: >= 0 } start && start.Value <= data.Length ? (int)start.Value : data.Length;
        var header = new PdfLexer(data, 0);
        while (header.At < first && header.Read() is PdfNumber number && header.Read() is PdfNumber offset)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (objects.Count >= MaxObjects || readable < 0)
            {
                IsCut = true;
                return;
            }
            var at = first + offset.Value;
            if (at < 0 || at >= data.Length)
                continue;
            var lexer = new PdfLexer(data, (int)at);
            var read = lexer.Read();
            readable -= lexer.At - (int)at;
            IsCut |= lexer.IsCut;
            if (read is not { } value)
                continue;
            var inner = new PdfObject((int)Math.Clamp(number.Value, 0, int.MaxValue), 0, -1, value, null);
            objects.Add(inner);
            byNumber.TryAdd(inner.Number, inner);
        }
    }
}
