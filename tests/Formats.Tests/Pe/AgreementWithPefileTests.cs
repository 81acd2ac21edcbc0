using System.Text.Json;
using ScanHost.Formats.Pe;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Pe;

/// <summary>pefile (package python3-pefile) reads the same images; what it says is the measure.</summary>
public sealed class AgreementWithPefileTests
{
    private const string Script = """
        import json, sys, pefile
        def text(value):
            return value.decode("latin-1") if isinstance(value, bytes) else value
        for path in sys.argv[1:]:
            pe = pefile.PE(path)
            strings = []
            for file_info in getattr(pe, "FileInfo", []):
                for block in file_info:
                    if block.Key == b"StringFileInfo":
                        for table in block.StringTable:
                            strings += [[k.decode(), v.decode()] for k, v in table.entries.items()]
            exports = getattr(pe, "DIRECTORY_ENTRY_EXPORT", None)
            rich = pe.parse_rich_header()
            tls = getattr(pe, "DIRECTORY_ENTRY_TLS", None)
            leaves = 0
            for kind in getattr(getattr(pe, "DIRECTORY_ENTRY_RESOURCE", None), "entries", []):
                for name in kind.directory.entries:
                    leaves += len(name.directory.entries)
            pdb = None
            for entry in getattr(pe, "DIRECTORY_ENTRY_DEBUG", []):
                if pdb is None and entry.entry is not None and hasattr(entry.entry, "PdbFileName"):
                    pdb = text(entry.entry.PdbFileName.rstrip(b"\0"))
            print(json.dumps({
                "imphash": pe.get_imphash() or "d41d8cd98f00b204e9800998ecf8427e",
                "richhash": pe.get_rich_header_hash(),
                "richkey": int.from_bytes(rich["key"], "little") if rich else 0,
                "imports": [[text(d.dll), len(d.imports)] for d in getattr(pe, "DIRECTORY_ENTRY_IMPORT", [])],
                "delayed": [[text(d.dll), len(d.imports)] for d in getattr(pe, "DIRECTORY_ENTRY_DELAY_IMPORT", [])],
                "exports": [[text(e.name), e.ordinal, text(e.forwarder)] for e in exports.symbols] if exports else [],
                "sections": [[text(s.Name.rstrip(b"\0")), s.VirtualAddress, s.PointerToRawData, s.Characteristics] for s in pe.sections],
                "checksum": pe.generate_checksum(),
                "overlay": pe.get_overlay_data_start_offset() or 0,
                "strings": strings,
                "resources": leaves,
                "entry": pe.get_offset_from_rva(pe.OPTIONAL_HEADER.AddressOfEntryPoint) if pe.OPTIONAL_HEADER.AddressOfEntryPoint else -1,
                "pdb": pdb,
            }))
        """;

    private static readonly Lazy<Dictionary<string, JsonElement>> Answers = new(Ask);

    public static TheoryData<string> Images
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var path in Chosen())
                data.Add(path);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void An_image_is_read_as_pefile_reads_it(string path)
    {
        var expected = Answers.Value[path];

        var pe = PeFile.TryOpen(File.ReadAllBytes(path))!;

        PeHashes.ImportHash(pe).Should().Be(expected.GetProperty("imphash").GetString());
        (pe.RichHeader?.Md5() ?? "").Should().Be(expected.GetProperty("richhash").GetString());
        (pe.RichHeader?.Key ?? 0).Should().Be(expected.GetProperty("richkey").GetUInt32());
        pe.Imports.Select(library => (library.Name, library.Functions.Count)).Should().Equal(Pairs(expected, "imports"));
        pe.DelayedImports.Select(library => (library.Name, library.Functions.Count)).Should().Equal(Pairs(expected, "delayed"));
        (pe.Exports?.Functions ?? []).Where(function => function.Address != 0)
            .Select(function => (function.Name, function.Ordinal, function.ForwardName)).Should().BeEquivalentTo(
                expected.GetProperty("exports").EnumerateArray().Select(row => (row[0].GetString(), row[1].GetInt64(), row[2].GetString())));
        pe.Sections.Select(section => (section.Name, section.VirtualAddress, section.PointerToRawData, section.Characteristics))
            .Should().Equal(expected.GetProperty("sections").EnumerateArray()
                .Select(row => (row[0].GetString()!, row[1].GetUInt32(), row[2].GetUInt32(), row[3].GetUInt32())));
        PeHashes.CheckSum(pe).Should().Be(expected.GetProperty("checksum").GetUInt32());
        pe.VersionStrings.Select(pair => (pair.Key, pair.Value)).Should().Equal(
            expected.GetProperty("strings").EnumerateArray().Select(row => (row[0].GetString()!, row[1].GetString()!)));
        (pe.Resources?.Entries.Count ?? 0).Should().Be(expected.GetProperty("resources").GetInt32());
        pe.PdbPath.Should().Be(expected.GetProperty("pdb").GetString());
        if (expected.GetProperty("entry").GetInt64() is >= 0 and var entry)
            pe.OffsetOf(pe.Header.AddressOfEntryPoint).Should().Be((int)entry);
    }

    private static IEnumerable<(string, int)> Pairs(JsonElement answer, string name) =>
        answer.GetProperty(name).EnumerateArray().Select(row => (row[0].GetString()!, row[1].GetInt32()));

    // A few assemblies are enough: they differ little, and pefile takes its time.
    private static IEnumerable<string> Chosen() =>
        PackageFiles.NativePe.Concat(PackageFiles.Assemblies.Where((_, index) => index % 16 == 0));

    private static Dictionary<string, JsonElement> Ask()
    {
        string[] paths = [.. Chosen()];
        var lines = System.Text.Encoding.UTF8.GetString(ForeignTool.Run("/", "/usr/bin/python3", ["-c", Script, .. paths]))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return paths.Zip(lines).ToDictionary(pair => pair.First, pair => JsonDocument.Parse(pair.Second).RootElement);
    }
}
