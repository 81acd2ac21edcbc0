using System.Buffers;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Encoded;

/// <summary>
/// Looks for programs and archives that stand in a file in base64 or hexadecimal, turned around, or XORed by one byte, and hands them on. A
/// program hidden so is also an anomaly.
/// </summary>
internal sealed class EncodedPayloadReader : ContainerReader
{
    /// <summary>A shorter text holds no program that does anything.</summary>
    internal const int MinLetters = 400;

    private const int HeadLetters = 65_536;
    /// <summary>More of them in one file are a gap.</summary>
    private const int MaxPayloads = 256;

    /// <summary>So much is searched at once.</summary>
    private const int WindowBytes = 64 << 20;

    private const int MaxPrefix = 12;
    private const int MaxPrefixedLetters = 32 << 20;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly string[] Marks = ["TVqQAAMAAAAEAAAA", "TVoAAAAAAAAAAAAA", "TVpQAAIAAAAEAA8A", "TVpBUlVI", "UEsDBBQA", "UEsDBAoA", "f0VMRgIBAQ", "4D5A9000", "4d5a9000"];

    private static readonly SearchValues<string> AnyMark = SearchValues.Create(Marks, StringComparison.Ordinal);

    public override string Name => "decoders";

    public override string Version => "2";

    // Pages have their own reader; archives, pictures and recordings have their own structure, in which long runs are chance.
    public override IReadOnlyCollection<string> FileTypes { get; } = [.. Identification.FileTypes.All
        .Where(type => type.Category is FileCategory.Text or FileCategory.Script or FileCategory.Executable or FileCategory.Unknown or FileCategory.Data or FileCategory.Shortcut)
        .Where(type => !type.IsA("html") && type.Id != "eicar").Select(type => type.Id), .. Identification.FileTypes.FamilyOf("pem")];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var payloads = new Payloads(sink, cancellationToken);
        var isProgram = PayloadKind.IsPe(file.Span);
        foreach (var hidden in HiddenProgram.Find(file, isProgram, cancellationToken))
            payloads.Add(hidden.Content, hidden.Way, hidden.Offset);
        for (var at = 0L; at <= file.Length - MinLetters; at += WindowBytes)
            FindEncoded(file.Span.Part(at, WindowBytes), (int)at, payloads, cancellationToken);
        payloads.Close();
    }

    private static void FindEncoded(ReadOnlySpan<byte> window, int before, Payloads payloads, CancellationToken cancellationToken)
    {
        var source = SourceText.Read(window, WindowBytes);
        var text = source.Text;
        int? Place(int start) => source.IsByteForByte ? before + source.Start + start : null;
        foreach (var (start, length) in EncodedText.Runs(text, MinLetters))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (payloads.IsCut)
                return;
            var run = text.AsSpan(start, length);
            if (Hidden(run, EncodedText.Base64) is { } plain)
                payloads.Add(plain, "b64", Place(start));
            else if (!run.ContainsAnyExcept(HexDigits) && Hidden(run, EncodedText.Hex) is { } pairs)
                payloads.Add(pairs, "hex", Place(start));
            else if (Hidden(Turned(run), EncodedText.Base64) is { } turned)
                payloads.Add(turned, "reversed", Place(start));
            else if ((UnderKey(run) ?? UnderKey(Turned(run))) is { } keyed)
                payloads.Add(keyed, "xor", Place(start));
        }
        FindWrapped(text, Place, payloads);
    }

    // Base64 in lines of 64 or 76 letters, as certutil and openssl write it.
    private static void FindWrapped(string text, Func<int, int?> place, Payloads payloads)
    {
        if (!text.AsSpan().ContainsAny(AnyMark))
            return;
        foreach (var mark in Marks)
            for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0 && !payloads.IsCut; at = text.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
            {
                var isHex = mark[0] == '4';
                var end = at;
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '+' or '/' or '\r' or '\n' or ' ' or '\t' || (isHex && text[end] == ',')))
                    end++;
                if (Prefixed(text, at) is { } lines && EncodedText.Base64(lines) is { } joined && PayloadKind.Of(joined) is not null)
                {
                    payloads.Add(joined, "b64", place(at));
                    continue;
                }
                var body = text.AsSpan(at, end - at);
                if (body.Length >= MinLetters && body.ContainsAny('\n', ' ') && (isHex ? EncodedText.Hex(body) : EncodedText.Base64(body)) is { } plain && PayloadKind.Of(plain) is not null)
                    payloads.Add(plain, isHex ? "hex" : "b64", place(at));
            }
    }

    /// <summary>
    /// Lines that all begin with the same few signs, as a batch file keeps data behind ":::" or "rem " that it takes out of itself; without the signs. Null when there are none.
    /// </summary>
    private static string? Prefixed(string text, int at)
    {
        var lineStart = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        if (at - lineStart is < 1 or > MaxPrefix)
            return null;
        var prefix = text.AsSpan(lineStart, at - lineStart);
        var joined = new System.Text.StringBuilder();
        foreach (var line in text.AsSpan(lineStart).EnumerateLines())
        {
            if (!line.StartsWith(prefix, StringComparison.Ordinal) || joined.Length > MaxPrefixedLetters)
                break;
            joined.Append(line[prefix.Length..].TrimEnd());
        }
        return joined.Length >= MinLetters ? joined.ToString() : null;
    }

    private delegate byte[]? Decoder(ReadOnlySpan<char> text);

    private static byte[]? Hidden(ReadOnlySpan<char> run, Decoder decode) =>
        decode(run[..Math.Min(run.Length, HeadLetters)]) is { } head && PayloadKind.Of(head) is not null ? decode(run) : null;

    // A program under a key of one byte, in base64: the first two bytes tell the key.
    private static byte[]? UnderKey(ReadOnlySpan<char> run)
    {
        if (EncodedText.Base64(run[..8]) is not [var first, var second, ..] || (first ^ second) != ('M' ^ 'Z') || first == 'M' || EncodedText.Base64(run) is not { } bytes)
            return null;
        var key = (byte)(first ^ 'M');
        for (var at = 0; at < bytes.Length; at++)
            bytes[at] ^= key;
        return PayloadKind.IsPe(bytes) ? bytes : null;
    }

    private static char[] Turned(ReadOnlySpan<char> run)
    {
        var letters = run.ToArray();
        Array.Reverse(letters);
        return letters;
    }

    private sealed class Payloads(IMemberSink sink, CancellationToken cancellationToken)
    {
        private int count;

        /// <summary>True when there was one more than is handed on.</summary>
        public bool IsCut { get; private set; }

        public void Add(ReadOnlyMemory<byte> content, string way, int? offset)
        {
            IsCut |= count == MaxPayloads;
            if (IsCut)
                return;
            var kind = PayloadKind.Of(content.Span) ?? "bin";
            if (kind is "exe" or "elf")
                sink.Anomaly($"dec.{way}_pe", offset, $"a program of {content.Length} bytes");
            MemberCopy.Bytes(content, sink, new() { Name = $"{way}-{++count}.{kind}", Relation = "decoded", Offset = offset }, cancellationToken);
        }

        /// <summary>Says so when something was left out.</summary>
        public void Close()
        {
            if (IsCut)
                sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxPayloads} encoded files are opened");
        }
    }
}
