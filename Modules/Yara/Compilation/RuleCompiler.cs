using System.Text;
using ScanHost.Yara.Compilation;
using ScanHost.Yara.Diagnostics;
using ScanHost.Yara.Matching;
using ScanHost.Yara.Semantics;
using ScanHost.Yara.Syntax;
using ScanHost.Yara.YaraModules;

namespace ScanHost.Yara;

/// <summary>
/// Compiles rule files to <see cref="Rules"/>. A rule that is wrong is left out and said in <see cref="Diagnostics"/>; it never keeps the
/// others from working. One compiler makes one rule set; not for several threads at once.
/// </summary>
/// <param name="includes">Where <c>include</c> finds files; null makes every include an error.</param>
public sealed class RuleCompiler(IRuleSource? includes = null)
{
    private const int MaxIncludeDepth = 16;

    private readonly DiagnosticBag diagnostics = new();
    private readonly RuleSymbols symbols = new();
    private readonly List<NamespaceSymbols> namespaces = [];
    private readonly List<CompiledRule> rules = [];
    private readonly PatternSetBuilder patterns = new();
    private readonly Stack<string> including = new();
    private int patternCount;

    /// <summary>What there is to say about the sources so far, in the order of the sources.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics.All;

    /// <summary>How many rules were left out.</summary>
    public int BrokenRuleCount { get; private set; }

    /// <summary>Defines an external variable. Its type is fixed by the first definition that a rule sees.</summary>
    public void Define(string name, long value) => symbols.Define(name, YaraType.Integer, YaraValue.Of(value));

    /// <inheritdoc cref="Define(string, long)"/>
    public void Define(string name, double value) => symbols.Define(name, YaraType.Float, YaraValue.Of(value));

    /// <inheritdoc cref="Define(string, long)"/>
    public void Define(string name, bool value) => symbols.Define(name, YaraType.Boolean, YaraValue.Of(value));

    /// <inheritdoc cref="Define(string, long)"/>
    public void Define(string name, string value) => symbols.Define(name, YaraType.String, YaraValue.Of(value));

    /// <summary>Compiles a source.</summary>
    /// <param name="source">The rules. Kept until the call returns.</param>
    /// <param name="name">Shown in diagnostics; includes are relative to it.</param>
    /// <param name="namespaceName">Rules of different namespaces do not see each other and may share names.</param>
    public void Add(ReadOnlyMemory<byte> source, string name = "", string namespaceName = "default")
    {
        var number = namespaces.FindIndex(known => known.Name == namespaceName);
        if (number < 0)
        {
            number = namespaces.Count;
            namespaces.Add(new NamespaceSymbols(namespaceName));
        }

        AddSource(new SourceText(name, source), number);
    }

    /// <summary>Compiles a source.</summary>
    /// <inheritdoc cref="Add(ReadOnlyMemory{byte}, string, string)"/>
    public void Add(string source, string name = "", string namespaceName = "default") =>
        Add(Encoding.UTF8.GetBytes(source), name, namespaceName);

    /// <summary>The rule set of all sources so far.</summary>
    public Rules Build() =>
        Rules.Of([.. rules], [.. namespaces.Select(names => names.Name)], [.. symbols.Externals], [.. symbols.Modules], patterns.Build());

    private void AddSource(SourceText source, int number)
    {
        including.Push(source.Name);
        var parser = new Parser(source, (error, rule) => Report(source, error, rule));
        while (parser.Next() is { } declaration)
        {
            try
            {
                Add(declaration, source, number);
            }
            catch (RuleErrorException error)
            {
                Report(source, error, (declaration as RuleDeclaration)?.Name);
            }
        }

        including.Pop();
    }

    private void Add(Declaration declaration, SourceText source, int number)
    {
        switch (declaration)
        {
            case ImportDeclaration import:
                Import(import, source, namespaces[number]);
                break;
            case IncludeDeclaration include:
                Include(include, source, number);
                break;
            case RuleDeclaration rule:
                AddRule(rule, source, number);
                break;
        }
    }

    private void Import(ImportDeclaration import, SourceText source, NamespaceSymbols names)
    {
        var name = Encoding.UTF8.GetString(import.Module);
        if (name.Length == 0)
            throw new RuleErrorException(DiagnosticCode.InvalidModuleName, import.Span, "invalid module name \"\"");

        var module = ModuleCatalogue.Find(name)
            ?? throw new RuleErrorException(
                DiagnosticCode.UnknownModule, import.Span, $"unknown module \"{Shown.Text(import.Module)}\"");
        if (module.Shortcoming is { } shortcoming && !names.Imports.ContainsKey(name))
            diagnostics.Warning(source, DiagnosticCode.ModuleWithoutData, import.Span, null, $"module \"{name}\": {shortcoming}");

        names.Imports[name] = module;
    }

    private void Include(IncludeDeclaration include, SourceText source, int number)
    {
        var shown = Shown.Text(include.Path);
        if (includes is null)
            throw new RuleErrorException(DiagnosticCode.Include, include.Span, "includes are disabled");
        if (including.Count > MaxIncludeDepth)
            throw new RuleErrorException(DiagnosticCode.Include, include.Span, "includes depth exceeded");

        var found = includes.Find(Encoding.UTF8.GetString(include.Path), source.Name)
            ?? throw new RuleErrorException(DiagnosticCode.Include, include.Span, $"can't open include file: {shown}");
        if (including.Contains(found.Name))
            throw new RuleErrorException(DiagnosticCode.Include, include.Span, "includes circular reference");

        AddSource(new SourceText(found.Name, found.Bytes), number);
    }

    private void AddRule(RuleDeclaration declaration, SourceText source, int number)
    {
        var names = namespaces[number];
        var bound = new RuleBinder(source, symbols, names, diagnostics).Bind(declaration, rules.Count, patternCount);
        foreach (var pattern in bound.Patterns)
        {
            try
            {
                patternCount = patterns.Add(pattern.Pattern, pattern.Use) + 1;
            }
            catch (PatternTooLargeException error)
            {
                throw new RuleErrorException(
                    DiagnosticCode.InvalidRegularExpression, pattern.Span, $"invalid regular expression \"{pattern.Name}\": {error.Message}");
            }
        }

        names.Wildcards.UnionWith(bound.Wildcards);
        names.Rules.Add(declaration.Name, rules.Count);
        names.RuleOrder.Add(declaration.Name);
        var info = new Rule(
            declaration.Name,
            names.Name,
            [.. declaration.Tags.Select(tag => tag.Name)],
            declaration.Metas,
            declaration.IsGlobal,
            declaration.IsPrivate);
        rules.Add(new CompiledRule(
            info, number, patternCount - bound.Patterns.Count, [.. bound.Patterns.Select(pattern => pattern.Compiled)], bound.Condition));
    }

    private void Report(SourceText source, RuleErrorException error, string? rule)
    {
        diagnostics.Error(source, error.Code, error.Span, rule, error.Message);
        if (rule is not null)
            BrokenRuleCount++;
    }
}
