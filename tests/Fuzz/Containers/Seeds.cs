using System.Formats.Tar;
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
            ("volumes", Volumes()),
            .. BuiltSamples.Names.Select(name => (name, BuiltSamples.Make(name))),
        ];
        return [.. all.Where(seed => seed.File.Length <= MaxBytes && (only is null || only.Split(',').Any(part => seed.Name.StartsWith(part, StringComparison.Ordinal))))];
    }

    // Parts of a set side by side, stored, so that mutants reach the parts as well as the archive around them.
    private static byte[] Volumes()
    {
        var (header, volumes) = new IshieldBuilder(6).Add("a", "inner.bin", Samples.SmallInner, flags: 0).Build(volumeBytes: 500);
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, content) in volumes.Select((volume, index) => ($"data{index + 1}.cab", volume)).Prepend(("data1.hdr", header)))
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return tar.ToArray();
    }
}
