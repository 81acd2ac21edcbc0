using ScanHost.Yara.Diagnostics;
using ScanHost.Yara.Scanning.Conditions;
using ScanHost.Yara.Syntax;
using ScanHost.Yara.Syntax.Expressions;

namespace ScanHost.Yara.Semantics;

/// <summary>What is known while one rule is compiled.</summary>
internal sealed class RuleContext(
    SourceText source, string rule, int number, RuleSymbols symbols, NamespaceSymbols names, DiagnosticBag diagnostics)
{
    private const int MaxLoops = Evaluation.MaxLocals / 2;

    private readonly Dictionary<string, PatternSymbol> patternsByName = new(StringComparer.Ordinal);
    private readonly List<LoopVariable> variables = [];
    private int loops;

    public RuleSymbols Symbols { get; } = symbols;

    public NamespaceSymbols Names { get; } = names;

    /// <summary>The rule's strings.</summary>
    public List<PatternSymbol> Patterns { get; } = [];

    /// <summary>True inside a loop over strings, where <c>$</c> has a meaning.</summary>
    public bool IsInStringLoop { get; private set; }

    /// <summary>Wildcards of sets of rules in this rule.</summary>
    public List<string> Wildcards { get; } = [];

    public static RuleErrorException Error(DiagnosticCode code, TextSpan span, string message) => new(code, span, message);

    public void Warn(DiagnosticCode code, TextSpan span, string message) => diagnostics.Warning(source, code, span, rule, message);

    /// <summary>Begins a loop over values.</summary>
    /// <returns>The slot of its first variable.</returns>
    public int EnterLoop(TextSpan span)
    {
        if (loops == MaxLoops)
            throw Error(DiagnosticCode.LoopNesting, span, "loop nesting limit exceeded");

        return 2 * loops++;
    }

    /// <summary>Begins a loop over strings.</summary>
    public void EnterStringLoop(TextSpan span)
    {
        EnterLoop(span);
        if (IsInStringLoop)
            throw Error(DiagnosticCode.NestedForOf, span, "'for <quantifier> of <string set>' loops can't be nested");

        IsInStringLoop = true;
    }

    public void LeaveStringLoop()
    {
        IsInStringLoop = false;
        loops--;
    }

    public void Declare(string name, TextSpan span, Bound variable)
    {
        if (FindVariable(name) is not null)
            throw Error(DiagnosticCode.DuplicatedLoopIdentifier, span, $"duplicated loop identifier \"{name}\"");

        variables.Add(new LoopVariable(name, variable));
    }

    public void LeaveLoop(int variableCount)
    {
        variables.RemoveRange(variables.Count - variableCount, variableCount);
        loops--;
    }

    public Bound? FindVariable(string name) => variables.FindLast(variable => variable.Name == name)?.Value;

    /// <summary>The number of a rule that is known by now, this one among them; null when there is none of that name.</summary>
    public int? FindRule(string name) => name == rule ? number : Names.Rules.TryGetValue(name, out var found) ? found : null;

    /// <summary>The numbers of the rules that a set's item means.</summary>
    public IEnumerable<int> FindRules(SetItem item) => Names.RuleOrder.Append(rule).Where(item.Includes).Select(name => FindRule(name)!.Value);

    /// <summary>The pattern that a name of a condition means; <c>$</c> means the one of the loop.</summary>
    public PatternSymbol? FindPattern(string name, TextSpan span)
    {
        if (name == "$")
        {
            return IsInStringLoop
                ? null
                : throw Error(DiagnosticCode.MisplacedAnonymousString, span, "wrong use of anonymous string");
        }

        var found = patternsByName.GetValueOrDefault(name)
            ?? throw Error(DiagnosticCode.UndefinedString, span, $"undefined string \"{name}\"");
        found.IsReferenced = true;
        return found;
    }

    /// <summary>Adds a string of the rule; any number of them can be anonymous.</summary>
    /// <returns>False when its name is taken.</returns>
    public bool TryAddPattern(string name, int number)
    {
        var pattern = new PatternSymbol(name, number);
        if (name != "$" && !patternsByName.TryAdd(name, pattern))
            return false;

        Patterns.Add(pattern);
        return true;
    }

    /// <summary>The patterns of a set.</summary>
    public int[] FindPatterns(IReadOnlyList<SetItem> set, Action<PatternSymbol> use)
    {
        var numbers = new List<int>();
        foreach (var item in set)
        {
            var before = numbers.Count;
            foreach (var pattern in Patterns)
            {
                if (!item.Includes(pattern.Name))
                    continue;

                pattern.IsReferenced = true;
                use(pattern);
                numbers.Add(pattern.Number);
            }

            if (numbers.Count == before)
            {
                var name = item.IsWildcard ? item.Name + "*" : item.Name;
                throw Error(DiagnosticCode.UndefinedString, item.Span, $"undefined string \"{name}\"");
            }
        }

        return [.. numbers];
    }

    private sealed record LoopVariable(string Name, Bound Value);
}

/// <summary>A string of the rule that is compiled, and how its condition uses it.</summary>
internal sealed class PatternSymbol(string name, int number)
{
    private long? fixedOffset;
    private bool isElsewhere;
    private bool needsAll;

    public string Name { get; } = name;

    /// <summary>In the rule set.</summary>
    public int Number { get; } = number;

    public bool IsReferenced { get; set; }

    /// <summary>True when the condition only asks whether it was found.</summary>
    public bool OneSuffices => !needsAll && fixedOffset is null;

    /// <summary>The only offset at which it is asked for; null when it is asked for elsewhere.</summary>
    public long? FixedOffset => isElsewhere ? null : fixedOffset;

    /// <summary><c>$a</c>, or a member of a set that is only counted.</summary>
    public void UseFound() => isElsewhere = true;

    /// <summary><c>$a at x</c>.</summary>
    public void UseAt(long? offset)
    {
        needsAll = true;
        if (offset is null || (fixedOffset is not null && fixedOffset != offset))
            isElsewhere = true;
        fixedOffset ??= offset;
    }

    /// <summary>Anything that depends on the places.</summary>
    public void UseAll()
    {
        needsAll = true;
        isElsewhere = true;
    }
}
