using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Mail;

/// <summary>One property of a calendar. Untrusted.</summary>
/// <param name="Name">Its name in capitals: <c>SUMMARY</c>.</param>
/// <param name="Parameters">What stands between the name and the colon, as it stands.</param>
/// <param name="Value">The value with its escapes resolved.</param>
/// <param name="Offset">Where its line begins in the text, in characters.</param>
public sealed record CalendarProperty(string Name, string Parameters, string Value, int Offset)
{
    /// <summary>The value of a parameter without its quotation marks; empty when there is none.</summary>
    public string Parameter(string name)
    {
        foreach (var parameter in Parameters.Split(';'))
            if (parameter.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
                return parameter[(name.Length + 1)..].Trim().Trim('"');
        return "";
    }
}

/// <summary>Reads invitations and calendars, RFC 5545, as far as they speak to their reader.</summary>
public static partial class CalendarFile
{
    /// <summary>So many properties that speak to the reader are kept.</summary>
    public const int MaxProperties = 20_000;

    private const int MaxListed = 200;
    private static readonly FrozenSet<string> Telling = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "SUMMARY", "ORGANIZER", "ATTENDEE", "DESCRIPTION", "LOCATION", "URL", "COMMENT", "X-ALT-DESC", "ATTACH");

    private static readonly string[] FileNames = ["FILENAME", "X-FILENAME", "X-APPLE-FILENAME", "X-LABEL"];

    /// <summary>The properties of all components that speak to the reader, in their order; <see cref="MaxProperties"/> at most.</summary>
    public static IReadOnlyList<CalendarProperty> Read(string text)
    {
        var properties = new List<CalendarProperty>();
        foreach (var (line, offset) in Unfolded(text).TakeWhile(_ => properties.Count < MaxProperties))
            if (Line().Match(line) is { Success: true } match && Telling.Contains(match.Groups["name"].Value))
                properties.Add(new(match.Groups["name"].Value.ToUpperInvariant(), match.Groups["parameters"].Value, Plain(match.Groups["value"].Value), offset));
        return properties;
    }

    /// <summary>The invitation as a message: who organises sends, who attends receives, what describes is the body.</summary>
    public static MailSummary Summarise(IReadOnlyList<CalendarProperty> properties)
    {
        return new()
        {
            Subject = First(properties, "SUMMARY"),
            From = Addresses(properties, "ORGANIZER"),
            To = Addresses(properties, "ATTENDEE"),
            TextBody = Cut(string.Join('\n', properties.Where(property => property.Name is "DESCRIPTION" or "LOCATION" or "URL" or "COMMENT").Select(property => property.Value))),
            HtmlBody = Cut(string.Join('\n', properties.Where(property => property.Name == "X-ALT-DESC").Select(property => property.Value))),
            Attachments = [.. Attached(properties).Select(attached => attached.Name).Take(MaxListed)],
        };
    }

    /// <summary>The files that stand in it as base64, with their names; what cannot be decoded is empty.</summary>
    internal static IEnumerable<(string Name, byte[] Content, int Offset)> Attached(IEnumerable<CalendarProperty> properties)
    {
        var number = 0;
        foreach (var property in properties.Where(property => property.Name == "ATTACH" && property.Parameter("ENCODING").Equals("BASE64", StringComparison.OrdinalIgnoreCase)))
        {
            number++;
            var name = FileNames.Select(property.Parameter).FirstOrDefault(name => name.Length > 0) ?? $"attachment{number}";
            yield return (name, Decoded(property.Value), property.Offset);
        }
    }

    private static byte[] Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64.Trim(), bytes, out var length) ? bytes[..length] : [];
    }

    private static string First(IEnumerable<CalendarProperty> properties, string name) => properties.FirstOrDefault(property => property.Name == name)?.Value ?? "";

    private static MailAddress[] Addresses(IEnumerable<CalendarProperty> properties, string name) =>
        [.. properties.Where(property => property.Name == name).Select(property => new MailAddress(property.Parameter("CN"), Address(property.Value))).Take(MaxListed)];

    private static string Address(string value) => value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? value[7..].Trim() : value.Trim();

    private static string Cut(string text) => text.Length <= MailSummary.MaxBody ? text : text[..MailSummary.MaxBody];

    // A line that begins with a blank goes on with the one before it, RFC 5545 section 3.1.
    private static IEnumerable<(string Line, int Offset)> Unfolded(string text)
    {
        var line = new StringBuilder();
        var (start, at) = (0, 0);
        while (at < text.Length)
        {
            var end = text.IndexOf('\n', at);
            var piece = text[at..(end < 0 ? text.Length : end)].TrimEnd('\r');
            if (piece.Length > 0 && piece[0] is ' ' or '\t')
                line.Append(piece, 1, piece.Length - 1);
            else
            {
                if (line.Length > 0)
                    yield return (line.ToString(), start);
                line.Clear().Append(piece);
                start = at;
            }
            at = end < 0 ? text.Length : end + 1;
        }
        if (line.Length > 0)
            yield return (line.ToString(), start);
    }

    // Section 3.3.11: \n, and the marks that would end a value.
    private static string Plain(string value) =>
        value.Replace("\\n", "\n", StringComparison.OrdinalIgnoreCase).Replace("\\,", ",", StringComparison.Ordinal).Replace("\\;", ";", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9-]{1,64})(?:;(?<parameters>(?>""[^""]*""|[^"":])*))?:(?<value>.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}

/// <summary>Takes out of an invitation the files that it carries.</summary>
internal sealed class CalendarReader : ContainerReader
{
    public override string Name => "icalendar";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["icalendar"];

    public override void Unpack(ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (file.Span.IndexOf("ATTACH"u8) < 0)
            return;
        var source = SourceText.Read(file.Span);
        var properties = CalendarFile.Read(source.Text);
        if (source.IsCut || properties.Count == CalendarFile.MaxProperties)
            sink.NotUnpacked(new ContainerMember { Name = "", Relation = "attachment" }, UnpackGap.Unsupported, $"Only the first {SourceText.MaxBytes} bytes and {CalendarFile.MaxProperties} properties of a calendar are looked at for files.");
        foreach (var (name, content, _) in CalendarFile.Attached(properties))
        {
            var member = new ContainerMember { Name = name, Relation = "attachment", Method = "base64", DeclaredSize = content.Length };
            if (content.Length == 0)
                sink.NotUnpacked(member, UnpackGap.Damaged, "it is not base64");
            else
                MemberCopy.Bytes(content, sink, member, cancellationToken);
        }
    }
}
