using ScanHost.Formats.Tests.Containers;
using ScanHost.Formats.Tests.Documents;
using ScanHost.TestKit;

namespace ScanHost.Fuzz.Containers;

/// <summary>The whole files that mutants are made of: one of each kind of container and document that the tests of the readers have.</summary>
internal static class Seeds
{
    /// <summary>A larger file takes so long that it would crowd out the others.</summary>
    private const int MaxBytes = 512 * 1024;

    /// <param name="only">Parts of the names of the seeds that are wanted, separated by commas; null for all.</param>
    public static IReadOnlyList<(string Name, byte[] File)> Make(string? only = null)
    {
        IEnumerable<(string Name, byte[] File)> all =
        [
            .. Samples.Names.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(name => (name, Samples.Make(name, Samples.SmallInner))),
            .. DocumentSamples.Names.Select(name => (name, DocumentSamples.Make(name).File)),
            ("pyinstaller", TestKit.PyInstallerBuilder.Append(TestKit.InertFiles.Pe(), ('s', "main", Samples.SmallInner), ('x', "a.txt", [1, 2, 3]))),
            ("rar 4", RarBuilder.Rar4("inner.bin", Samples.SmallInner)),
            ("rar 5", RarBuilder.Rar5("inner.bin", Samples.SmallInner)),
            .. BuiltSamples.Names.Select(name => (name, BuiltSamples.Make(name))),
        ];
        return [.. all.Where(seed => seed.File.Length <= MaxBytes && (only is null || only.Split(',').Any(part => seed.Name.StartsWith(part, StringComparison.Ordinal))))];
    }
}
