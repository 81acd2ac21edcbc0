using System.CommandLine;
using System.CommandLine.Invocation;
using ScanHost.Settings;
using ScanHost.Yara;

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

    private readonly Option<bool> compiledOnly = new("--compiled-rules", "-C") { Description = "Refuse RULES that are not compiled." };
    private readonly Option<bool> noConsole = new("--disable-console-logs", "-q") { Description = "Drop what console.log prints." };
    private readonly Option<bool> strictEscape = new("--strict-escape", "-E") { Description = "Unknown escapes are always warned of: no effect." };
    private readonly Option<bool> failOnWarnings = new("--fail-on-warnings") { Description = "Scan nothing when there are warnings." };
    private readonly Option<bool> fast = new("--fast-scan", "-f") { Description = "Print only the first place of each string." };
    private readonly Option<string[]> names = new("--identifier", "-i") { Description = "Print only rules of this name." };
    private readonly Option<int> maxRules = new("--max-rules", "-l") { Description = "Stop with a file once so many rules have matched." };
    private readonly Option<string[]> moduleData = new("--module-data", "-x") { Description = "Data for a module besides the file, MODULE=FILE." };
    private readonly Option<bool> noLinks = new("--no-follow-symlinks", "-N") { Description = "Pass over links in folders." };
    private readonly Option<bool> fields = new("--print-module-data", "-D") { Description = "Print the fields of the modules that the rules read." };
    private readonly Option<bool> moduleNames = new("--module-names", "-M")
    {
        Description = "Print the names of the modules.", Action = new Answer(() => string.Join('\n', ModuleFields.Modules)),
    };

    private readonly Option<bool> statistics = new("--print-stats", "-S") { Description = "Print how many rules and strings there are." };
    private readonly Option<bool> lengths = new("--print-string-length", "-L") { Description = "Print how long found strings are." };
    private readonly Option<bool> xorKeys = new("--print-xor-key", "-X") { Description = "Print the xor key of found strings, and their text." };
    private readonly Option<bool> scanList = new("--scan-list") { Description = "PATH names files with the paths to scan, one a line." };
    private readonly Option<long> skipLarger = new("--skip-larger", "-z") { Description = "Skip larger files in folders; bytes." };
    private readonly Option<int> stackSize = new("--stack-size", "-k") { Description = "Conditions need no such stack: no effect." };
    private readonly Option<string[]> onlyTags = new("--tag", "-t") { Description = "Print only rules with this tag." };
    private readonly Option<int> timeout = new("--timeout", "-a") { Description = "Stop with a file after so many seconds." };
    private readonly Option<bool> version = new("--version", "-v")
    {
        Description = "Print the version.", Action = new Answer(() => typeof(YaraCommand).Assembly.GetName().Version!.ToString(3)),
    };

    public YaraCommand() : base("yara", About)
    {
        Arguments.Add(rules);
        Arguments.Add(paths);
        foreach (var option in new Option[]
            {
                recursive, strings, metas, tags, namespaces, negate, count, noWarnings, json, defines, threads, compiledOnly, noConsole, strictEscape,
                failOnWarnings, fast, names, maxRules, moduleData, noLinks, fields, moduleNames, statistics, lengths, xorKeys, scanList, skipLarger,
                stackSize, onlyTags, timeout, version,
            })
            Options.Add(option);

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var compiled = RuleLoading.Load(
            parsed.GetRequiredValue(rules), parsed.GetValue(defines) ?? [], parsed.GetValue(noWarnings), parsed.GetValue(compiledOnly));
        if (compiled.HasWarnings && parsed.GetValue(failOnWarnings))
            return ExitCodes.Found;

        if (parsed.GetValue(statistics))
            PrintStatistics(compiled.Rules);

        var named = parsed.GetRequiredValue(paths);
        var walk = new YaraWalk(parsed.GetValue(recursive), FollowsLinks: !parsed.GetValue(noLinks), parsed.GetValue(skipLarger));
        var files = walk.Find(parsed.GetValue(scanList) ? named.SelectMany(YaraFiles.Listed) : named);
        var isComplete = YaraFiles.Scan(compiled.Rules, files, Math.Clamp(parsed.GetValue(threads), 1, 256), Output(parsed, compiled.Rules));
        return isComplete && compiled.IsComplete ? ExitCodes.Success : ExitCodes.Found;
    }

    private YaraOutput Output(ParseResult parsed, Rules compiled) => new(compiled)
    {
        Strings = parsed.GetValue(strings),
        Lengths = parsed.GetValue(lengths),
        XorKeys = parsed.GetValue(xorKeys),
        OnePlace = parsed.GetValue(fast),
        Metas = parsed.GetValue(metas),
        Tags = parsed.GetValue(tags),
        Namespaces = parsed.GetValue(namespaces),
        Negate = parsed.GetValue(negate),
        Count = parsed.GetValue(count),
        IsOneFile = !parsed.GetValue(scanList) && parsed.GetRequiredValue(paths) is [var path] && !Directory.Exists(path),
        Json = parsed.GetValue(json),
        Modules = parsed.GetValue(fields) ? [.. compiled.ModuleNames] : [],
        ModuleData = (parsed.GetValue(moduleData) ?? []).Select(ModuleDataOf).ToDictionary(),
        OnlyTags = parsed.GetValue(onlyTags) ?? [],
        OnlyNames = parsed.GetValue(names) ?? [],
        MaxRules = parsed.GetValue(maxRules),
        Timeout = parsed.GetValue(timeout) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
        IsConsoleOff = parsed.GetValue(noConsole),
    };

    private static KeyValuePair<string, byte[]> ModuleDataOf(string argument)
    {
        if (argument.Split('=', 2) is not [{ Length: > 0 } module, { Length: > 0 } path])
            throw new StartRefusedException($"-x {argument} is not MODULE=FILE.");

        return new(module, RuleLoading.ReadBytes(path, "The module data"));
    }

    private static void PrintStatistics(Rules compiled)
    {
        Console.WriteLine($"number of rules                    : {compiled.All.Count}");
        Console.WriteLine($"number of strings                  : {compiled.PatternCount}");
        Console.WriteLine($"rules evaluated for every file     : {compiled.AlwaysEvaluatedCount}");
    }

    /// <summary>Prints something instead of scanning.</summary>
    private sealed class Answer(Func<string> text) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            Console.WriteLine(text());
            return ExitCodes.Success;
        }
    }
}
