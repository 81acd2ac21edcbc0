using System.Text;

namespace ScanHost.Formats.Rtf;

/// <summary>An object in an RTF document.</summary>
/// <param name="Class">Content of <c>\objclass</c>; may be empty. Untrusted.</param>
/// <param name="Data">Content of <c>\objdata</c>, digits and <c>\bin</c> together.</param>
/// <param name="Offset">Where the data starts in the file, in bytes.</param>
/// <param name="IsUpdated">True with <c>\objupdate</c>.</param>
/// <param name="Interruptions">How often something that is no digit and no line end broke the digits up.</param>
public sealed record RtfObject(string Class, byte[] Data, int Offset, bool IsUpdated, int Interruptions);

/// <summary>
/// An RTF document as far as objects, fields and templates go, read as Word reads it: control words between the digits of an object count
/// for nothing. Source: RTF 1.9.1.
/// </summary>
public sealed class RtfDocument
{
    /// <summary>Deepest nesting of groups that is read.</summary>
    public const int MaxDepth = 10_000;

    /// <summary>Most objects, and most templates, that are read.</summary>
    public const int MaxObjects = 10_000;

    /// <summary>Most field instructions that are read.</summary>
    public const int MaxFields = 200_000;

    /// <summary>Most letters of a template, a field instruction or a class that are read.</summary>
    public const int MaxText = 4 << 20;

    private const int MaxObjectBytes = 128 << 20;

    private readonly List<RtfObject> objects = [];
    private readonly List<string> templates = [];
    private readonly List<string> fields = [];

    private RtfDocument()
    {
    }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<RtfObject> Objects => objects;

    /// <summary>Contents of <c>{\*\template ...}</c>. Untrusted.</summary>
    public IReadOnlyList<string> Templates => templates;

    /// <summary>Field instructions, <c>{\*\fldinst ...}</c>. Untrusted.</summary>
    public IReadOnlyList<string> Fields => fields;

    /// <summary>Deepest nesting of groups.</summary>
    public int Depth { get; private set; }

    /// <summary>True when the header is <c>{\rt</c> without the rest that the specification asks for.</summary>
    public bool HasBadHeader { get; private set; }

    /// <summary>True when a limit ended the reading.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads the document as far as it goes.</summary>
    /// <exception cref="MalformedFileException">It does not begin as RTF.</exception>
    public static RtfDocument Parse(ReadOnlySpan<byte> file, CancellationToken cancellationToken)
    {
        var start = file.Part(0, 64).IndexOf("{\\rt"u8);
        if (start < 0)
            throw new MalformedFileException("rtf", 0, "the header is missing");
        var document = new RtfDocument { HasBadHeader = !file.HasAt(start, "{\\rtf1"u8) };
        document.Read(file, start, cancellationToken);
        return document;
    }

    private enum Destination
    {
        Other,
        ObjectData,
        ObjectClass,
        Template,
        Field,
    }

    private sealed class Group(Destination destination)
    {
        public Destination Destination { get; set; } = destination;

        public StringBuilder? Text { get; set; }

        public HexCollector? Data { get; set; }

        public ObjectState? Object { get; set; }

        /// <summary>True behind <c>\*</c>: a reader that does not know the next word skips the group.</summary>
        public bool IsIgnorable { get; set; }

        /// <summary>Characters to leave out, the stand-ins behind a <c>\u</c>.</summary>
        public int Skip { get; set; }
    }

    private sealed class ObjectState
    {
        public string Class { get; set; } = "";

        public bool IsUpdated { get; set; }
    }

