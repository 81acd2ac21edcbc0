using System.Formats.Tar;
using ScanHost.Formats.Tests.Containers;
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
        bool IsWanted(string name) => only is null || only.Split(',').Any(part => name.StartsWith(part, StringComparison.Ordinal));
        // Each reader has its samples, whatever their size; of the further samples only the small ones.
        var ofReaders = HostileSamples.All.Where(sample => IsWanted(sample.Name)).AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(sample => (sample.Name, sample.File));
        var further = Samples.Names.Except(HostileSamples.All.Select(sample => sample.Name)).Where(IsWanted)
            .AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(name => (name, File: Samples.Make(name, Samples.SmallInner))).Where(sample => sample.File.Length <= MaxBytes);
        IEnumerable<(string Name, Func<byte[]> Make)> parts = [("volumes of InstallShield", InstallShieldVolumes), ("volumes of 7z", () => Volumes("7z a -v500b -mx=0 a.7z inner.bin")), ("volumes of zip", () => Volumes("7z a -v500b -tzip -mx=0 a.zip inner.bin"))];
        return [.. ofReaders, .. further, .. parts.Where(seed => IsWanted(seed.Name)).Select(seed => (seed.Name, seed.Make()))];
    }

    // Parts of a set side by side, stored, so that mutants reach the parts as well as the archive around them.
    private static byte[] InstallShieldVolumes()
    {
        var (header, volumes) = new IshieldBuilder(6).Add("a", "inner.bin", Samples.SmallInner, flags: 0).Build(volumeBytes: 500);
        return Tar(volumes.Select((volume, index) => ($"data{index + 1}.cab", volume)).Prepend(("data1.hdr", header)));
    }

    private static byte[] Volumes(string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "sh", "-c", $"{command} && rm inner.bin");
        return Tar(Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))));
    }

    private static byte[] Tar(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, content) in files)
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return tar.ToArray();
    }
}
