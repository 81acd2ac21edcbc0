using ScanHost.Yara.Diagnostics;
using ScanHost.Yara.Syntax.Expressions;

namespace ScanHost.Yara.Syntax;

/// <summary>
/// Reads conditions, by recursive descent with a bound on its depth. The grammar has two kinds of expression: primary ones, which have a
/// value, and boolean ones; operands of arithmetic and of comparisons must be primary, so <c>1 &lt; 2 == true</c> is an error.
/// </summary>
internal sealed class ConditionParser(TokenReader tokens)
{
    /// <summary>Deepest nesting of parentheses and signs.</summary>
    private const int MaxDepth = 200;

    /// <summary>Most levels of operators in one another; long chains of <c>and</c> and <c>or</c> are one level.</summary>
    private const int MaxHeight = 1000;

    private const int MaxLoopVariables = 2;

    private int depth;

    /// <summary>Reads one condition.</summary>
    public Expression Parse()
    {
        depth = 0;
        return Or();
    }

    private Expression Or()
    {
        Enter();
        var first = And();
        if (tokens.Current.Kind == TokenKind.Or)
        {
            var operands = new List<Expression> { first };
            while (tokens.TryTake(TokenKind.Or))
                operands.Add(And());

            first = Checked(new LogicalExpression(SpanFrom(first.Span), false, operands));
        }

        depth--;
        return first;
    }

    private Expression And()
    {
        var first = Not();
        if (tokens.Current.Kind != TokenKind.And)
            return first;

        var operands = new List<Expression> { first };
        while (tokens.TryTake(TokenKind.And))
            operands.Add(Not());

        return Checked(new LogicalExpression(SpanFrom(first.Span), true, operands));
    }

    private Expression Not()
    {
        var word = tokens.Current;
        if (word.Kind is not (TokenKind.Not or TokenKind.Defined))
            return Comparison();

        Enter();
        tokens.Advance();
        var operand = Not();
        depth--;
        return Checked(word.Kind == TokenKind.Not
            ? new NotExpression(SpanFrom(word.Span), operand)
            : new DefinedExpression(SpanFrom(word.Span), operand));
    }

    private Expression Comparison()
    {
        if (tokens.Current.Kind is TokenKind.All or TokenKind.Any or TokenKind.None)
            return Of(QuantifierWord());

        var left = Arithmetic();
        if (left.IsPrimary && tokens.Current.Kind == TokenKind.Of)
            return Of(new Quantifier(left.Span, QuantifierKind.Count, left));

        if (left.IsPrimary && tokens.Current.Kind == TokenKind.Percent && tokens.Following == TokenKind.Of)
        {
            tokens.Advance();
            return Of(new Quantifier(left.Span, QuantifierKind.Percent, left));
        }

        if (!left.IsPrimary || !IsComparison(tokens.Current.Kind))
            return left;

        var sign = tokens.Current.Kind;
        tokens.Advance();
        if (sign == TokenKind.Matches && tokens.Current.Kind != TokenKind.Regex)
            throw tokens.Unexpected(", expecting regular expression");

        var right = Primary(Arithmetic());
        return Checked(new ComparisonExpression(SpanFrom(left.Span), sign, left, right));
    }

    private static bool IsComparison(TokenKind kind) =>
        kind is >= TokenKind.Equal and <= TokenKind.GreaterOrEqual or >= TokenKind.Matches and <= TokenKind.IEquals;

    /// <summary>By precedence climbing: takes operators that bind more tightly than <paramref name="outer"/>.</summary>
    private Expression Arithmetic(int outer = 0)
    {
        var left = Unary();
        while (left.IsPrimary && Precedence(tokens.Current.Kind) is var precedence && precedence > outer)
        {
            var sign = tokens.Current.Kind;
            if (sign == TokenKind.Percent && tokens.Following == TokenKind.Of && !IsLoose(outer))
                break;

            tokens.Advance();
            var right = Primary(Arithmetic(precedence));
            left = Checked(new ArithmeticExpression(SpanFrom(left.Span), sign, left, right));
        }

        return left;
    }

    /// <summary>
    /// True for an operator that binds less tightly than <c>%</c>: in <c>1 + 50% of them</c> the sign is the remainder, as in libyara's grammar,
    /// and its second operand is missing.
    /// </summary>
    private static bool IsLoose(int outer) => outer > 0 && outer < Precedence(TokenKind.Percent);

