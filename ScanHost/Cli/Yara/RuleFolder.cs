using ScanHost.Cli.Scanning;
using ScanHost.Settings;
using ScanHost.Yara;

namespace ScanHost.Cli.Yara;

/// <summary>The rule files of a command.</summary>
internal static class RuleFolder
{
    private static readonly string[] Extensions = [".yar", ".yara"];

    /// <summary>Variables that the stage of ScanHost defines.</summary>
    private static readonly string[] Externals = ["filename", "filepath", "extension", "filetype", "owner"];

    /// <summary>Named files, and the rule files in and below named folders.</summary>
    /// <exception cref="StartRefusedException">A path does not exist.</exception>
    public static IEnumerable<string> Find(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var isFolder = Directory.Exists(path);
            foreach (var file in FileWalk.Find([path]))
            {
                if (file.Problem is not null)
                    throw new StartRefusedException($"{file.Path} {file.Problem}.");
                if (!isFolder || Extensions.Contains(Path.GetExtension(file.Path), StringComparer.OrdinalIgnoreCase))
                    yield return file.Path;
            }
        }
    }

    /// <summary>Compiles files as the stage does: a namespace a file, the variables of public rule sets defined.</summary>
    public static RuleCompiler Compile(IEnumerable<string> files, IEnumerable<string> defines)
    {
        var compiler = new RuleCompiler(new FolderRuleSource());
        foreach (var name in Externals)
            compiler.Define(name, "");
        foreach (var define in defines)
            RuleLoading.Define(compiler, define);
        foreach (var file in files)
            compiler.Add(RuleLoading.Read(file), file, file);

        return compiler;
    }
}
