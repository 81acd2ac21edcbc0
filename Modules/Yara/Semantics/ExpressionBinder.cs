using ScanHost.Yara.Diagnostics;
using ScanHost.Yara.Matching;
using ScanHost.Yara.Patterns;
using ScanHost.Yara.Scanning.Conditions;
using ScanHost.Yara.Syntax;
using ScanHost.Yara.Syntax.Expressions;
using ScanHost.Yara.YaraModules;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.Semantics;

/// <summary>Gives each expression of a condition its meaning and its type, and makes the compiled form of it.</summary>
internal sealed class ExpressionBinder
{
    private const int SmallRegex = 4096;

    private readonly RuleContext rule;
    private readonly NameBinder names;
    private readonly SetBinder sets;

    public ExpressionBinder(RuleContext rule)
    {
        this.rule = rule;
        names = new NameBinder(rule, this);
        sets = new SetBinder(rule, this);
    }

    /// <summary>A condition, or a part of it that must be true or false.</summary>
    public Node Condition(Expression expression)
    {
        var bound = Bind(expression);
        switch (bound.Type)
        {
            case YaraType.Boolean or YaraType.Integer or YaraType.Float:
                return bound.Node;
            case YaraType.String:
                if (bound.Literal is { } literal)
                {
                    rule.Warn(
                        DiagnosticCode.Suspicious,
                        expression.Span,
                        $"using literal string \"{Shown.Text(literal)}\" in a boolean operation.");
                }

                return new BooleanNode(bound.Node);
            default:
                // A regular expression alone: libyara takes it, and takes it for true.
                return new ConstantNode(YaraValue.Of(true));
        }
    }

    /// <summary>An expression that has a value.</summary>
    public Bound Bind(Expression expression)
    {
        var bound = BindAny(expression);
        return bound.Type is not null
            ? bound
            : throw RuleContext.Error(
                DiagnosticCode.WrongUsage, expression.Span, $"wrong usage of identifier \"{NameBinder.NameOf(expression)}\"");
    }

    /// <summary>An expression that must be an integer.</summary>
    public Bound Integer(Expression expression, string error)
    {
        var bound = Bind(expression);
        return bound.Type == YaraType.Integer
            ? bound
            : throw RuleContext.Error(
                DiagnosticCode.WrongType,
                expression.Span,
                error.Contains(' ', StringComparison.Ordinal) && !error.StartsWith("intXXXX", StringComparison.Ordinal)
                    ? error
                    : $"wrong type \"{TypeNames.Of(bound.Type)}\" for {error} operator");
    }

    /// <summary>Both ends of a range.</summary>
    public (Bound Low, Bound High) Range(RangeSyntax range)
    {
        var low = Bind(range.Low);
        var high = Integer(range.High, "wrong type for range's upper bound");
        if (low.Type != YaraType.Integer)
            throw RuleContext.Error(DiagnosticCode.WrongType, range.Low.Span, "wrong type for range's lower bound");
        if (low.ConstantInteger is { } first && high.ConstantInteger is { } last)
        {
            if (first > last)
                throw RuleContext.Error(DiagnosticCode.InvalidValue, range.Span, "invalid value in condition: \"range lower bound must be less than upper bound\"");
            if (first < 0)
                throw RuleContext.Error(DiagnosticCode.InvalidValue, range.Span, "invalid value in condition: \"range lower bound can not be negative\"");
        }

        return (low, high);
    }

