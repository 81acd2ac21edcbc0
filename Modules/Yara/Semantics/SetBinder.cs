using System.Globalization;
using ScanHost.Yara.Scanning.Conditions;
using ScanHost.Yara.Syntax.Expressions;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.Semantics;

/// <summary>Sets of strings and rules, and loops.</summary>
internal sealed class SetBinder(RuleContext rule, ExpressionBinder expressions)
{
    public Node Of(OfExpression of)
    {
        var quantifier = Quantifier(of.Quantifier);
        if (of.IsOfRules)
        {
            var rules = Rules(of.Set);
            WarnIfTooMany(of.Quantifier, quantifier, rules.Length);
            return new OfRulesNode(quantifier, rules);
        }

        var isPlaced = of.At is not null || of.In is not null;
        var patterns = rule.FindPatterns(of.Set, pattern => Use(pattern, isPlaced));
        WarnIfTooMany(of.Quantifier, quantifier, patterns.Length);
        if (of.At is not null)
        {
            var at = expressions.Integer(of.At, "invalid value in condition: \"at expression must be an integer\"");
            WarnIfAllAtOnce(of, quantifier, patterns.Length);
            return new OfPatternsNode(quantifier, patterns, PlaceKind.At, at.Node, null);
        }

        if (of.In is null)
            return new OfPatternsNode(quantifier, patterns, PlaceKind.Anywhere, null, null);

        var (low, high) = expressions.Range(of.In);
        return new OfPatternsNode(quantifier, patterns, PlaceKind.In, low.Node, high.Node);
    }

    public Node ForOf(ForOfExpression loop)
    {
        var quantifier = Quantifier(loop.Quantifier);
        rule.EnterStringLoop(loop.Quantifier.Span);
        var patterns = rule.FindPatterns(loop.Set, pattern => pattern.UseAll());
        var body = expressions.Condition(loop.Body);
        rule.LeaveStringLoop();
        return new ForPatternsNode(quantifier, patterns, body);
    }

    public Node ForIn(ForInExpression loop)
    {
        var quantifier = Quantifier(loop.Quantifier);
        var slot = rule.EnterLoop(loop.Quantifier.Span);
        if (loop.Range is not null)
            return ForRange(loop, quantifier, slot);

        return loop.Items is not null ? ForItems(loop, quantifier, slot) : ForCollection(loop, quantifier, slot);
    }

    private ForRangeNode ForRange(ForInExpression loop, QuantifierNode quantifier, int slot)
    {
        var (low, high) = expressions.Range(loop.Range!);
        ExpectOneVariable(loop);
        var body = Body(loop, Bound.Of(YaraType.Integer, new LocalNode(slot)));
        return new ForRangeNode(quantifier, slot, low.Node, high.Node, body);
    }

