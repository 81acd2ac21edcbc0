using ScanHost.Yara.Matching;
using ScanHost.Yara.Semantics;
using ScanHost.Yara.YaraModules;

namespace ScanHost.Yara;

/// <summary>A compiled set of rules. Immutable: any number of threads can scan with it, each with a <see cref="Scanner"/> of its own.</summary>
public sealed class Rules
{
    private IReadOnlyList<Rule>? all;

    internal Rules(
        LazyTable<Compilation.CompiledRule> compiled,
        IReadOnlyList<string> namespaces,
        IReadOnlyList<ExternalVariable> externals,
        IReadOnlyList<YaraModule> modules,
        PatternSet patterns)
    {
        Compiled = compiled;
        Namespaces = namespaces;
        Externals = externals;
        Modules = modules;
        Patterns = patterns;
    }

    /// <summary>A set of rules that have just been compiled.</summary>
    internal static Rules Of(
        IReadOnlyList<Compilation.CompiledRule> compiled,
        IReadOnlyList<string> namespaces,
        IReadOnlyList<ExternalVariable> externals,
        IReadOnlyList<YaraModule> modules,
        PatternSet patterns)
    {
        var ruleOfPattern = new int[patterns.Count];
        Array.Fill(ruleOfPattern, -1);
        for (var rule = 0; rule < compiled.Count; rule++)
            ruleOfPattern.AsSpan(compiled[rule].FirstPattern, compiled[rule].Patterns.Length).Fill(rule);

        return new Rules(new(compiled), namespaces, externals, modules, patterns)
        {
            RuleOfPattern = ruleOfPattern,
            AlwaysLookedAt = [.. Enumerable.Range(0, compiled.Count).Where(rule => !compiled[rule].Condition.NeedsMatch)],
            GlobalRules = [.. Enumerable.Range(0, compiled.Count).Where(rule => compiled[rule].Info.IsGlobal)],
        };
    }

    /// <summary>The rules in the order in which they are evaluated and reported, private ones included.</summary>
    public IReadOnlyList<Rule> All => all ??= [.. Enumerable.Range(0, Compiled.Count).Select(number => Compiled[number].Info)];

    /// <summary>How many strings the rules have.</summary>
    public int PatternCount => Patterns.Count;

    /// <summary>Names of the modules that the rules read, in the order of their first use.</summary>
    public IEnumerable<string> ModuleNames => Modules.Select(module => module.Name);

    /// <summary>How many rules are evaluated for every file, because they can be true although none of their strings occurs.</summary>
    public int AlwaysEvaluatedCount => AlwaysLookedAt.Length;

    /// <summary>Reads what <see cref="Save"/> wrote, much faster than compiling.</summary>
    /// <param name="file">The file's bytes; they are kept and read from later, so they must not change.</param>
    /// <exception cref="InvalidDataException">Not such a file, damaged, or of another build of the engine.</exception>
    public static Rules Load(ReadOnlyMemory<byte> file) => Compilation.RulesFile.Load(file);

    /// <summary>Writes the compiled form, for a cache: only the build that wrote it reads it.</summary>
    public void Save(Stream stream) => Compilation.RulesFile.Save(this, stream);

    internal LazyTable<Compilation.CompiledRule> Compiled { get; }

    internal IReadOnlyList<string> Namespaces { get; }

    internal IReadOnlyList<ExternalVariable> Externals { get; }

    internal IReadOnlyList<YaraModule> Modules { get; }

    internal PatternSet Patterns { get; }

    /// <summary>By pattern: its rule; -1 for a pattern that a broken rule has left behind.</summary>
    internal int[] RuleOfPattern { get; init; } = [];

    /// <summary>The rules that can be true although none of their strings was found.</summary>
    internal int[] AlwaysLookedAt { get; init; } = [];

    /// <summary>The global rules.</summary>
    internal int[] GlobalRules { get; init; } = [];
}
