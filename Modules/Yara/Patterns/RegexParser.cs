namespace ScanHost.Yara.Patterns;

/// <summary>
/// Reads the body of a regular expression, without its slashes and flags, in YARA's dialect: no backreferences, no classes by name; an
/// unknown escape means the character itself. The wordings of the errors are libyara's.
/// </summary>
internal ref struct RegexParser
{
    private const int MaxRepeat = short.MaxValue;
    private const int MaxDepth = 200;
    private const int MaxNodes = 100_000;

    /// <summary>What may have a backslash before it without a meaning of its own.</summary>
    private static ReadOnlySpan<byte> Punctuation => "!\"#$%&'()*+,-./:<=>?@[\\]^_{|}~"u8;

    private readonly ReadOnlySpan<byte> body;
    private readonly List<PatternProblem> warnings = [];
    private int position;
    private int nodes;
    private bool isGreedy;
    private bool isLazy;
    private PatternProblem? error;

    private RegexParser(ReadOnlySpan<byte> body) => this.body = body;

    /// <summary>Parses a body; never throws.</summary>
    /// <param name="body">The bytes between the slashes; an escaped slash may still have its backslash.</param>
    /// <param name="isString">True for a string of a rule, where greedy and lazy repetitions cannot be mixed.</param>
    internal static ParsedRegex Parse(ReadOnlySpan<byte> body, bool isString)
    {
        var parser = new RegexParser(body);
        var root = parser.Alternatives(depth: 0);
        if (parser.error is null && parser.position < body.Length)
            parser.Fail("syntax error");
        if (parser.error is null && isString && parser.isGreedy && parser.isLazy)
            parser.Fail("greedy and ungreedy quantifiers can't be mixed in a regular expression", 0);
        return new ParsedRegex(parser.error is null ? root : null, parser.error, parser.warnings)
        {
            IsGreedy = parser.isGreedy, HasUnboundedDot = root is not null && HasUnboundedDot(root),
        };
    }

    /// <summary>True when a part that every match has, in whatever groups it stands, takes anything any number of times.</summary>
    private static bool HasUnboundedDot(RegexNode node) => node switch
    {
        ConcatNode concat => concat.Parts.Any(HasUnboundedDot),
        RepeatNode repeat => repeat is { IsOfPlainDot: true, Max: >= MaxRepeat },
        _ => false,
    };

    private RegexNode? Alternatives(int depth)
    {
        if (depth > MaxDepth)
            return Fail("regexp too long");
        if (Sequence(depth) is not { } first)
            return null;
        var alternatives = new List<RegexNode> { first };
        while (position < body.Length && body[position] == '|')
        {
            position++;
            // Only an alternative after a bar may be empty: so says libyara's grammar.
            if (position >= body.Length || body[position] is (byte)'|' or (byte)')')
                alternatives.Add(new EmptyNode());
            else if (Sequence(depth) is { } next)
                alternatives.Add(next);
            else
                return null;
        }
        return alternatives.Count == 1 ? first : new AlternationNode([.. alternatives]);
    }

    private RegexNode? Sequence(int depth)
    {
        var parts = new List<RegexNode>();
        while (position < body.Length && body[position] is not ((byte)'|' or (byte)')'))
        {
            if (++nodes > MaxNodes)
                return Fail("regexp too long");
            if (Repetition(depth) is not { } part)
                return null;
            parts.Add(part);
        }
        if (parts.Count == 0)
            return Fail("syntax error");
        return parts.Count == 1 ? parts[0] : new ConcatNode([.. parts]);
    }

    private RegexNode? Repetition(int depth)
    {
        var isGroup = body[position] == '(';
        if (Single(depth) is not { } single)
            return null;
        if (position >= body.Length || error is not null)
            return error is null ? single : null;
        int min;
        int max;
        switch ((char)body[position])
        {
            case '*':
                (min, max) = (0, RepeatNode.Unbounded);
                position++;
                break;
            case '+':
                (min, max) = (1, RepeatNode.Unbounded);
                position++;
                break;
            case '?':
                (min, max) = (0, 1);
                position++;
                break;
            case '{' when Interval() is { } interval:
                (min, max) = interval;
                break;
            default:
                return error is null ? single : null;
        }
        if (single is AssertionNode && !isGroup)
            return Fail("syntax error", position - 1);
        var lazy = position < body.Length && body[position] == '?';
        if (lazy)
            position++;
        if (StartsRepetition())
            return Fail("syntax error");
        isGreedy |= !lazy;
        isLazy |= lazy;
        return new RepeatNode(single, min, max, !lazy) { IsOfPlainDot = single is AnyNode && !isGroup };
    }

    private bool StartsRepetition()
    {
        if (position >= body.Length)
            return false;
        if (body[position] is (byte)'*' or (byte)'+' or (byte)'?')
            return true;
        var before = position;
        var starts = body[position] == '{' && Interval() is not null;
        position = before;
        return starts;
    }

    /// <summary>Reads <c>{n}</c>, <c>{n,}</c>, <c>{,m}</c> or <c>{n,m}</c>; null where the brace is only a character.</summary>
    private (int Min, int Max)? Interval()
    {
        var start = position;
        var at = position + 1;
        var min = Digits(ref at);
        Blanks(ref at);
        var hasComma = at < body.Length && body[at] == ',';
        int? max = min;
        if (hasComma)
        {
            at++;
            Blanks(ref at);
            max = Digits(ref at);
        }
        var hasBlank = !hasComma && at > position + 1 && body[at - 1] == ' ';
        if (at >= body.Length || body[at] != '}' || hasBlank || (!hasComma && min is null))
            return null;
        position = at + 1;
        if (min > MaxRepeat || max > MaxRepeat)
            Fail("repeat interval too large", start);
        else if (max < (min ?? 0))
            Fail("bad repeat interval", start);
        return (min ?? 0, max ?? MaxRepeat);
    }

    private readonly int? Digits(ref int at)
    {
        if (at >= body.Length || !char.IsAsciiDigit((char)body[at]))
            return null;
        var value = 0;
        for (; at < body.Length && char.IsAsciiDigit((char)body[at]); at++)
            value = Math.Min((value * 10) + body[at] - '0', MaxRepeat + 1);
        return value;
    }

    private readonly void Blanks(ref int at)
    {
        while (at < body.Length && body[at] == ' ')
            at++;
    }

    private RegexNode? Single(int depth)
    {
        var start = position;
        var character = body[position++];
        switch ((char)character)
        {
            case '(':
                // YARA-X has these groups, libyara not. Nothing is captured here anyway.
                if (body[position..].StartsWith("?:"u8))
                    position += 2;
                if (Alternatives(depth + 1) is not { } group)
                    return null;
                if (position >= body.Length || body[position] != ')')
                    return Fail("syntax error");
                position++;
                return group;
            case '.':
                return new AnyNode();
            case '[':
                return Class(start);
            case '^':
                return new AssertionNode(Assertion.Start);
            case '$':
                return new AssertionNode(Assertion.End);
            case '*' or '+' or '?':
                return Fail("syntax error", start);
            case '{':
                position = start;
                if (Interval() is not null)
                    return Fail("syntax error", start);
                position = start + 1;
                return new BytesNode(ByteSet.Of(character));
            case '\\':
                return Escape(start);
            default:
                return new BytesNode(ByteSet.Of(character));
        }
    }

    private RegexNode? Escape(int start)
    {
        if (position >= body.Length)
            return Fail("unexpected end of buffer", start);
        switch ((char)body[position])
        {
            case 'b':
                position++;
                return new AssertionNode(Assertion.WordBoundary);
            case 'B':
                position++;
                return new AssertionNode(Assertion.NonWordBoundary);
            case >= '0' and <= '9':
                return Fail("backreferences are not allowed", start);
        }
        if (ClassEscape(body[position]) is { } set)
        {
            position++;
            return new BytesNode(set.Bytes, set.IsNegated) { IsClass = true };
        }
        return EscapedByte(start) is { } value ? new BytesNode(ByteSet.Of(value)) : null;
    }

    private static (ByteSet Bytes, bool IsNegated)? ClassEscape(byte letter) => (char)letter switch
    {
        'w' => (ByteSet.Word, false),
        'W' => (ByteSet.Word, true),
        's' => (ByteSet.Space, false),
        'S' => (ByteSet.Space, true),
        'd' => (ByteSet.Digits, false),
        'D' => (ByteSet.Digits, true),
        _ => null,
    };

    /// <summary>Reads what follows a backslash as one byte.</summary>
    private byte? EscapedByte(int start)
    {
        if (position >= body.Length)
        {
            Fail("unexpected end of buffer", start);
            return null;
        }
        var letter = body[position++];
        switch ((char)letter)
        {
            case 'x':
                if (position + 2 > body.Length || !char.IsAsciiHexDigit((char)body[position]) || !char.IsAsciiHexDigit((char)body[position + 1]))
                {
                    Fail("illegal escape sequence", start);
                    return null;
                }
                position += 2;
                return (byte)((HexValue(body[position - 2]) << 4) | HexValue(body[position - 1]));
            case 'n':
                return (byte)'\n';
            case 't':
                return (byte)'\t';
            case 'r':
                return (byte)'\r';
            case 'f':
                return (byte)'\f';
            case 'a':
                return (byte)'\a';
            default:
                if (!Punctuation.Contains(letter) && ClassEscape(letter) is null)
                    warnings.Add(new PatternProblem(start, "unknown escape sequence"));
                return letter;
        }
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private RegexNode? Class(int start)
    {
        var isNegated = position < body.Length && body[position] == '^';
        if (isNegated)
            position++;
        var set = ByteSet.Empty;
        if (position < body.Length && body[position] == ']')
        {
            set |= ByteSet.Of((byte)']');
            position++;
        }
        while (position < body.Length && body[position] != ']')
        {
            if (ClassItem() is not { } item)
                return null;
            set |= item;
        }
        if (position >= body.Length)
            return Fail("missing terminating ] for character class", start);
        position++;
        return new BytesNode(set, isNegated) { IsClass = true };
    }

    /// <summary>One character, one escape or one range of a class.</summary>
    private ByteSet? ClassItem()
    {
        var start = position;
        if (body[position] == '\\' && position + 1 < body.Length && ClassEscape(body[position + 1]) is { } escaped)
        {
            // Before a dash, libyara takes \w for the letter w: [\d-x] is the range from d to x.
            if (position + 3 >= body.Length || body[position + 2] != '-' || body[position + 3] == ']')
            {
                position += 2;
                return escaped.IsNegated ? ~escaped.Bytes : escaped.Bytes;
            }
        }
        if (ClassByte() is not { } first)
            return null;
        // A dash right before the closing bracket is only a dash.
        if (position + 1 >= body.Length || body[position] != '-' || body[position + 1] == ']')
        {
            // Of characters that stand as they are, libyara takes foreign ones only as the ends of a range.
            return body[start] is >= 32 and < 127 ? ByteSet.Of(first) : Fails("non-ascii character", start);
        }
        position++;
        if (ClassByte() is not { } last)
            return null;
        return last < first ? Fails("bad character range", start) : ByteSet.Range(first, last);
    }

    private byte? ClassByte()
    {
        var start = position;
        var character = body[position++];
        return character == '\\' ? EscapedByte(start) : character;
    }

    private ByteSet? Fails(string message, int at)
    {
        Fail(message, at);
        return null;
    }

    private RegexNode? Fail(string message, int? at = null)
    {
        error ??= new PatternProblem(at ?? position, message);
        return null;
    }
}