    private static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.Pipe => 1,
        TokenKind.Caret => 2,
        TokenKind.Ampersand => 3,
        TokenKind.ShiftLeft or TokenKind.ShiftRight => 4,
        TokenKind.Plus or TokenKind.Minus => 5,
        TokenKind.Star or TokenKind.Backslash or TokenKind.Percent => 6,
        _ => 0,
    };

    private Expression Unary()
    {
        var sign = tokens.Current;
        if (sign.Kind is not (TokenKind.Minus or TokenKind.Tilde))
            return Operand();

        Enter();
        tokens.Advance();
        var operand = Primary(Unary());
        depth--;
        return Checked(new UnaryExpression(SpanFrom(sign.Span), sign.Kind, operand));
    }

    private Expression Operand()
    {
        var word = tokens.Current;
        switch (word.Kind)
        {
            case TokenKind.OpenParenthesis:
                tokens.Advance();
                var inner = Or();
                tokens.Take(TokenKind.CloseParenthesis);
                return inner;
            case TokenKind.For:
                return For();
            case TokenKind.Identifier:
                return Named();
            case TokenKind.StringIdentifier:
                return Pattern();
            case TokenKind.StringCount:
                tokens.Advance();
                var within = tokens.TryTake(TokenKind.In) ? Range() : null;
                return Checked(new PatternCountExpression(SpanFrom(word.Span), word.Name!, within));
            case TokenKind.StringOffset or TokenKind.StringLength:
                tokens.Advance();
                var index = tokens.Current.Kind == TokenKind.OpenBracket ? Index() : null;
                return Checked(new PatternPlaceExpression(
                    SpanFrom(word.Span), word.Kind == TokenKind.StringLength, word.Name!, index));
            case TokenKind.IntegerFunction:
                tokens.Advance();
                tokens.Take(TokenKind.OpenParenthesis);
                var offset = PrimaryExpression();
                tokens.Take(TokenKind.CloseParenthesis);
                return Checked(new IntegerFunctionExpression(SpanFrom(word.Span), word.Name!, offset));
        }

        Expression literal = word.Kind switch
        {
            TokenKind.Integer => new IntegerLiteral(word.Span, word.Bits),
            TokenKind.Float => new FloatLiteral(word.Span, BitConverter.Int64BitsToDouble(word.Bits)),
            TokenKind.Text => new TextLiteral(word.Span, word.Bytes!),
            TokenKind.Regex => new RegexLiteral(word.Span, word.Bytes!, word.Flags),
            TokenKind.True => new BooleanLiteral(word.Span, true),
            TokenKind.False => new BooleanLiteral(word.Span, false),
            TokenKind.FileSize => new FileSizeExpression(word.Span),
            TokenKind.EntryPoint => new EntryPointExpression(word.Span),
            _ => throw tokens.Unexpected(),
        };
        tokens.Advance();
        return literal;
    }

    private Expression Named()
    {
        var word = tokens.Take(TokenKind.Identifier);
        Expression named = new NameExpression(word.Span, word.Name!);
        while (true)
        {
            switch (tokens.Current.Kind)
            {
                case TokenKind.Dot:
                    tokens.Advance();
                    var member = tokens.Take(TokenKind.Identifier).Name!;
                    named = new MemberExpression(SpanFrom(word.Span), named, member);
                    break;
                case TokenKind.OpenBracket:
                    var index = Index();
                    named = new IndexExpression(SpanFrom(word.Span), named, index);
                    break;
                case TokenKind.OpenParenthesis:
                    var arguments = Arguments();
                    named = new CallExpression(SpanFrom(word.Span), named, arguments);
                    break;
                default:
                    return named;
            }

            Checked(named);
        }
    }

    private List<Expression> Arguments()
    {
        var arguments = new List<Expression>();
        tokens.Take(TokenKind.OpenParenthesis);
        if (tokens.TryTake(TokenKind.CloseParenthesis))
            return arguments;

        do
        {
            // A whole condition can be an argument: math.to_number(a == b).
            arguments.Add(Or());
        }
        while (tokens.TryTake(TokenKind.Comma));
        tokens.Take(TokenKind.CloseParenthesis);
        return arguments;
    }

    private Expression Pattern()
    {
        var word = tokens.Take(TokenKind.StringIdentifier);
        Expression? at = null;
        RangeSyntax? within = null;
        if (tokens.TryTake(TokenKind.At))
            at = Primary(Arithmetic());
        else if (tokens.TryTake(TokenKind.In))
            within = Range();

        return Checked(new PatternExpression(SpanFrom(word.Span), word.Name!, at, within));
    }

    private Expression Of(Quantifier quantifier)
    {
        tokens.Take(TokenKind.Of);
        var (set, isOfRules) = Set(allowRules: true);
        Expression? at = null;
        RangeSyntax? within = null;
        if (!isOfRules && quantifier.Kind != QuantifierKind.Percent)
        {
            if (tokens.TryTake(TokenKind.At))
                at = Primary(Arithmetic());
            else if (tokens.TryTake(TokenKind.In))
                within = Range();
        }

        return Checked(new OfExpression(SpanFrom(quantifier.Span), quantifier, set, isOfRules, at, within));
    }

    private Expression For()
    {
        var word = tokens.Take(TokenKind.For);
        Enter();
        var quantifier = tokens.Current.Kind is TokenKind.All or TokenKind.Any or TokenKind.None
            ? QuantifierWord()
            : CountQuantifier();
        Expression loop;
        if (tokens.TryTake(TokenKind.Of))
        {
            var (set, _) = Set(allowRules: false);
            var body = Body();
            loop = new ForOfExpression(SpanFrom(word.Span), quantifier, set, body);
        }
        else
        {
            loop = ForIn(word, quantifier);
        }

        depth--;
        return Checked(loop);
    }

    private ForInExpression ForIn(Token word, Quantifier quantifier)
    {
        var first = tokens.Current.Span;
        var variables = new List<string>();
        do
        {
            variables.Add(tokens.Take(TokenKind.Identifier).Name!);
        }
        while (tokens.TryTake(TokenKind.Comma));
        var variablesSpan = SpanFrom(first);
        if (variables.Count > MaxLoopVariables)
            throw new RuleErrorException(DiagnosticCode.SyntaxError, variablesSpan, "too many loop variables");

        tokens.Take(TokenKind.In);
        RangeSyntax? range = null;
        List<Expression>? items = null;
        Expression? collection = null;
        if (tokens.Current.Kind == TokenKind.OpenParenthesis)
        {
            var open = tokens.Take(TokenKind.OpenParenthesis);
            items = [PrimaryExpression()];
            if (tokens.TryTake(TokenKind.DotDot))
            {
                range = new RangeSyntax(SpanFrom(open.Span), items[0], PrimaryExpression());
                items = null;
            }
            else
            {
                while (tokens.TryTake(TokenKind.Comma))
                    items.Add(PrimaryExpression());
            }

            tokens.Take(TokenKind.CloseParenthesis);
        }
        else
        {
            tokens.Expect(TokenKind.Identifier);
            collection = Named();
        }

        var body = Body();
        return new ForInExpression(
            SpanFrom(word.Span), quantifier, variables, variablesSpan, range, items, collection, body);
    }

    private Expression Body()
    {
        tokens.Take(TokenKind.Colon);
        tokens.Take(TokenKind.OpenParenthesis);
        var body = Or();
        tokens.Take(TokenKind.CloseParenthesis);
        return body;
    }

    private Quantifier QuantifierWord()
    {
        var word = tokens.Current;
        tokens.Advance();
        var kind = word.Kind == TokenKind.All ? QuantifierKind.All
            : word.Kind == TokenKind.Any ? QuantifierKind.Any : QuantifierKind.None;
        return new Quantifier(word.Span, kind, null);
    }

    private Quantifier CountQuantifier()
    {
        var count = PrimaryExpression();
        return new Quantifier(count.Span, QuantifierKind.Count, count);
    }

    private (IReadOnlyList<SetItem> Set, bool IsOfRules) Set(bool allowRules)
    {
        var word = tokens.Current;
        if (tokens.TryTake(TokenKind.Them))
            return ([new SetItem(word.Span, "$", true)], false);

        tokens.Take(TokenKind.OpenParenthesis);
        var isOfRules = allowRules && tokens.Current.Kind == TokenKind.Identifier;
        var items = new List<SetItem>();
        do
        {
            items.Add(isOfRules ? RuleItem() : PatternItem());
        }
        while (tokens.TryTake(TokenKind.Comma));
        tokens.Take(TokenKind.CloseParenthesis);
        return (items, isOfRules);
    }

    private SetItem PatternItem()
    {
        var word = tokens.Current;
        if (word.Kind != TokenKind.StringWildcard)
            tokens.Take(TokenKind.StringIdentifier);
        else
            tokens.Advance();

        return new SetItem(word.Span, word.Name!, word.Kind == TokenKind.StringWildcard);
    }

    private SetItem RuleItem()
    {
        var word = tokens.Take(TokenKind.Identifier);
        var isWildcard = tokens.TryTake(TokenKind.Star);
        return new SetItem(SpanFrom(word.Span), word.Name!, isWildcard);
    }

    private RangeSyntax Range()
    {
        var open = tokens.Take(TokenKind.OpenParenthesis);
        var low = PrimaryExpression();
        tokens.Take(TokenKind.DotDot);
        var high = PrimaryExpression();
        tokens.Take(TokenKind.CloseParenthesis);
        return new RangeSyntax(SpanFrom(open.Span), low, high);
    }

    private Expression Index()
    {
        tokens.Take(TokenKind.OpenBracket);
        var index = PrimaryExpression();
        tokens.Take(TokenKind.CloseBracket);
        return index;
    }

    private Expression PrimaryExpression()
    {
        Enter();
        var expression = Primary(Arithmetic());
        depth--;
        return expression;
    }

    /// <summary>What is no primary expression ends before the operator that would need one: the word at hand is the wrong one.</summary>
    private Expression Primary(Expression expression) => expression.IsPrimary ? expression : throw tokens.Unexpected();

    private TextSpan SpanFrom(TextSpan first) => new(first.Start, tokens.LastEnd - first.Start);

    private void Enter()
    {
        if (++depth > MaxDepth)
            throw new RuleErrorException(DiagnosticCode.TooComplex, tokens.Current.Span, "expression is nested too deeply");
    }

    private static Expression Checked(Expression expression) =>
        expression.Height <= MaxHeight
            ? expression
            : throw new RuleErrorException(DiagnosticCode.TooComplex, expression.Span, "expression is too complex");
}
