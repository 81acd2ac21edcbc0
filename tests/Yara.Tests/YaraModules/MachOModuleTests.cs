using System.Buffers.Binary;
using System.Text;

namespace ScanHost.Yara.Tests.YaraModules;

/// <summary>Images for Apple's systems, made of a header and load commands. Fields that only YARA-X has are as YARA-X 1.20 reads them.</summary>
public sealed class MachOModuleTests
{
    private const uint X64 = 0x01000007;
    private const uint Arm64 = 0x0100000C;

    [Fact]
    public void What_follows_nextdefsym_among_the_dynamic_symbols_is_two_numbers_early_as_in_YARA_X()
    {
        var found = ModuleDump.Of("macho", Image(X64, Command(0xB, [.. Enumerable.Range(1, 18).Select(number => (uint)number)])));

        found["dysymtab.nextdefsym"].Should().Be("4");
        found["dysymtab.tocoff"].Should().Be("5");
        found["dysymtab.nlocrel"].Should().Be("16");
        found.Should().NotContainKey("dysymtab.iundefsym");
    }

    [Fact]
    public void Libraries_that_are_loaded_late_or_from_above_count()
    {
        var file = Image(X64, Library(0xC, "a.dylib"), Library(0x20, "lazy.dylib"), Library(0x80000023, "upward.dylib"));

        var found = ModuleDump.Of("macho", file);

        found["dylibs[1].name"].Should().Be("\"lazy.dylib\"");
        found["dylibs[2].name"].Should().Be("\"upward.dylib\"");
    }

    [Fact]
    public void A_symbol_that_is_bound_twice_is_imported_once()
    {
        byte[] program = [.. Bind("_free"), .. Bind("_malloc"), .. Bind("_free")];
        var place = 32u + 48;
        var command = Command(0x22, 0, 0, place, (uint)program.Length, 0, 0, 0, 0, 0, 0);
        byte[] file = [.. Image(X64, command), .. program];

        var found = ModuleDump.Of("macho", file);

        found.Where(field => field.Key.StartsWith("imports[", StringComparison.Ordinal)).Select(field => field.Value)
            .Should().Equal("\"_free\"", "\"_malloc\"");
    }

    [Fact]
    public void An_image_of_a_fat_file_is_found_by_what_it_says_itself()
    {
        var second = Image(Arm64);
        byte[] table =
        [
            .. Big(0xCAFEBABE, 2), .. Big(X64, 3, 0x1000, 0x1000, 12), .. Big(Arm64, 0, 48, (uint)second.Length, 12),
        ];
        byte[] file = [.. table, .. second];

        ModuleDump.Call("macho", "file_index_for_arch", file, YaraValue.Of((long)Arm64)).AsInteger.Should().Be(1);
        ModuleDump.Call("macho", "file_index_for_arch", file, YaraValue.Of((long)X64)).IsDefined.Should().BeFalse("the file ends before it");
    }

    private static byte[] Image(uint processor, params byte[][] commands) =>
    [
        .. Words(0xFEEDFACF, processor, 3, 2, (uint)commands.Length, (uint)commands.Sum(command => command.Length), 0, 0),
        .. commands.SelectMany(command => command),
    ];

    private static byte[] Command(uint kind, params uint[] numbers) => Words([kind, 8 + ((uint)numbers.Length * 4), .. numbers]);

    private static byte[] Library(uint kind, string name)
    {
        byte[] text = [.. Encoding.ASCII.GetBytes(name), .. new byte[16 - name.Length]];
        return [.. Words(kind, 24 + 16, 24, 2, 0x10000, 0x10000), .. text];
    }

    private static byte[] Bind(string name) => [0x40, .. Encoding.ASCII.GetBytes(name), 0, 0x90];

    private static byte[] Words(params uint[] numbers)
    {
        var bytes = new byte[numbers.Length * 4];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * 4), numbers[i]);
        return bytes;
    }

    private static byte[] Big(params uint[] numbers)
    {
        var bytes = new byte[numbers.Length * 4];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(i * 4), numbers[i]);
        return bytes;
    }
}
