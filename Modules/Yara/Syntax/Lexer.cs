using System.Globalization;
using System.Text;
using ScanHost.Yara.Diagnostics;

namespace ScanHost.Yara.Syntax;

/// <summary>Cuts a source into words. Throws <see cref="RuleErrorException"/> for what is none, and stands behind it then.</summary>
internal sealed class Lexer(SourceText source)
{
    private const int MaxIdentifierLength = 128;

    private readonly ReadOnlyMemory<byte> memory = source.Bytes;
    private int position = source.Bytes.Span.StartsWith("\uFEFF"u8) ? 3 : 0;

    private ReadOnlySpan<byte> Text => memory.Span;

    /// <summary>The next word; the end of the file again and again at the end.</summary>
    public Token Next()
    {
        SkipBlanks();
        var text = Text;
        if (position >= text.Length)
            return new Token(TokenKind.EndOfFile, new TextSpan(text.Length, 0));

        var first = text[position];
        if (IsLetter(first))
            return Word();
        if (IsDigit(first))
            return Number();

        return first switch
        {
            (byte)'$' => PatternName(TokenKind.StringIdentifier),
            (byte)'#' => PatternName(TokenKind.StringCount),
            (byte)'@' => PatternName(TokenKind.StringOffset),
            (byte)'!' when !Follows('=') => PatternName(TokenKind.StringLength),
            (byte)'"' => TextString(),
            (byte)'/' => Regex(),
            _ => Sign(first),
        };
    }

    /// <summary>
    /// The body of a hex string whose opening brace is <paramref name="brace"/>; the next word is what follows the closing one. Comments
    /// are part of the body.
    /// </summary>
    public (ReadOnlyMemory<byte> Body, TextSpan Span) HexBody(Token brace)
    {
        var text = Text;
        var start = brace.Span.End;
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == '}')
            {
                position = at + 1;
                return (memory[start..at], new TextSpan(start, at - start));
            }

