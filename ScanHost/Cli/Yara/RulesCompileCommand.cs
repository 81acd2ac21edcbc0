using System.CommandLine;
using ScanHost.Settings;
using ScanHost.Wording;
using ScanHost.Yara;

namespace ScanHost.Cli.Yara;

/// <summary><c>scanhost rules compile</c>: writes a rule set that loads faster than it compiles.</summary>
internal sealed class RulesCompileCommand : Command
{
    private const string About =
        """
        Compile rules to a .yarc file for scanhost yara. Only the build that wrote it reads it.

        Exit codes: 0 done; 1 done, but some rule is wrong and left out; 3 not started.
        """;

    private readonly Argument<string> output = new("OUTPUT") { Description = "The file to write." };
    private readonly Argument<string[]> paths = new("PATH")
    {
        Description = "Rule files, and folders with rule files in and below them.", Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> defines = new("--define", "-d") { Description = "An external variable, name=value." };

    public RulesCompileCommand() : base("compile", About)
    {
        Arguments.Add(output);
        Arguments.Add(paths);
        Options.Add(defines);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var compiler = RuleFolder.Compile(RuleFolder.Find(parsed.GetRequiredValue(paths)), parsed.GetValue(defines) ?? []);
        var errors = compiler.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).ToList();
        foreach (var error in errors)
            Console.Error.WriteLine(VisibleText.Show(error.ToString()));

        var path = parsed.GetRequiredValue(output);
        try
        {
            using var file = File.Create(path);
            compiler.Build().Save(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{path} cannot be written.");
        }

        return errors.Count == 0 ? ExitCodes.Success : ExitCodes.Found;
    }
}