    private ForItemsNode ForItems(ForInExpression loop, QuantifierNode quantifier, int slot)
    {
        var items = loop.Items!.Select(expressions.Bind).ToArray();
        var type = items[0].Type;
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Type is not (YaraType.Integer or YaraType.String))
                throw RuleContext.Error(DiagnosticCode.WrongType, loop.Items![i].Span, "wrong type for enumeration item");
            if (items[i].Type != type)
                throw RuleContext.Error(DiagnosticCode.WrongType, loop.Items![i].Span, "enumerations must be all the same type");
        }

        ExpectOneVariable(loop);
        var body = Body(loop, Bound.Of(type!.Value, new LocalNode(slot)));
        return new ForItemsNode(quantifier, slot, [.. items.Select(item => item.Node)], body);
    }

    private Node ForCollection(ForInExpression loop, QuantifierNode quantifier, int slot)
    {
        var collection = expressions.BindAny(loop.Collection!);
        var name = NameBinder.NameOf(loop.Collection!);
        var count = loop.Variables.Count;
        switch (collection.Member)
        {
            case ArrayMember array:
                if (count != 1)
                {
                    throw WrongCount(
                        loop, $"iterator for \"{name}\" yields a single item on each iteration, but the loop expects {count}");
                }

                return new ForArrayNode(
                    quantifier, slot, collection.Node, array, Body(loop, Bound.Of(array.Element, new LocalNode(slot))));
            case DictionaryMember dictionary:
                if (count != 2)
                {
                    throw WrongCount(loop, $"iterator for \"{name}\" yields a key,value pair item on each iteration");
                }

                var body = Body(
                    loop,
                    Bound.Of(YaraType.String, new LocalNode(slot)),
                    Bound.Of(dictionary.Element, new LocalNode(slot + 1)));
                return new ForDictionaryNode(quantifier, slot, collection.Node, dictionary, body);
            default:
                throw RuleContext.Error(
                    DiagnosticCode.WrongType, loop.Collection!.Span, $"identifier \"{name}\" is not iterable");
        }
    }

    private Node Body(ForInExpression loop, params Bound[] variables)
    {
        for (var i = 0; i < variables.Length; i++)
            rule.Declare(loop.Variables[i], loop.VariablesSpan, variables[i]);

        var body = expressions.Condition(loop.Body);
        rule.LeaveLoop(variables.Length);
        return body;
    }

    private static void ExpectOneVariable(ForInExpression loop)
    {
        if (loop.Variables.Count != 1)
            throw WrongCount(loop, $"iterator yields one value on each iteration , but the loop expects {loop.Variables.Count}");
    }

    private static Diagnostics.RuleErrorException WrongCount(ForInExpression loop, string message) =>
        RuleContext.Error(DiagnosticCode.SyntaxError, loop.VariablesSpan, message);

    private QuantifierNode Quantifier(Quantifier quantifier)
    {
        if (quantifier.Value is null)
            return new QuantifierNode(quantifier.Kind, null);

        var bound = expressions.Bind(quantifier.Value);
        if (quantifier.Kind == QuantifierKind.Percent)
        {
            if (bound.Type != YaraType.Integer)
            {
                throw RuleContext.Error(
                    DiagnosticCode.WrongType, quantifier.Span, $"wrong type \"{TypeNames.Of(bound.Type)}\" for % operator");
            }

            if (bound.ConstantInteger is <= 0 or > 100)
                throw RuleContext.Error(DiagnosticCode.InvalidValue, quantifier.Span, "percentage must be between 1 and 100 (inclusive)");
        }
        else if (bound.Type != YaraType.Integer || bound.ConstantInteger < 0)
        {
            var shown = bound.Literal is { } literal ? Shown.Text(literal)
                : bound.ConstantInteger is { } number ? number.ToString(CultureInfo.InvariantCulture) : "wrong quantifier";
            throw RuleContext.Error(DiagnosticCode.InvalidValue, quantifier.Span, $"invalid value in condition: \"{shown}\"");
        }
        else if (bound.ConstantInteger == 0)
        {
            rule.Warn(DiagnosticCode.Suspicious, quantifier.Span, "consider using \"none\" keyword, it is less ambiguous.");
        }

        return new QuantifierNode(quantifier.Kind, bound.Node);
    }

    private void WarnIfTooMany(Quantifier syntax, QuantifierNode quantifier, int total)
    {
        if (quantifier.Kind == QuantifierKind.Count && quantifier.Count is ConstantNode constant && constant.Constant.AsInteger > total)
        {
            rule.Warn(
                DiagnosticCode.AlwaysFalse,
                syntax.Span,
                $"expression always false - requesting {constant.Constant.AsInteger} of {total}.");
        }
    }

    /// <summary>Several strings can start at one offset, but hardly anybody means that.</summary>
    private void WarnIfAllAtOnce(OfExpression of, QuantifierNode quantifier, int total)
    {
        var several = quantifier.Kind == QuantifierKind.All
            ? total > 1
            : quantifier.Kind == QuantifierKind.Count && quantifier.Count is ConstantNode { Constant.AsInteger: > 1 };
        if (several)
            rule.Warn(DiagnosticCode.Suspicious, of.Span, "multiple strings at an offset is usually false.");
    }

    private int[] Rules(IReadOnlyList<SetItem> set)
    {
        var numbers = new List<int>();
        foreach (var item in set)
        {
            var before = numbers.Count;
            if (item.IsWildcard)
                numbers.AddRange(rule.FindRules(item));
            else if (rule.FindRule(item.Name) is { } number)
                numbers.Add(number);

            if (numbers.Count == before)
            {
                throw RuleContext.Error(
                    DiagnosticCode.UndefinedIdentifier, item.Span, $"undefined identifier \"{item.Name}\"");
            }

            if (item.IsWildcard)
                rule.Wildcards.Add(item.Name);
        }

        return [.. numbers];
    }

    private static void Use(PatternSymbol pattern, bool isPlaced)
    {
        if (isPlaced)
            pattern.UseAll();
        else
            pattern.UseFound();
    }
}