    /// <summary>Any expression, also one that is no value by itself.</summary>
    public Bound BindAny(Expression expression) => expression switch
    {
        IntegerLiteral literal => Bound.Of(YaraType.Integer, new ConstantNode(YaraValue.Of(literal.Value))),
        FloatLiteral literal => Bound.Of(YaraType.Float, new ConstantNode(YaraValue.Of(literal.Value))),
        BooleanLiteral literal => Bound.Of(YaraType.Boolean, new ConstantNode(YaraValue.Of(literal.Value))),
        TextLiteral literal =>
            Bound.Of(YaraType.String, new ConstantNode(YaraValue.Of(literal.Value))) with { Literal = literal.Value },
        RegexLiteral regex => Bound.Of(YaraType.Regex, new RegexArgumentNode(Regex(regex))),
        FileSizeExpression => Bound.Of(YaraType.Integer, new FileSizeNode()),
        EntryPointExpression entryPoint => EntryPoint(entryPoint),
        NameExpression or MemberExpression or IndexExpression or CallExpression => names.Bind(expression),
        IntegerFunctionExpression function => Bound.Of(YaraType.Integer, new IntegerReadNode(
            IntegerShapes.Named(function.Function), Integer(function.Offset, "intXXXX or uintXXXX").Node)),
        UnaryExpression unary => Unary(unary),
        ArithmeticExpression arithmetic => Arithmetic(arithmetic),
        ComparisonExpression comparison => Bound.Of(YaraType.Boolean, Comparison(comparison)),
        LogicalExpression logical => Bound.Of(YaraType.Boolean, Logical(logical)),
        NotExpression not => Bound.Of(YaraType.Boolean, new NotNode(Condition(not.Operand))),
        DefinedExpression defined => Bound.Of(YaraType.Boolean, new DefinedNode(Condition(defined.Operand))),
        PatternExpression pattern => Bound.Of(YaraType.Boolean, Pattern(pattern)),
        PatternCountExpression count => Bound.Of(YaraType.Integer, PatternCount(count)),
        PatternPlaceExpression place => Bound.Of(YaraType.Integer, PatternPlace(place)),
        OfExpression of => Bound.Of(YaraType.Boolean, sets.Of(of)),
        ForOfExpression loop => Bound.Of(YaraType.Boolean, sets.ForOf(loop)),
        ForInExpression loop => Bound.Of(YaraType.Boolean, sets.ForIn(loop)),
        _ => throw new InvalidOperationException($"unknown expression {expression.GetType().Name}"),
    };

    private Node Logical(LogicalExpression logical)
    {
        var operands = new Node[logical.Operands.Count];
        for (var i = 0; i < operands.Length; i++)
            operands[i] = Condition(logical.Operands[i]);

        return logical.IsAnd ? new AndNode(operands) : new OrNode(operands);
    }

    private Bound Unary(UnaryExpression unary)
    {
        var operand = Bind(unary.Operand);
        var isFloat = operand.Type == YaraType.Float && unary.Operator == TokenKind.Minus;
        if (operand.Type != YaraType.Integer && !isFloat)
            throw WrongType(unary.Operand, operand, unary.Operator);

        Node node = operand.Constant is { } constant
            ? new ConstantNode(SignNode.Compute(unary.Operator, constant))
            : new SignNode(unary.Operator, operand.Node);
        return operand with { Node = node };
    }

    private Bound Arithmetic(ArithmeticExpression arithmetic)
    {
        var left = Bind(arithmetic.Left);
        var right = Bind(arithmetic.Right);
        var takesFloats = arithmetic.Operator is TokenKind.Plus or TokenKind.Minus or TokenKind.Star or TokenKind.Backslash;
        if (takesFloats)
        {
            CheckNumbers(arithmetic, arithmetic.Operator, left, right);
            if (left.Type == YaraType.Float || right.Type == YaraType.Float)
                return Bound.Of(YaraType.Float, new FloatArithmeticNode(arithmetic.Operator, left.Node, right.Node));
        }
        else if (left.Type != YaraType.Integer)
        {
            throw WrongType(arithmetic.Left, left, arithmetic.Operator);
        }
        else if (right.Type != YaraType.Integer)
        {
            throw WrongType(arithmetic.Right, right, arithmetic.Operator);
        }

        return Bound.Of(YaraType.Integer, Folding.Integers(arithmetic, left, right));
    }

    private static void CheckNumbers(Expression expression, TokenKind sign, Bound left, Bound right)
    {
        if (left.IsNumber && right.IsNumber)
            return;

        throw left.Type == YaraType.String && right.Type == YaraType.String
            ? RuleContext.Error(
                DiagnosticCode.WrongType, expression.Span, $"strings don't support \"{TypeNames.Of(sign)}\" operation")
            : RuleContext.Error(DiagnosticCode.WrongType, expression.Span, "type mismatch");
    }