    private void Read(ReadOnlySpan<byte> file, int at, CancellationToken cancellationToken)
    {
        var groups = new Stack<Group>();
        groups.Push(new(Destination.Other));
        for (var steps = 0; at < file.Length; steps++)
        {
            if ((steps & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            switch (file[at])
            {
                case (byte)'{':
                    if (!Open(groups))
                        return;
                    at++;
                    break;
                case (byte)'}':
                    if (groups.Count > 1)
                        Close(groups.Pop(), groups.Peek());
                    at++;
                    break;
                case (byte)'\\':
                    at = ReadControl(file, at + 1, groups.Peek());
                    break;
                default:
                    at = ReadText(file, at, groups.Peek());
                    break;
            }
        }
        while (groups.Count > 1)
            Close(groups.Pop(), groups.Peek());
    }

    private bool Open(Stack<Group> groups)
    {
        if (groups.Count > MaxDepth)
        {
            IsCut = true;
            return false;
        }
        var outer = groups.Peek();
        groups.Push(new(outer.Destination) { Text = outer.Text, Data = outer.Data, Object = outer.Object });
        Depth = Math.Max(Depth, groups.Count - 1);
        return true;
    }

    private void Close(Group group, Group outer)
    {
        if (group.Data is { } data && data != outer.Data)
        {
            if (objects.Count < MaxObjects)
                objects.Add(new(group.Object?.Class ?? "", data.ToArray(), data.Offset, group.Object?.IsUpdated ?? false, data.Interruptions));
            else
                IsCut = true;
        }
        if (group.Text is not { } text || text == outer.Text)
            return;
        IsCut |= text.Length >= MaxText;
        if (group.Destination == Destination.ObjectClass && group.Object is { } state)
            state.Class = text.ToString().Trim();
        else if (group.Destination == Destination.Template)
            Add(templates, text, MaxObjects);
        else if (group.Destination == Destination.Field)
            Add(fields, text, MaxFields);
    }

    private void Add(List<string> list, StringBuilder text, int most)
    {
        if (list.Count < most)
            list.Add(text.ToString().Trim());
        else
            IsCut = true;
    }

    private static int ReadControl(ReadOnlySpan<byte> file, int at, Group group)
    {
        if (at >= file.Length)
            return at;
        if (!char.IsAsciiLetter((char)file[at]))
            return ReadSymbol(file, at, group);
        var start = at;
        while (at < file.Length && at - start < 32 && char.IsAsciiLetter((char)file[at]))
            at++;
        var word = Encoding.ASCII.GetString(file[start..at]);
        var parameter = ReadParameter(file, ref at);
        if (at < file.Length && file[at] == ' ')
            at++;
        if (word == "bin")
            return ReadBinary(file, at, parameter ?? 0, group);
        Take(word, parameter, group, at);
        return at;
    }

    private static int ReadSymbol(ReadOnlySpan<byte> file, int at, Group group)
    {
        if (file[at] == '\'')
        {
            // A character by its code; in object data it swallows the digits, as in Word.
            if (group.Skip > 0)
                group.Skip--;
            else if (file.Has(at + 1, 2) && group.Text is { Length: < MaxText } text)
                text.Append((char)((Digit(file[at + 1]) << 4) | Digit(file[at + 2])));
            group.Data?.Interrupt();
            return at + 3;
        }
        group.IsIgnorable = file[at] == '*';
        if (file[at] is (byte)'\\' or (byte)'{' or (byte)'}' && group.Text is { Length: < MaxText } plain)
            plain.Append((char)file[at]);
        return at + 1;
    }

    private static int? ReadParameter(ReadOnlySpan<byte> file, ref int at)
    {
        var isNegative = at < file.Length && file[at] == '-';
        var digits = at + (isNegative ? 1 : 0);
        var (value, end) = (0L, digits);
        for (; end < file.Length && end - digits < 10 && char.IsAsciiDigit((char)file[end]); end++)
            value = (value * 10) + file[end] - '0';
        if (end == digits)
            return null;
        at = end;
        return (int)Math.Clamp(isNegative ? -value : value, int.MinValue, int.MaxValue);
    }

    private static int ReadBinary(ReadOnlySpan<byte> file, int at, int length, Group group)
    {
        var data = file.Part(at, Math.Max(0, length));
        group.Data?.AddBinary(data);
        return at + data.Length;
    }

    private static void Take(string word, int? parameter, Group group, int at)
    {
        switch (word)
        {
            case "object":
                group.Object = new();
                break;
            case "objupdate" when group.Object is { } state:
                state.IsUpdated = true;
                break;
            case "objdata":
                group.Object ??= new();
                group.Destination = Destination.ObjectData;
                group.Data = new(at);
                break;
            case "objclass":
                group.Object ??= new();
                Begin(group, Destination.ObjectClass);
                break;
            case "template":
                Begin(group, Destination.Template);
                break;
            case "fldinst":
                Begin(group, Destination.Field);
                break;
            case "u" when parameter is { } code && group.Text is { Length: < MaxText } text:
                text.Append((char)(ushort)code);
                group.Skip = 1; // \uc1: one character for readers that know no Unicode
                break;
            default:
                group.Data?.Interrupt();
                if (group.IsIgnorable)
                    (group.Data, group.Text, group.Destination) = (null, null, Destination.Other);
                break;
        }
        group.IsIgnorable = false;
    }

    private static void Begin(Group group, Destination destination)
    {
        group.Destination = destination;
        group.Text = new();
    }

    private int ReadText(ReadOnlySpan<byte> file, int at, Group group)
    {
        var end = file[at..].IndexOfAny((byte)'\\', (byte)'{', (byte)'}');
        var text = end < 0 ? file[at..] : file.Slice(at, end);
        if (group.Data is { } data)
        {
            if (!data.Add(text, MaxObjectBytes))
                IsCut = true;
        }
        else if (group.Text is { Length: < MaxText } target)
        {
            var stand = Math.Min(group.Skip, text.Length);
            group.Skip -= stand;
            var plain = text[stand..];
            target.Append(Encoding.Latin1.GetString(plain[..Math.Min(plain.Length, MaxText)]).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
        }
        return at + text.Length;
    }

    internal static int Digit(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        _ => 0,
    };
}
