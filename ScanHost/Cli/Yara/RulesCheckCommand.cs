using System.CommandLine;
using ScanHost.Wording;
using ScanHost.Yara;

namespace ScanHost.Cli.Yara;

/// <summary><c>scanhost rules check</c>: compiles rules, says what is wrong with them, and counts.</summary>
internal sealed class RulesCheckCommand : Command
{
    private const string About =
        """
        Compile rules, say what is wrong with them, and count.

        Exit codes: 0 no error; 1 some rule is wrong; 3 not started.
        """;

    private readonly Argument<string[]> paths = new("PATH")
    {
        Description = "Rule files, and folders with rule files in and below them.", Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> defines = new("--define", "-d") { Description = "An external variable, name=value." };
    private readonly Option<bool> noWarnings = new("--no-warnings", "-w") { Description = "Print no warnings." };

    public RulesCheckCommand() : base("check", About)
    {
        Arguments.Add(paths);
        Options.Add(defines);
        Options.Add(noWarnings);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var files = RuleFolder.Find(parsed.GetRequiredValue(paths)).ToList();
        var compiler = RuleFolder.Compile(files, parsed.GetValue(defines) ?? []);
        var isQuiet = parsed.GetValue(noWarnings);
        foreach (var diagnostic in compiler.Diagnostics.Where(one => !isQuiet || one.Severity == DiagnosticSeverity.Error))
            Console.WriteLine(string.Join('\n', diagnostic.ToDetailedString().Split('\n').Select(VisibleText.Show)));

        var rules = compiler.Build();
        var errors = compiler.Diagnostics.Count(one => one.Severity == DiagnosticSeverity.Error);
        var warnings = compiler.Diagnostics.Count - errors;
        Console.WriteLine($"Files: {files.Count}. Rules: {rules.All.Count}, left out {compiler.BrokenRuleCount}. Strings: {rules.PatternCount}.");
        Console.WriteLine($"Always evaluated: {rules.AlwaysEvaluatedCount}. Modules: {string.Join(", ", rules.ModuleNames.Order(StringComparer.Ordinal))}.");
        Console.WriteLine($"Errors: {errors}. Warnings: {warnings}.");
        return errors == 0 ? ExitCodes.Success : ExitCodes.Found;
    }
}
