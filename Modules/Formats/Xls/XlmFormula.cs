using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ScanHost.Formats.Xls;

/// <summary>
/// Writes the tokens of a formula as text: BIFF8, [MS-XLS] 2.5.198, or BIFF12 of binary packages, [MS-XLSB] 2.5.97, in which rows have four bytes
/// and texts two bytes a character. What it does not know ends the text with an ellipsis.
/// </summary>
internal static class XlmFormula
{
    private const int MaxTokens = 1024;
    private const int MaxText = 4096;

    private static readonly string[] Operators = ["+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>", " ", ",", ":"];

    // Length behind the token byte; 0x20 to 0x3F stand for the three classes of each token.
    private static readonly Dictionary<int, int> Lengths = new()
    {
        [0x01] = 4, [0x02] = 4, [0x18] = 5, [0x20] = 7, [0x26] = 6, [0x27] = 6, [0x28] = 6, [0x29] = 2, [0x2A] = 4, [0x2B] = 8,
        [0x2C] = 4, [0x2D] = 8, [0x39] = 6, [0x3C] = 6, [0x3D] = 10,
    };

    private static readonly Dictionary<int, int> Lengths12 = new(Lengths) { [0x20] = 14, [0x2A] = 6, [0x2B] = 12, [0x3C] = 8, [0x3D] = 14 };

    internal static string Write(ReadOnlySpan<byte> tokens, bool is12 = false)
    {
        var stack = new List<string>();
        var at = 0;
        for (var count = 0; at < tokens.Length && count < MaxTokens; count++)
        {
            if (!Step(tokens, ref at, stack, is12))
            {
                stack.Add("…");
                break;
            }
        }
        return Cut(string.Join(" ", stack));
    }

    private static bool Step(ReadOnlySpan<byte> tokens, ref int at, List<string> stack, bool is12)
    {
        var token = tokens[at++];
        var kind = token >= 0x40 ? (token & 0x1F) | 0x20 : token;
        switch (kind)
        {
            case >= 0x03 and <= 0x11:
                var right = Pop(stack);
                Push(stack, $"{Pop(stack)}{Operators[kind - 3]}{right}");
                return true;
            case 0x12 or 0x13:
                Push(stack, (kind == 0x13 ? "-" : "+") + Pop(stack));
                return true;
            case 0x14:
                Push(stack, Pop(stack) + "%");
                return true;
            case 0x15:
                Push(stack, $"({Pop(stack)})");
                return true;
            case 0x16:
                Push(stack, "");
                return true;
            case 0x17:
                return is12 ? PushText12(tokens, ref at, stack) : PushText(tokens, ref at, stack);
            case 0x19:
                return SkipAttribute(tokens, ref at, stack);
            case 0x1C or 0x1D:
                Push(stack, kind == 0x1C ? "#ERR" : tokens.U8(at) == 1 ? "TRUE" : "FALSE");
                at++;
                return true;
            case 0x1E:
                Push(stack, (tokens.U16(at) ?? 0).ToString(CultureInfo.InvariantCulture));
                at += 2;
                return true;
            case 0x1F:
                Push(stack, tokens.Has(at, 8) ? BinaryPrimitives.ReadDoubleLittleEndian(tokens[at..]).ToString("R", CultureInfo.InvariantCulture) : "");
                at += 8;
                return true;
            case 0x21:
                Push(stack, $"{XlmFunctions.NameOf(tokens.U16(at) ?? 0, false)}({Pop(stack)})");
                at += 2;
                return true;
            case 0x22:
                PushCall(tokens, ref at, stack);
                return true;
            case 0x23:
                Push(stack, $"NAME{tokens.U16(at)}");
                at += 4;
                return true;
            case 0x24 or 0x25 or 0x2C or 0x2D or 0x3A or 0x3B when is12:
                PushReference12(tokens, ref at, stack, kind);
                return true;
            case 0x24 or 0x2C:
                Push(stack, Cell(tokens.U16(at), tokens.U16(at + 2)));
                at += 4;
                return true;
            case 0x25 or 0x2D:
                Push(stack, $"{Cell(tokens.U16(at), tokens.U16(at + 4))}:{Cell(tokens.U16(at + 2), tokens.U16(at + 6))}");
                at += 8;
                return true;
            case 0x3A:
                Push(stack, $"SHEET{tokens.U16(at)}!{Cell(tokens.U16(at + 2), tokens.U16(at + 4))}");
                at += 6;
                return true;
            case 0x3B:
                Push(stack, $"SHEET{tokens.U16(at)}!{Cell(tokens.U16(at + 2), tokens.U16(at + 6))}:{Cell(tokens.U16(at + 4), tokens.U16(at + 8))}");
                at += 10;
                return true;
            default:
                if (!(is12 ? Lengths12 : Lengths).TryGetValue(kind, out var length))
                    return false;
                if (kind is not (0x26 or 0x27 or 0x28 or 0x29))
                    Push(stack, $"[{kind:X2}]");
                at += length;
                return true;
        }
    }

