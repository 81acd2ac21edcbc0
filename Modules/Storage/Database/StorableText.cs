using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ScanHost.Storage.Database;

/// <summary>
/// Makes text from hostile files fit for both databases: PostgreSQL takes no NUL and no lone surrogate, neither in text
/// nor escaped in jsonb, and SQLite would take them, so one rule holds for both.
/// </summary>
internal static class StorableText
{
    /// <summary>Deepest nesting of a stored document; both databases refuse far deeper ones, in ways of their own.</summary>
    private const int MaxDepth = 64;

    /// <summary>jsonb keeps numbers as <c>numeric</c> and overflows at some exponent; past this length or a double's range a number is kept
    /// as text.</summary>
    private const int MaxNumberLength = 40;

    private static readonly SearchValues<char> UnfitCharacters = SearchValues.Create(
        ['\0', .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    private static readonly SearchValues<string> UnfitEscapes = SearchValues.Create(["\\u0000", "\\ud"], StringComparison.OrdinalIgnoreCase);

    /// <summary>NUL becomes its symbol (U+2400), a lone surrogate the replacement character (U+FFFD); all else stays.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(UnfitCharacters))
            return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // gives U+FFFD for a lone surrogate
            clean.Append(rune.Value == 0 ? "\u2400" : rune.ToString());
        return clean.ToString();
    }

    /// <summary>The same for a JSON document, escapes included; a number that jsonb cannot hold becomes text. A fit document stays as it is.</summary>
    /// <exception cref="UnfitDocumentException">It is not JSON, or nested deeper than 64 levels.</exception>
    public static string CleanJson(string json)
    {
        var clean = Clean(json);
        if (clean.AsSpan().ContainsAny(UnfitEscapes))
            clean = CleanEscapes(clean);

        var utf8 = Encoding.UTF8.GetBytes(clean);
        try
        {
            return NumbersFit(utf8) ? clean : WithFitNumbers(utf8);
        }
        catch (JsonException malformed)
        {
            throw new UnfitDocumentException(malformed);
        }
    }

    private static string CleanEscapes(string json)
    {
        var clean = new StringBuilder(json.Length);
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\' || at + 1 == json.Length)
            {
                clean.Append(json[at]);
            }
            else if (EscapedUnit(json, at) is not { } unit)
            {
                clean.Append(json[at]).Append(json[++at]); // an escape of one character, "\\" among them
            }
            else if (char.IsHighSurrogate(unit) && EscapedUnit(json, at + 6) is { } low && char.IsLowSurrogate(low))
            {
                clean.Append(json, at, 12);
                at += 11;
            }
            else
            {
                clean.Append(unit == 0 ? "\\u2400" : char.IsSurrogate(unit) ? "\\ufffd" : json.AsSpan(at, 6));
                at += 5;
            }
        }

        return clean.ToString();
    }

    private static char? EscapedUnit(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;

    private static bool NumbersFit(byte[] utf8)
    {
        var fit = true;
        var reader = new Utf8JsonReader(utf8, new() { MaxDepth = MaxDepth });
        while (reader.Read())
            fit &= reader.TokenType != JsonTokenType.Number || NumberFits(ref reader);
        return fit;
    }

    private static bool NumberFits(ref Utf8JsonReader reader) =>
        reader.ValueSpan.Length <= MaxNumberLength && reader.TryGetDouble(out var value) && double.IsFinite(value);

    private static string WithFitNumbers(byte[] utf8)
    {
        var output = new ArrayBufferWriter<byte>(utf8.Length);
        using (var writer = new Utf8JsonWriter(output))
        {
            var reader = new Utf8JsonReader(utf8, new() { MaxDepth = MaxDepth });
            while (reader.Read())
                Copy(ref reader, writer);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: writer.WriteStartObject(); break;
            case JsonTokenType.EndObject: writer.WriteEndObject(); break;
            case JsonTokenType.StartArray: writer.WriteStartArray(); break;
            case JsonTokenType.EndArray: writer.WriteEndArray(); break;
            case JsonTokenType.PropertyName: writer.WritePropertyName(reader.GetString()!); break;
            case JsonTokenType.String: writer.WriteStringValue(reader.GetString()); break;
            case JsonTokenType.Number when !NumberFits(ref reader):
                writer.WriteStringValue(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, MaxNumberLength)]);
                break;
            default: writer.WriteRawValue(reader.ValueSpan); break;
        }
    }
}

/// <summary>A document that no database may keep.</summary>
internal sealed class UnfitDocumentException(Exception cause) : Exception("The report is not a JSON document of at most 64 levels.", cause);
