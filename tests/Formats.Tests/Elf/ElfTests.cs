using System.Text;
using ScanHost.Formats.Elf;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Elf;

public sealed class ElfTests
{
    [Theory]
    [InlineData("/bin/true")]
    [InlineData("/usr/bin/env")]
    public void Needed_libraries_and_interpreter_are_those_that_readelf_finds(string path)
    {
        var elf = ElfFile.TryOpen(File.ReadAllBytes(path))!;

        var told = Encoding.UTF8.GetString(ForeignTool.Run("/", "readelf", "-dlW", path));

        told.Should().Contain($"[Requesting program interpreter: {elf.Interpreter}]");
        elf.NeededLibraries.Should().NotBeEmpty().And.OnlyContain(library => told.Contains($"Shared library: [{library}]"));
        elf.Segments.Should().HaveCount(elf.Header.ProgramHeaderCount);
        elf.LoadedOffsetOf(elf.Header.Entry).Should().NotBeNull();
    }

    [Fact]
    public void Symbols_are_those_that_readelf_finds()
    {
        var path = PackageFiles.Elf[0];
        var elf = ElfFile.TryOpen(File.ReadAllBytes(path))!;

        var told = Encoding.UTF8.GetString(ForeignTool.Run("/", "readelf", "--dyn-syms", "-W", path));

        told.Should().Contain($"contains {elf.DynamicSymbols!.Count} entries");
        elf.DynamicSymbols.Where(symbol => symbol.Name is { Length: > 0 }).Should().OnlyContain(symbol => told.Contains(symbol.Name!));
    }

    [Fact]
    public void Hashes_of_symbols_do_not_depend_on_where_code_stands()
    {
        var elf = ElfFile.TryOpen(File.ReadAllBytes("/usr/bin/env"))!;

        ElfHashes.ImportHash(elf).Should().MatchRegex("^[0-9a-f]{32}$");
        ElfHashes.SymbolHash(ElfFile.TryOpen(File.ReadAllBytes(PackageFiles.Elf[0]))!).Should().MatchRegex("^T1[0-9A-F]{70}$");
    }

    [Fact]
    public void Every_prefix_and_every_damaged_copy_is_read_without_an_exception()
    {
        var file = File.ReadAllBytes("/bin/true");

        foreach (var copy in Executables.Mutations.Prefixes(file).Concat(Executables.Mutations.Of(file, 2000, 0, 64, file.Length - 2048, file.Length - 1024)))
            ReadAll(copy);
    }

    private static void ReadAll(byte[] file)
    {
        if (ElfFile.TryOpen(file) is not { } elf)
            return;
        _ = (elf.Sections.Count, elf.Segments.Count, elf.Dynamic.Count, elf.Symbols?.Count, elf.DynamicSymbols?.Count, elf.Interpreter);
        _ = (elf.NeededLibraries.Count, elf.RunPaths.Count, elf.OffsetOf(elf.Header.Entry), ElfHashes.ImportHash(elf), ElfHashes.SymbolHash(elf));
    }
}
