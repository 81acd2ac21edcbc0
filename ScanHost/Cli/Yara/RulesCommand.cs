using System.CommandLine;

namespace ScanHost.Cli.Yara;

/// <summary><c>scanhost rules</c>: what can be done with rule files.</summary>
internal sealed class RulesCommand : Command
{
    public RulesCommand() : base("rules", "Check and compile YARA rules.")
    {
        Add(new RulesCheckCommand());
        Add(new RulesCompileCommand());
    }
}
