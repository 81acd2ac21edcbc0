using System.CommandLine;

namespace ScanHost.Cli.Yara;

/// <summary><c>scanhost yara</c>: scans files with a rule file and prints what the yara tool prints, so that it can stand in for it.</summary>
internal sealed class YaraCommand : Command
{
    private const string About =
        """
        Scan files with YARA rules. Prints a line RULE PATH for each match, as the yara tool does.

        A rule that does not compile is said on standard error and left out; the others work.

        Exit codes: 0 done; 1 done, but a rule or a file was left out; 3 not started.
        """;

    private readonly Argument<string> rules = new("RULES") { Description = "A rule file, or compiled rules (.yarc)." };
    private readonly Argument<string[]> paths = new("PATH") { Description = "Files and folders.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> recursive = new("--recursive", "-r") { Description = "Go into folders below the named ones." };
    private readonly Option<bool> strings = new("--print-strings", "-s") { Description = "Print where strings were found." };
    private readonly Option<bool> metas = new("--print-meta", "-m") { Description = "Print the rules' metas." };
    private readonly Option<bool> tags = new("--print-tags", "-g") { Description = "Print the rules' tags." };
    private readonly Option<bool> namespaces = new("--print-namespace", "-e") { Description = "Print the rules' namespaces." };
    private readonly Option<bool> negate = new("--negate", "-n") { Description = "Print the rules that do not match." };
    private readonly Option<bool> count = new("--count", "-c") { Description = "Print only how many rules match." };
    private readonly Option<bool> noWarnings = new("--no-warnings", "-w") { Description = "Print no warnings." };
    private readonly Option<bool> json = new("--json") { Description = "Print a line of JSON for each file." };
    private readonly Option<string[]> defines = new("--define", "-d") { Description = "An external variable, name=value." };
    private readonly Option<int> threads = new("--threads", "-p")
    {
        Description = "Files scanned at once.", DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public YaraCommand() : base("yara", About)
    {
        Arguments.Add(rules);
        Arguments.Add(paths);
        foreach (var option in new Option[]
            { recursive, strings, metas, tags, namespaces, negate, count, noWarnings, json, defines, threads })
            Options.Add(option);

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var isQuiet = parsed.GetValue(noWarnings);
        var compiled = RuleLoading.Load(parsed.GetRequiredValue(rules), parsed.GetValue(defines) ?? [], isQuiet);
        var output = new YaraOutput(compiled.Rules)
        {
            Strings = parsed.GetValue(strings),
            Metas = parsed.GetValue(metas),
            Tags = parsed.GetValue(tags),
            Namespaces = parsed.GetValue(namespaces),
            Negate = parsed.GetValue(negate),
            Count = parsed.GetValue(count),
            Json = parsed.GetValue(json),
        };
        var files = YaraFiles.Find(parsed.GetRequiredValue(paths), parsed.GetValue(recursive));
        var isComplete = YaraFiles.Scan(compiled.Rules, files, Math.Clamp(parsed.GetValue(threads), 1, 256), output);
        return isComplete && compiled.IsComplete ? ExitCodes.Success : ExitCodes.Found;
    }
}
