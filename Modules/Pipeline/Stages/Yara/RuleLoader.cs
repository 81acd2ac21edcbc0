using System.Security.Cryptography;
using System.Text;
using ScanHost.Yara;

namespace ScanHost.Pipeline.Stages.Yara;

/// <summary>Compiles rule files to a rule set.</summary>
internal static class RuleLoader
{
    /// <summary>External variables that public rule sets use. Their values change from artifact to artifact.</summary>
    public static readonly string[] Externals = ["filename", "filepath", "extension", "filetype", "owner"];

    /// <summary>Compiles the rules that ScanHost brings, and rule files.</summary>
    public static LoadedRules Load(IReadOnlyCollection<RuleFile> files, IEnumerable<string> notFound)
    {
        var includes = new RecordingSource();
        var compiler = new RuleCompiler(includes);
        foreach (var name in Externals)
            compiler.Define(name, "");

        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in RuleSources.BuiltIn())
            Add(compiler, digest, bytes, name, "scanhost/" + name);

        var unreadable = new List<string>(notFound);
        foreach (var file in files)
        {
            try
            {
                Add(compiler, digest, File.ReadAllBytes(file.Path), file.Path, file.Namespace);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                unreadable.Add(file.Path);
            }
        }

        foreach (var bytes in includes.Contents)
            digest.AppendData(SHA256.HashData(bytes.Span));

        var set = new RuleSet(compiler.Build(), Convert.ToHexStringLower(digest.GetHashAndReset()), unreadable);
        return new LoadedRules(set, compiler.Diagnostics, compiler.BrokenRuleCount, includes.Paths);
    }

    private static void Add(RuleCompiler compiler, IncrementalHash digest, byte[] bytes, string path, string namespaceName)
    {
        digest.AppendData(Encoding.UTF8.GetBytes(namespaceName));
        digest.AppendData(SHA256.HashData(bytes));
        compiler.Add(bytes, path, namespaceName);
    }

    /// <summary>Remembers which files were included, so that their changes are noticed too.</summary>
    private sealed class RecordingSource : IRuleSource
    {
        private readonly FolderRuleSource folders = new();

        public List<string> Paths { get; } = [];

        public List<ReadOnlyMemory<byte>> Contents { get; } = [];

        public IncludedSource? Find(string path, string includedFrom)
        {
            var found = folders.Find(path, includedFrom);
            if (found is not null)
            {
                Paths.Add(found.Name);
                Contents.Add(found.Bytes);
            }

            return found;
        }
    }
}

/// <summary>A rule set, and what there is to say about its making.</summary>
internal sealed record LoadedRules(
    RuleSet Set, IReadOnlyList<Diagnostic> Diagnostics, int BrokenRules, IReadOnlyList<string> IncludedFiles);