            if (text[at] == '/' && at + 1 < text.Length && text[at + 1] is (byte)'/' or (byte)'*')
                at = Comment(at) - 1;
            else if (char.IsAsciiLetter((char)text[at]) && !char.IsAsciiHexDigit((char)text[at]) && IsFirstOfLine(at))
                throw Unterminated(brace, at);
        }

        throw Unterminated(brace, text.Length);
    }

    /// <summary>A line that starts with a word is no longer the hex string: its closing brace was forgotten, and the next rule may start here.</summary>
    private RuleErrorException Unterminated(Token brace, int end)
    {
        position = end;
        return new RuleErrorException(DiagnosticCode.SyntaxError, brace.Span, "unterminated hex string");
    }

    private bool IsFirstOfLine(int at)
    {
        var before = Text[..at].TrimEnd(" \t"u8);
        return before.Length == 0 || before[^1] == '\n';
    }

    /// <summary>Goes to a place, to read on from there.</summary>
    public void MoveTo(int offset) => position = offset;

    private void SkipBlanks()
    {
        var text = Text;
        while (position < text.Length)
        {
            if (text[position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
                position++;
            else if (text[position] == '/' && position + 1 < text.Length && text[position + 1] is (byte)'/' or (byte)'*')
                position = Comment(position);
            else
                return;
        }
    }

    /// <summary>Where the comment that starts here ends. One without an end goes to the end of the file.</summary>
    private int Comment(int start)
    {
        var text = Text;
        if (text[start + 1] == '/')
        {
            var line = text[start..].IndexOf((byte)'\n');
            return line < 0 ? text.Length : start + line;
        }

        var end = text[(start + 2)..].IndexOf("*/"u8);
        return end < 0 ? text.Length : start + 2 + end + 2;
    }

    private Token Word()
    {
        var text = Text;
        var start = position;
        while (position < text.Length && IsNamePart(text[position]))
            position++;

        var span = new TextSpan(start, position - start);
        if (span.Length > MaxIdentifierLength)
            throw new RuleErrorException(DiagnosticCode.SyntaxError, span, "identifier too long");

        var name = Encoding.ASCII.GetString(text.Slice(start, span.Length));
        var kind = Words.KindOf(name);
        if (kind == TokenKind.Include && !IsBeforeText())
            kind = TokenKind.Identifier;
        return new Token(kind, span, Name: name);
    }

    /// <summary>True when a text follows on the same line: only then is <c>include</c> a reserved word.</summary>
    private bool IsBeforeText()
    {
        var rest = Text[position..].TrimStart(" \t"u8);
        return rest.Length > 0 && rest[0] == '"';
    }

    private Token PatternName(TokenKind kind)
    {
        var text = Text;
        var start = position++;
        while (position < text.Length && IsNamePart(text[position]))
            position++;

        var nameLength = position - start - 1;
        if (kind == TokenKind.StringIdentifier && position < text.Length && text[position] == '*')
        {
            position++;
            kind = TokenKind.StringWildcard;
        }

        var span = new TextSpan(start, position - start);
        return new Token(kind, span, Name: "$" + Encoding.ASCII.GetString(text.Slice(start + 1, nameLength)));
    }

    private Token Number()
    {
        var text = Text;
        var start = position;
        if (text[start] == '0' && start + 2 < text.Length && text[start + 1] is (byte)'x' or (byte)'o')
        {
            var hex = text[start + 1] == 'x';
            var end = start + 2;
            while (end < text.Length && (hex ? char.IsAsciiHexDigit((char)text[end]) : text[end] is >= (byte)'0' and <= (byte)'7'))
                end++;

            if (end > start + 2)
            {
                position = end;
                return Integer(start, hex ? 16 : 8, start + 2, end);
            }
        }

        while (position < text.Length && IsDigit(text[position]))
            position++;

        if (position + 1 < text.Length && text[position] == '.' && IsDigit(text[position + 1]))
        {
            position++;
            while (position < text.Length && IsDigit(text[position]))
                position++;

            var value = double.Parse(text[start..position], NumberStyles.Float, CultureInfo.InvariantCulture);
            return new Token(TokenKind.Float, new TextSpan(start, position - start), BitConverter.DoubleToInt64Bits(value));
        }

        var digits = position;
        var scale = text[position..].StartsWith("KB"u8) ? 1024L : text[position..].StartsWith("MB"u8) ? 1024L * 1024 : 1;
        if (scale > 1)
            position += 2;

        return Integer(start, 10, start, digits, scale);
    }

    private Token Integer(int start, int radix, int from, int to, long scale = 1)
    {
        var text = Text;
        var span = new TextSpan(start, position - start);
        Int128 value = 0;
        for (var at = from; at < to; at++)
        {
            value = (value * radix) + char.ToLowerInvariant((char)text[at]) switch
            {
                >= 'a' and var letter => letter - 'a' + 10,
                var digit => digit - '0',
            };
            if (value > long.MaxValue)
                break;
        }

        value *= scale;
        if (value > long.MaxValue)
        {
            var shown = Encoding.ASCII.GetString(text.Slice(start, Math.Min(span.Length, 64)));
            throw new RuleErrorException(DiagnosticCode.IntegerOverflow, span, $"integer overflow in \"{shown}\"");
        }

        return new Token(TokenKind.Integer, span, (long)value);
    }

    private Token TextString()
    {
        var text = Text;
        var start = position++;
        var length = text[position..].IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
        if (length >= 0 && text[position + length] == '"')
        {
            position += length + 1;
            return new Token(TokenKind.Text, new TextSpan(start, position - start), Bytes: text.Slice(start + 1, length).ToArray());
        }

        var bytes = new List<byte>();
        while (position < text.Length && text[position] != '\n')
        {
            var one = text[position++];
            if (one == '"')
                return new Token(TokenKind.Text, new TextSpan(start, position - start), Bytes: [.. bytes]);

            bytes.Add(one == '\\' ? Escape() : one);
        }

        throw new RuleErrorException(DiagnosticCode.SyntaxError, new TextSpan(start, position - start), "unterminated string");
    }

    private byte Escape()
    {
        var text = Text;
        var start = position - 1;
        var letter = position < text.Length ? text[position++] : (byte)0;
        switch (letter)
        {
            case (byte)'n':
                return (byte)'\n';
            case (byte)'t':
                return (byte)'\t';
            case (byte)'r':
                return (byte)'\r';
            case (byte)'"' or (byte)'\\':
                return letter;
            case (byte)'x' when position + 2 <= text.Length
                && byte.TryParse(text.Slice(position, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value):
                position += 2;
                return value;
            default:
                SkipBrokenText();
                throw new RuleErrorException(
                    DiagnosticCode.SyntaxError, new TextSpan(start, Math.Max(1, Math.Min(2, text.Length - start))), "illegal escape sequence");
        }
    }

    /// <summary>To the end of a text with a wrong escape, so that its content is not read as rules.</summary>
    private void SkipBrokenText()
    {
        var text = Text;
        while (position < text.Length && text[position] != '\n')
        {
            var one = text[position++];
            if (one == '"')
                return;
            if (one == '\\' && position < text.Length && text[position] != '\n')
                position++;
        }
    }

    private Token Regex()
    {
        var text = Text;
        var start = position++;
        var body = new List<byte>();
        while (position < text.Length && text[position] != '\n')
        {
            var one = text[position++];
            if (one == '/')
            {
                if (body.Count == 0)
                    throw new RuleErrorException(DiagnosticCode.SyntaxError, new TextSpan(start, 2), "empty regular expression");

                var flags = RegexFlags.None;
                if (Take('i'))
                    flags |= RegexFlags.NoCase;
                if (Take('s'))
                    flags |= RegexFlags.DotAll;
                return new Token(TokenKind.Regex, new TextSpan(start, position - start), Bytes: [.. body], Flags: flags);
            }

            if (one == '\\' && position < text.Length && text[position] != '\n')
            {
                var escaped = text[position++];
                if (escaped != '/')
                    body.Add(one);
                body.Add(escaped);
                continue;
            }

            body.Add(one);
        }

        throw new RuleErrorException(
            DiagnosticCode.SyntaxError, new TextSpan(start, position - start), "unterminated regular expression");
    }

    private Token Sign(byte first)
    {
        var start = position++;
        var kind = (char)first switch
        {
            '=' => Take('=') ? TokenKind.Equal : TokenKind.Assign,
            '!' when Take('=') => TokenKind.NotEqual,
            '<' => Take('=') ? TokenKind.LessOrEqual : Take('<') ? TokenKind.ShiftLeft : TokenKind.Less,
            '>' => Take('=') ? TokenKind.GreaterOrEqual : Take('>') ? TokenKind.ShiftRight : TokenKind.Greater,
            '.' => Take('.') ? TokenKind.DotDot : TokenKind.Dot,
            '+' => TokenKind.Plus,
            '-' => TokenKind.Minus,
            '*' => TokenKind.Star,
            '\\' => TokenKind.Backslash,
            '%' => TokenKind.Percent,
            '&' => TokenKind.Ampersand,
            '|' => TokenKind.Pipe,
            '^' => TokenKind.Caret,
            '~' => TokenKind.Tilde,
            ':' => TokenKind.Colon,
            ',' => TokenKind.Comma,
            '(' => TokenKind.OpenParenthesis,
            ')' => TokenKind.CloseParenthesis,
            '[' => TokenKind.OpenBracket,
            ']' => TokenKind.CloseBracket,
            '{' => TokenKind.OpenBrace,
            '}' => TokenKind.CloseBrace,
            >= ' ' and < (char)0x7F => throw Unexpected(start, $"syntax error, unexpected '{(char)first}'"),
            _ => throw Unexpected(start, "non-ascii character"),
        };
        return new Token(kind, new TextSpan(start, position - start));
    }

    private static RuleErrorException Unexpected(int start, string message) =>
        new(DiagnosticCode.SyntaxError, new TextSpan(start, 1), message);

    private bool Follows(char sign) => position + 1 < memory.Length && Text[position + 1] == sign;

    private bool Take(char sign)
    {
        if (position >= memory.Length || Text[position] != sign)
            return false;

        position++;
        return true;
    }

    private static bool IsLetter(byte one) => char.IsAsciiLetter((char)one) || one == '_';

    private static bool IsDigit(byte one) => char.IsAsciiDigit((char)one);

    private static bool IsNamePart(byte one) => char.IsAsciiLetterOrDigit((char)one) || one == '_';
}
