using ScanHost.Formats.Authenticode;
using ScanHost.Formats.Pe;
using ScanHost.Formats.Tests.Executables;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Pe;

public sealed class HostilePeTests
{
    public static TheoryData<string> Samples =>
    [
        PackageFiles.NativePe.First(path => path.EndsWith("covrun32.dll", StringComparison.Ordinal)),
        PackageFiles.NativePe.First(path => path.EndsWith("win-x64/native/e_sqlite3.dll", StringComparison.Ordinal)),
        PackageFiles.Assemblies.First(path => path.EndsWith("System.Console.dll", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_prefix_of_an_image_is_read_without_an_exception(string path)
    {
        foreach (var prefix in Mutations.Prefixes(File.ReadAllBytes(path)))
            ReadAll(prefix);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_image_with_flipped_bytes_is_read_without_an_exception(string path)
    {
        var file = File.ReadAllBytes(path);
        var pe = PeFile.TryOpen(file)!;
        int[] places =
        [
            60, pe.Header.Offset, pe.Header.Offset + 128, .. pe.DataDirectories.Select((directory, index) =>
                index == (int)PeDirectory.Security ? (int)directory.VirtualAddress : pe.OffsetOf(directory.VirtualAddress) ?? 0),
            (pe.CertificateTable?.Offset ?? 0) + 512, (pe.CertificateTable?.Offset ?? 0) + 2048,
        ];

        foreach (var mutation in Mutations.Of(file, 2000, places))
            ReadAll(mutation);
    }

    internal static void ReadAll(byte[] file)
    {
        if (PeFile.TryOpen(file) is not { } pe)
            return;
        _ = (pe.Sections.Count, pe.Imports.Count, pe.DelayedImports.Count, pe.Exports, pe.Resources, pe.VersionStrings.Count);
        _ = (pe.RichHeader?.Md5(), pe.PdbPath, pe.TlsCallbacks.Count, pe.Overlay, pe.CertificateTable, PeHashes.ImportHash(pe));
        foreach (var resource in pe.Resources?.Entries.Take(100) ?? [])
            _ = (resource.ContentOf(pe), PeResource.Show(resource.Id, resource.Name));
        foreach (var signature in AuthenticodeReader.Read(pe))
            _ = (signature.IsRooted, signature.IsVerified);
    }
}
