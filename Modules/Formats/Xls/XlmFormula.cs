using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ScanHost.Formats.Xls;

/// <summary>
/// Writes the tokens of a formula as text: BIFF8, [MS-XLS] 2.5.198; BIFF12 of binary packages, [MS-XLSB] 2.5.97, in which rows have four bytes
/// and texts two bytes a character; or BIFF5, "OpenOffice.org's Documentation of the Microsoft Excel File Format" 3, in which columns and characters have
/// one byte. What it does not know ends the text with an ellipsis.
/// </summary>
internal static class XlmFormula
{
    private const int MaxText = 16 << 10;

    /// <summary>Letters that all steps of one formula may write: the parts of a long one are copied again and again.</summary>
    private const int MaxWork = 256 << 10;

    private static readonly string[] Operators = ["+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>", " ", ",", ":"];

    // Length behind the token byte; 0x20 to 0x3F stand for the three classes of each token.
    private static readonly Dictionary<int, int> Lengths = new()
    {
        [0x01] = 4, [0x02] = 4, [0x18] = 5, [0x20] = 7, [0x26] = 6, [0x27] = 6, [0x28] = 6, [0x29] = 2, [0x2A] = 4, [0x2B] = 8,
        [0x2C] = 4, [0x2D] = 8, [0x39] = 6, [0x3C] = 6, [0x3D] = 10,
    };

    private static readonly Dictionary<int, int> Lengths12 = new(Lengths) { [0x20] = 14, [0x2A] = 6, [0x2B] = 12, [0x3C] = 8, [0x3D] = 14 };

    // References to other sheets carry eight unused bytes, and names twelve or eighteen: 3.3.1 and 3.4.
    private static readonly Dictionary<int, int> Lengths5 = new(Lengths) { [0x23] = 14, [0x2A] = 3, [0x2B] = 6, [0x39] = 24, [0x3C] = 17, [0x3D] = 20 };

    /// <summary>The texts that the tokens so far left, the last one on top.</summary>
    private sealed class Stack
    {
        private readonly List<string> texts = [];
        private int room = MaxWork;

        internal int Count => texts.Count;

        /// <summary>True when a text was cut or the formula is too much work.</summary>
        internal bool IsCut { get; private set; }

        internal void Push(string text)
        {
            IsCut |= text.Length > MaxText || (room -= text.Length) < 0;
            texts.Add(Cut(text));
        }

        internal string Pop()
        {
            if (texts.Count == 0)
                return "?";
            var top = texts[^1];
            texts.RemoveAt(texts.Count - 1);
            return top;
        }

        public override string ToString() => string.Join(" ", texts);
    }

    /// <param name="tokens">The tokens.</param>
    /// <param name="version">How they are stored.</param>
    /// <param name="isCut">True when the text is not the whole formula.</param>
    internal static string Write(ReadOnlySpan<byte> tokens, BiffVersion version, out bool isCut)
    {
        var stack = new Stack();
        isCut = false;
        for (var at = 0; at < tokens.Length && !isCut;)
        {
            isCut = !Step(tokens, ref at, stack, version) || stack.IsCut;
            if (isCut)
                stack.Push("…");
        }
        return Cut(stack.ToString());
    }

    private static bool Step(ReadOnlySpan<byte> tokens, ref int at, Stack stack, BiffVersion version)
    {
        var token = tokens[at++];
        var kind = token >= 0x40 ? (token & 0x1F) | 0x20 : token;
        switch (kind)
        {
            case >= 0x03 and <= 0x11:
                var right = stack.Pop();
                stack.Push($"{stack.Pop()}{Operators[kind - 3]}{right}");
                return true;
            case 0x12 or 0x13:
                stack.Push((kind == 0x13 ? "-" : "+") + stack.Pop());
                return true;
            case 0x14:
                stack.Push(stack.Pop() + "%");
                return true;
            case 0x15:
                stack.Push($"({stack.Pop()})");
                return true;
            case 0x16:
                stack.Push("");
                return true;
            case 0x17:
                return version switch
                {
                    BiffVersion.Biff12 => PushText12(tokens, ref at, stack),
                    BiffVersion.Biff5 => PushText5(tokens, ref at, stack),
                    _ => PushText(tokens, ref at, stack),
                };
            case 0x19:
                return SkipAttribute(tokens, ref at, stack);
            case 0x1C or 0x1D:
                stack.Push(kind == 0x1C ? "#ERR" : tokens.U8(at) == 1 ? "TRUE" : "FALSE");
                at++;
                return true;
            case 0x1E:
                stack.Push((tokens.U16(at) ?? 0).ToString(CultureInfo.InvariantCulture));
                at += 2;
                return true;
            case 0x1F:
                stack.Push(tokens.Has(at, 8) ? BinaryPrimitives.ReadDoubleLittleEndian(tokens[at..]).ToString("R", CultureInfo.InvariantCulture) : "");
                at += 8;
                return true;
            case 0x21:
                stack.Push($"{XlmFunctions.NameOf(tokens.U16(at) ?? 0, false)}({stack.Pop()})");
                at += 2;
                return true;
            case 0x22:
                PushCall(tokens, ref at, stack);
                return true;
            case 0x23 when version != BiffVersion.Biff5:
                stack.Push($"NAME{tokens.U16(at)}");
                at += 4;
                return true;
            case 0x24 or 0x25 or 0x2C or 0x2D or 0x3A or 0x3B when version == BiffVersion.Biff12:
                PushReference12(tokens, ref at, stack, kind);
                return true;
            case 0x24 or 0x25 or 0x2C or 0x2D or 0x3A or 0x3B when version == BiffVersion.Biff5:
                PushReference5(tokens, ref at, stack, kind);
                return true;
            case 0x24 or 0x2C:
                stack.Push(Cell(tokens.U16(at), tokens.U16(at + 2)));
                at += 4;
                return true;
            case 0x25 or 0x2D:
                stack.Push($"{Cell(tokens.U16(at), tokens.U16(at + 4))}:{Cell(tokens.U16(at + 2), tokens.U16(at + 6))}");
                at += 8;
                return true;
            case 0x3A:
                stack.Push($"SHEET{tokens.U16(at)}!{Cell(tokens.U16(at + 2), tokens.U16(at + 4))}");
                at += 6;
                return true;
            case 0x3B:
                stack.Push($"SHEET{tokens.U16(at)}!{Cell(tokens.U16(at + 2), tokens.U16(at + 6))}:{Cell(tokens.U16(at + 4), tokens.U16(at + 8))}");
                at += 10;
                return true;
            default:
                if (!(version switch { BiffVersion.Biff12 => Lengths12, BiffVersion.Biff5 => Lengths5, _ => Lengths }).TryGetValue(kind, out var length))
                    return false;
                if (kind is not (0x26 or 0x27 or 0x28 or 0x29))
                    stack.Push($"[{kind:X2}]");
                at += length;
                return true;
        }
    }

