using ScanHost.Yara.Compilation;
using ScanHost.Yara.Diagnostics;
using ScanHost.Yara.Matching;
using ScanHost.Yara.Patterns;
using ScanHost.Yara.Scanning.Conditions;
using ScanHost.Yara.Syntax;

namespace ScanHost.Yara.Semantics;

/// <summary>Gives a rule its meaning, and checks what libyara checks.</summary>
internal sealed class RuleBinder(SourceText source, RuleSymbols symbols, NamespaceSymbols names, DiagnosticBag diagnostics)
{
    private const int MaxStrings = 10_000;

    /// <param name="declaration">The rule.</param>
    /// <param name="number">The number that it will have: a rule may name itself, and is false to itself.</param>
    /// <param name="firstPattern">The number of its first string.</param>
    /// <exception cref="RuleErrorException">The rule is wrong.</exception>
    public BoundRule Bind(RuleDeclaration declaration, int number, int firstPattern)
    {
        CheckName(declaration);
        CheckTags(declaration);
        var rule = new RuleContext(source, declaration.Name, number, symbols, names, diagnostics);
        var patterns = Patterns(declaration, rule, firstPattern);
        var condition = new ExpressionBinder(rule).Condition(declaration.Condition);
        for (var i = 0; i < patterns.Count; i++)
        {
            var symbol = rule.Patterns[i];
            if (!symbol.IsReferenced && !symbol.Name.StartsWith("$_", StringComparison.Ordinal))
            {
                throw new RuleErrorException(
                    DiagnosticCode.UnreferencedString, declaration.Patterns[i].Span, $"unreferenced string \"{symbol.Name}\"");
            }
        }

        var bound = patterns.Select((pattern, i) => new BoundPattern(declaration.Patterns[i], pattern, UseOf(rule.Patterns[i]))).ToArray();
        return new BoundRule(bound, condition, rule.Wildcards);
    }

    private void CheckName(RuleDeclaration declaration)
    {
        var name = declaration.Name;
        if (names.Rules.ContainsKey(name) || symbols.External(name) is not null)
            throw new RuleErrorException(DiagnosticCode.DuplicatedIdentifier, declaration.Span, $"duplicated identifier \"{name}\"");

        // A wildcard means the rules before it; one that would belong to it too is a trap.
        for (var length = 1; length <= name.Length && names.Wildcards.Count > 0; length++)
        {
            if (names.Wildcards.Contains(name[..length]))
            {
                throw new RuleErrorException(
                    DiagnosticCode.IdentifierMatchesWildcard,
                    declaration.Span,
                    $"rule identifier \"{name}\" matches previously used wildcard rule set");
            }
        }
    }

    private static void CheckTags(RuleDeclaration declaration)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tag in declaration.Tags)
        {
            if (!seen.Add(tag.Name))
                throw new RuleErrorException(DiagnosticCode.DuplicatedTag, tag.Span, $"duplicated tag identifier \"{tag.Name}\"");
        }
    }

    private static List<Pattern> Patterns(RuleDeclaration declaration, RuleContext rule, int firstPattern)
    {
        if (declaration.Patterns.Count > MaxStrings)
        {
            throw new RuleErrorException(
                DiagnosticCode.TooManyStrings,
                declaration.Patterns[MaxStrings].Span,
                $"too many strings in rule \"{declaration.Name}\" (limit: {MaxStrings})");
        }

        var binder = new PatternBinder(rule);
        var patterns = new List<Pattern>(declaration.Patterns.Count);
        foreach (var pattern in declaration.Patterns)
        {
            if (!rule.TryAddPattern(pattern.Name, firstPattern + patterns.Count))
            {
                throw new RuleErrorException(
                    DiagnosticCode.DuplicatedStringIdentifier, pattern.Span, $"duplicated string identifier \"{pattern.Name}\"");
            }

            patterns.Add(binder.Bind(pattern));
        }

        return patterns;
    }

    private static PatternUse UseOf(PatternSymbol symbol)
    {
        if (symbol.FixedOffset is not { } offset)
            return new PatternUse(symbol.OneSuffices);

        // An offset that no file has is asked for in vain, which the condition finds out by itself.
        return offset is >= 0 and <= int.MaxValue ? new PatternUse(false, (int)offset, (int)offset) : default;
    }
}

/// <summary>A rule whose meaning is known.</summary>
internal sealed record BoundRule(IReadOnlyList<BoundPattern> Patterns, Node Condition, IReadOnlyList<string> Wildcards);

/// <summary>A string whose meaning is known.</summary>
internal sealed record BoundPattern(PatternDeclaration Declaration, Pattern Pattern, PatternUse Use)
{
    public string Name => Declaration.Name;

    public TextSpan Span => Declaration.Span;

    public CompiledPattern Compiled =>
        new(Name, Declaration.Modifiers.Any(modifier => modifier.Kind == TokenKind.Private), Declaration.Form == PatternForm.Hex);
}