    private Node Comparison(ComparisonExpression comparison)
    {
        var left = Bind(comparison.Left);
        var sign = comparison.Operator;
        if (sign == TokenKind.Matches)
        {
            if (left.Type != YaraType.String)
                throw WrongType(comparison.Left, left, sign);
            if (comparison.Right is not RegexLiteral regex)
                throw WrongType(comparison.Right, Bind(comparison.Right), sign);

            return new MatchesNode(left.Node, Regex(regex));
        }

        var right = Bind(comparison.Right);
        if (sign is >= TokenKind.Matches and <= TokenKind.IEquals)
        {
            if (left.Type != YaraType.String)
                throw WrongType(comparison.Left, left, sign);
            if (right.Type != YaraType.String)
                throw WrongType(comparison.Right, right, sign);

            return new StringComparisonNode(sign, left.Node, right.Node);
        }

        if (left.Type == YaraType.String && right.Type == YaraType.String)
            return new StringComparisonNode(sign, left.Node, right.Node);

        CheckNumbers(comparison, sign, left, right);
        return left.Type == YaraType.Float || right.Type == YaraType.Float
            ? new FloatComparisonNode(sign, left.Node, right.Node)
            : new IntegerComparisonNode(sign, left.Node, right.Node);
    }

    private Node Pattern(PatternExpression expression)
    {
        var pattern = rule.FindPattern(expression.Name, expression.Span);
        var number = pattern?.Number ?? PatternNode.Current;
        if (expression.At is not null)
        {
            var at = Integer(expression.At, "at");
            pattern?.UseAt(at.ConstantInteger);
            return new PatternAtNode(number, at.Node);
        }

        if (expression.In is not null)
        {
            pattern?.UseAll();
            var (low, high) = Range(expression.In);
            return new PatternInNode(number, low.Node, high.Node);
        }

        pattern?.UseFound();
        return new PatternFoundNode(number);
    }

    private Node PatternCount(PatternCountExpression expression)
    {
        var pattern = rule.FindPattern(expression.Name, expression.Span);
        pattern?.UseAll();
        var number = pattern?.Number ?? PatternNode.Current;
        if (expression.In is null)
            return new PatternCountNode(number);

        var (low, high) = Range(expression.In);
        return new PatternCountInNode(number, low.Node, high.Node);
    }

    private PatternPlaceNode PatternPlace(PatternPlaceExpression expression)
    {
        var pattern = rule.FindPattern(expression.Name, expression.Span);
        pattern?.UseAll();
        var index = expression.Index is null
            ? new ConstantNode(YaraValue.Of(1L))
            : Integer(expression.Index, "wrong type for index").Node;
        return new PatternPlaceNode(pattern?.Number ?? PatternNode.Current, expression.IsLength, index);
    }

    private Bound EntryPoint(EntryPointExpression expression)
    {
        rule.Warn(
            DiagnosticCode.Deprecated,
            expression.Span,
            "using deprecated \"entrypoint\" keyword. Use the \"entry_point\" function from PE module instead.");
        return Bound.Of(YaraType.Integer, new EntryPointNode(EntryPointOf("pe"), EntryPointOf("elf")));
    }

    private Node EntryPointOf(string name) =>
        ModuleCatalogue.Find(name) is { } module && module.Structure.Members.GetValueOrDefault("entry_point") is FieldMember field
            ? new FieldNode(new ModuleNode(rule.Symbols.NumberOf(module)), field)
            : new ConstantNode(YaraValue.Undefined);

    private RegexConstant Regex(RegexLiteral regex)
    {
        var parsed = RegexParser.Parse(regex.Body, isString: false);
        foreach (var warning in parsed.Warnings)
            rule.Warn(DiagnosticCode.Suspicious, new TextSpan(regex.Span.Start + 1 + warning.Offset, 1), warning.Message);

        if (parsed.Error is { } error)
        {
            throw RuleContext.Error(
                DiagnosticCode.InvalidRegularExpression,
                new TextSpan(regex.Span.Start + 1 + error.Offset, 1),
                $"invalid regular expression: {error.Message}");
        }

        var constant = new RegexConstant(regex.Body, regex.Flags);
        if (regex.Body.Length > SmallRegex || regex.Body.Contains((byte)'{'))
            CheckSize(constant, regex.Span);
        return constant;
    }

    /// <summary>Only long ones and such with counted repetitions can be too large: others are not compiled before they are needed.</summary>
    private static void CheckSize(RegexConstant regex, TextSpan span)
    {
        try
        {
            regex.Prepare();
        }
        catch (PatternTooLargeException error)
        {
            throw RuleContext.Error(DiagnosticCode.InvalidRegularExpression, span, $"invalid regular expression: {error.Message}");
        }
    }

    private static RuleErrorException WrongType(Expression expression, Bound bound, TokenKind sign) =>
        RuleContext.Error(
            DiagnosticCode.WrongType,
            expression.Span,
            $"wrong type \"{TypeNames.Of(bound.Type)}\" for {TypeNames.Of(sign)} operator");
}