    private static bool PushText(ReadOnlySpan<byte> tokens, ref int at, Stack stack)
    {
        if (tokens.U8(at) is not { } length || tokens.U8(at + 1) is not { } flags)
            return false;
        var isWide = (flags & 1) != 0;
        var bytes = tokens.Part(at + 2, length * (isWide ? 2 : 1));
        stack.Push($"\"{(isWide ? Encoding.Unicode : Encoding.Latin1).GetString(bytes)}\"");
        at += 2 + (length * (isWide ? 2 : 1));
        return true;
    }

    private static bool PushText12(ReadOnlySpan<byte> tokens, ref int at, Stack stack)
    {
        if (tokens.U16(at) is not { } length)
            return false;
        stack.Push($"\"{Encoding.Unicode.GetString(tokens.Part(at + 2, length * 2L))}\"");
        at += 2 + (length * 2);
        return true;
    }

    private static bool PushText5(ReadOnlySpan<byte> tokens, ref int at, Stack stack)
    {
        if (tokens.U8(at) is not { } length)
            return false;
        stack.Push($"\"{Encoding.Latin1.GetString(tokens.Part(at + 1, length))}\"");
        at += 1 + length;
        return true;
    }

    // Rows have two bytes, of which two bits are flags, columns one; all rows of an area stand before its columns.
    private static void PushReference5(ReadOnlySpan<byte> tokens, ref int at, Stack stack, int kind)
    {
        var sheet = "";
        if (kind >= 0x3A)
        {
            sheet = $"SHEET{tokens.U16(at)}!";
            at += 14;
        }
        var isCell = kind is 0x24 or 0x2C or 0x3A;
        var first = Cell(tokens.U16(at) & 0x3FFF, tokens.U8(at + (isCell ? 2 : 4)));
        stack.Push(isCell ? sheet + first : $"{sheet}{first}:{Cell(tokens.U16(at + 2) & 0x3FFF, tokens.U8(at + 5))}");
        at += isCell ? 3 : 6;
    }

    private static void PushReference12(ReadOnlySpan<byte> tokens, ref int at, Stack stack, int kind)
    {
        var sheet = "";
        if (kind >= 0x3A)
        {
            sheet = $"SHEET{tokens.U16(at)}!";
            at += 2;
        }
        if (kind is 0x24 or 0x2C or 0x3A)
        {
            stack.Push(sheet + Cell((int?)tokens.U32(at), tokens.U16(at + 4) & 0x3FFF));
            at += 6;
            return;
        }
        stack.Push($"{sheet}{Cell((int?)tokens.U32(at), tokens.U16(at + 8) & 0x3FFF)}:{Cell((int?)tokens.U32(at + 4), tokens.U16(at + 10) & 0x3FFF)}");
        at += 12;
    }

    // Of the attributes only CHOOSE has a table behind it, and SUM is a call of one argument, 2.5.198.35 to 2.5.198.38.
    private static bool SkipAttribute(ReadOnlySpan<byte> tokens, ref int at, Stack stack)
    {
        if (tokens.U8(at) is not { } flags)
            return false;
        if ((flags & 0x10) != 0)
            stack.Push($"SUM({stack.Pop()})");
        at += (flags & 0x04) != 0 ? 3 + (((tokens.U16(at + 1) ?? 0) + 1) * 2) : 3;
        return true;
    }

    private static void PushCall(ReadOnlySpan<byte> tokens, ref int at, Stack stack)
    {
        var (count, number) = ((tokens.U8(at) ?? 0) & 0x7F, tokens.U16(at + 1) ?? 0);
        at += 3;
        var arguments = new List<string>();
        for (; count > 0 && stack.Count > 0; count--)
            arguments.Insert(0, stack.Pop());
        // A call of what is not built in has the function's name as its first argument.
        if (number == 255 && arguments.Count > 0)
            stack.Push($"{arguments[0]}({string.Join(",", arguments.Skip(1))})");
        else
            stack.Push($"{XlmFunctions.NameOf(number & 0x7FFF, (number & 0x8000) != 0)}({string.Join(",", arguments)})");
    }

    private static string Cell(int? row, int? column)
    {
        var (index, name) = ((column ?? 0) & 0xFF, "");
        for (var rest = index; rest >= 0; rest = (rest / 26) - 1)
            name = (char)('A' + (rest % 26)) + name;
        return $"{name}{(row ?? 0) + 1}";
    }

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText] + "…";
}
