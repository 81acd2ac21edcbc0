namespace ScanHost.Yara.Patterns;

/// <summary>
/// Reads the body of a hex string, without its braces: bytes, <c>?</c> for a nibble, <c>~</c> for "not", jumps, alternatives.
/// Comments and white space may stand between tokens. The wordings of the errors are libyara's.
/// </summary>
internal ref struct HexPatternParser
{
    /// <summary>A longer jump cannot stand inside an alternative; elsewhere it splits the string into two that are chained.</summary>
    internal const int ChainingThreshold = 200;

    private const int MaxTokens = 100_000;
    private const int MaxDepth = 256;

    private readonly ReadOnlySpan<byte> body;
    private int position;
    private int tokens;
    private PatternProblem? error;

    private HexPatternParser(ReadOnlySpan<byte> body) => this.body = body;

    /// <summary>Parses a body; never throws.</summary>
    internal static ParsedRegex Parse(ReadOnlySpan<byte> body)
    {
        var parser = new HexPatternParser(body);
        var root = parser.Sequence(depth: 0);
        if (parser.error is null && parser.position < body.Length)
            parser.Fail("syntax error");
        return new ParsedRegex(parser.error is null ? root : null, parser.error, []);
    }

    private RegexNode? Sequence(int depth)
    {
        if (depth > MaxDepth)
            return Fail("string too long");
        var parts = new List<RegexNode>();
        var endsInJump = false;
        for (; ; )
        {
            SkipBlanks();
            if (position >= body.Length || body[position] is (byte)')' or (byte)'|')
                break;
            if (body[position] == '[')
            {
                if (parts.Count == 0)
                    return Fail("syntax error");
                endsInJump = true;
            }
            else
            {
                endsInJump = false;
            }
            if (Element(depth) is not { } part)
                return null;
            parts.Add(part);
        }
        if (parts.Count == 0 || endsInJump)
            return Fail("syntax error");
        return parts.Count == 1 ? parts[0] : new ConcatNode([.. parts]);
    }

    private RegexNode? Element(int depth) => (char)body[position] switch
    {
        '[' => Jump(depth),
        '(' => Alternatives(depth),
        '~' => Not(),
        _ => Byte(isNegated: false),
    };

    private RegexNode? Alternatives(int depth)
    {
        position++;
        var alternatives = new List<RegexNode>();
        for (; ; )
        {
            if (Sequence(depth + 1) is not { } alternative)
                return null;
            alternatives.Add(alternative);
            if (position >= body.Length)
                return Fail("syntax error");
            if (body[position++] == ')')
                return alternatives.Count == 1 ? alternatives[0] : new AlternationNode([.. alternatives]);
        }
    }

    private RegexNode? Not()
    {
        var start = position++;
        return Nibble(position) != NotANibble && Nibble(position + 1) != NotANibble && !body[position..].StartsWith("??"u8)
            ? Byte(isNegated: true)
            : Fail("invalid not operator (~) in hex string", start);
    }

    private RegexNode? Byte(bool isNegated)
    {
        var high = Nibble(position);
        var low = Nibble(position + 1);
        if (high == NotANibble || (high == AnyNibble && low == NotANibble))
            return Fail("invalid character in hex string");
        if (low == NotANibble)
            return Fail("uneven number of digits in hex string");
        if (++tokens > MaxTokens)
            return Fail("string too long");
        position += 2;
        if (high == AnyNibble && low == AnyNibble)
            return new AnyNode();
        var mask = (high == AnyNibble ? 0 : 0xF0) | (low == AnyNibble ? 0 : 0x0F);
        return new BytesNode(ByteSet.Masked((Math.Max(high, 0) << 4) | Math.Max(low, 0), mask), isNegated);
    }

    private RegexNode? Jump(int depth)
    {
        var start = position++;
        var min = Number();
        var isRange = Take('-');
        var max = isRange ? Number() : min;
        if (!Take(']'))
            return Fail(position < body.Length && body[position] == '-' ? "syntax error" : "invalid character in hex string jump", start);
        if ((!isRange && min is null) || (isRange && min is null && max is not null))
            return Fail("syntax error", start);
        if (!isRange && min == 0)
            return Fail("invalid jump length", start);
        if (depth > 0 && isRange && max is null)
            return Fail("unbounded jumps not allowed inside alternation (|)", start);
        if (depth > 0 && (min > ChainingThreshold || max > ChainingThreshold))
            return Fail("jumps over 200 not allowed inside alternation (|)", start);
        if (max < min)
            return Fail("invalid jump range", start);
        return new RepeatNode(new AnyNode(), min ?? 0, max ?? RepeatNode.Unbounded, IsGreedy: false);
    }

    /// <summary>A decimal number; null where none stands. What does not fit is the largest that does.</summary>
    private int? Number()
    {
        SkipBlanks();
        if (position >= body.Length || !char.IsAsciiDigit((char)body[position]))
            return null;
        long value = 0;
        for (; position < body.Length && char.IsAsciiDigit((char)body[position]); position++)
            value = Math.Min((value * 10) + body[position] - '0', RepeatNode.Unbounded - 1);
        SkipBlanks();
        return (int)value;
    }

    private bool Take(char expected)
    {
        SkipBlanks();
        if (position >= body.Length || body[position] != expected)
            return false;
        position++;
        return true;
    }

    private const int AnyNibble = -1;
    private const int NotANibble = -2;

    private readonly int Nibble(int at)
    {
        if (at >= body.Length)
            return NotANibble;
        if (body[at] == '?')
            return AnyNibble;
        return char.IsAsciiHexDigit((char)body[at]) ? Convert.ToInt32(((char)body[at]).ToString(), 16) : NotANibble;
    }

    private void SkipBlanks()
    {
        while (position < body.Length)
        {
            if (body[position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                position++;
            else if (body[position..].StartsWith("//"u8))
                SkipPast("\n"u8);
            else if (body[position..].StartsWith("/*"u8))
                SkipPast("*/"u8);
            else
                return;
        }
    }

    private void SkipPast(ReadOnlySpan<byte> end)
    {
        var length = body[(position + 1)..].IndexOf(end);
        position = length < 0 ? body.Length : position + 1 + length + end.Length;
    }

    private RegexNode? Fail(string message, int? at = null)
    {
        error ??= new PatternProblem(at ?? position, message);
        return null;
    }
}