    private static bool PushText(ReadOnlySpan<byte> tokens, ref int at, List<string> stack)
    {
        if (tokens.U8(at) is not { } length || tokens.U8(at + 1) is not { } flags)
            return false;
        var isWide = (flags & 1) != 0;
        var bytes = tokens.Part(at + 2, length * (isWide ? 2 : 1));
        Push(stack, $"\"{(isWide ? Encoding.Unicode : Encoding.Latin1).GetString(bytes)}\"");
        at += 2 + (length * (isWide ? 2 : 1));
        return true;
    }

    private static bool PushText12(ReadOnlySpan<byte> tokens, ref int at, List<string> stack)
    {
        if (tokens.U16(at) is not { } length)
            return false;
        Push(stack, $"\"{Encoding.Unicode.GetString(tokens.Part(at + 2, length * 2L))}\"");
        at += 2 + (length * 2);
        return true;
    }

    private static void PushReference12(ReadOnlySpan<byte> tokens, ref int at, List<string> stack, int kind)
    {
        var sheet = "";
        if (kind >= 0x3A)
        {
            sheet = $"SHEET{tokens.U16(at)}!";
            at += 2;
        }
        if (kind is 0x24 or 0x2C or 0x3A)
        {
            Push(stack, sheet + Cell((int?)tokens.U32(at), tokens.U16(at + 4) & 0x3FFF));
            at += 6;
            return;
        }
        Push(stack, $"{sheet}{Cell((int?)tokens.U32(at), tokens.U16(at + 8) & 0x3FFF)}:{Cell((int?)tokens.U32(at + 4), tokens.U16(at + 10) & 0x3FFF)}");
        at += 12;
    }

    // Of the attributes only CHOOSE has a table behind it, and SUM is a call of one argument, 2.5.198.35 to 2.5.198.38.
    private static bool SkipAttribute(ReadOnlySpan<byte> tokens, ref int at, List<string> stack)
    {
        if (tokens.U8(at) is not { } flags)
            return false;
        if ((flags & 0x10) != 0)
            Push(stack, $"SUM({Pop(stack)})");
        at += (flags & 0x04) != 0 ? 3 + (((tokens.U16(at + 1) ?? 0) + 1) * 2) : 3;
        return true;
    }

    private static void PushCall(ReadOnlySpan<byte> tokens, ref int at, List<string> stack)
    {
        var (count, number) = ((tokens.U8(at) ?? 0) & 0x7F, tokens.U16(at + 1) ?? 0);
        at += 3;
        var arguments = new List<string>();
        for (; count > 0 && stack.Count > 0; count--)
            arguments.Insert(0, Pop(stack));
        // A call of what is not built in has the function's name as its first argument.
        if (number == 255 && arguments.Count > 0)
            Push(stack, $"{arguments[0]}({string.Join(",", arguments.Skip(1))})");
        else
            Push(stack, $"{XlmFunctions.NameOf(number & 0x7FFF, (number & 0x8000) != 0)}({string.Join(",", arguments)})");
    }

    private static string Cell(int? row, int? column)
    {
        var (index, name) = ((column ?? 0) & 0xFF, "");
        for (var rest = index; rest >= 0; rest = (rest / 26) - 1)
            name = (char)('A' + (rest % 26)) + name;
        return $"{name}{(row ?? 0) + 1}";
    }

    private static string Pop(List<string> stack)
    {
        if (stack.Count == 0)
            return "?";
        var top = stack[^1];
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private static void Push(List<string> stack, string text) => stack.Add(Cut(text));

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText] + "…";
}
