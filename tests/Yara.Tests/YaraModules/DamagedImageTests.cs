using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ScanHost.Formats.Pe;
using ScanHost.TestKit;

namespace ScanHost.Yara.Tests.YaraModules;

/// <summary>What rules read of images that are damaged or unusual. The expected values are what yara 4.5.8 says of the same bytes.</summary>
public sealed class DamagedImageTests
{
    private const int OptionalHeader = 0x98;
    private const int FirstSection = 0x188;
    private const int SecondSection = 0x1B0;

    private static readonly byte[] Assembly = File.ReadAllBytes(PackageFiles.Assemblies.First(path => path.EndsWith("System.Console.dll", StringComparison.Ordinal)));

    private static readonly byte[] Program = File.ReadAllBytes(PackageFiles.NativePe.First(path => path.EndsWith("testhost.x86.exe", StringComparison.Ordinal)));

    private static readonly byte[] Library = File.ReadAllBytes(PackageFiles.NativePe.First(path => path.EndsWith("win-x86/native/e_sqlite3.dll", StringComparison.Ordinal)));

    [Fact]
    public void An_entry_point_that_the_file_does_not_hold_is_minus_one()
    {
        var found = ModuleDump.Of("pe", new PeBuilder().StartingAt(0x00FF0000).Build());

        found["entry_point"].Should().Be("-1");
        found["entry_point_raw"].Should().Be("16711680");
    }

    [Fact]
    public void An_address_lies_in_a_section_by_the_larger_of_its_two_sizes()
    {
        var file = new PeBuilder().WithCode(new byte[0x180]).Build();
        Put32(file, FirstSection + 8, 0x10);

        Offset(file, 0x1100).Should().Be(0x500);
    }

    [Fact]
    public void Sections_aligned_like_pages_begin_at_a_sector_whatever_alignment_the_file_declares()
    {
        var file = new PeBuilder().Build();
        Put32(file, OptionalHeader + 36, 0x10);
        Put32(file, FirstSection + 20, 0x410);

        Offset(file, 0x1000).Should().Be(0x400);
        Put32(file, OptionalHeader + 32, 0x200);
        Offset(file, 0x1000).Should().Be(0x410);
    }

    [Theory]
    [InlineData("one.two.dll", "one.two.run")]
    [InlineData("one.two.drv", "one.two.drv.run")]
    public void The_import_hash_leaves_out_what_stands_behind_the_last_dot(string library, string hashed)
    {
        var file = new PeBuilder().Importing(library, "Run").Build();

        ModuleDump.Call("pe", "imphash", file).AsString.ToArray().Should().Equal(Hash(hashed));
    }

    [Fact]
    public void A_library_whose_name_is_no_printable_ascii_or_longer_than_255_is_not_imported()
    {
        var file = new PeBuilder().Importing("first.dll", "a").Importing("second.dll", "b").Importing(new string('x', 252) + ".dll", "c").Build();
        file[file.AsSpan().IndexOf("first.dll"u8)] = 0xE9;

        var found = ModuleDump.Of("pe", file);

        found["number_of_imports"].Should().Be("1");
        found["import_details[0].library_name"].Should().Be("\"second.dll\"");
    }

    [Fact]
    public void A_number_of_an_imported_function_has_no_more_than_16_bits()
    {
        var file = new PeBuilder().Importing("some.dll", "first", "second").Build();
        var first = file.AsSpan().IndexOf("first"u8) - 2;
        var thunks = 0x600 + 40;
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(thunks), 0x8000000000010005);
        first.Should().BePositive();

        var found = ModuleDump.Of("pe", file);

        found["import_details[0].number_of_functions"].Should().Be("1");
        found["import_details[0].functions[0].name"].Should().Be("\"second\"");
    }

    [Fact]
    public void Exports_need_a_table_of_numbers_even_when_nothing_has_a_name()
    {
        var file = new PeBuilder().Exporting("my.dll", "one", "two").Build();
        var directory = PeFile.TryOpen(file)!;
        var start = directory.OffsetOf(directory.Directory(PeDirectory.Export)!.Value.VirtualAddress)!.Value;
        Put32(file, start + 24, 0);

        ModuleDump.Of("pe", file)["number_of_exports"].Should().Be("2");
        Put32(file, start + 36, 0x00FF0000);
        ModuleDump.Of("pe", file)["number_of_exports"].Should().Be("0");
    }

    [Fact]
    public void A_function_is_asked_for_by_a_number_not_beyond_how_many_there_are()
    {
        var file = new PeBuilder().Exporting("my.dll", "one", "two").Build();
        var image = PeFile.TryOpen(file)!;
        Put32(file, image.OffsetOf(image.Directory(PeDirectory.Export)!.Value.VirtualAddress)!.Value + 16, 100);

        ModuleDump.Of("pe", file)["export_details[1].ordinal"].Should().Be("101");
        ModuleDump.Call("pe", "exports", file, YaraValue.Of(101)).AsInteger.Should().Be(0);
        ModuleDump.Call("pe", "exports_index", file, YaraValue.Of(101)).IsDefined.Should().BeFalse();
    }

    [Fact]
    public void A_broken_branch_of_the_resources_ends_alone()
    {
        var whole = int.Parse(ModuleDump.Of("pe", Program)["number_of_resources"], System.Globalization.CultureInfo.InvariantCulture);
        var (file, root) = WithResources();
        Put32(file, root + 16 + 4, 0xFFFFFF00);

        var left = ModuleDump.Of("pe", file)["number_of_resources"];

        int.Parse(left, System.Globalization.CultureInfo.InvariantCulture).Should().BePositive().And.BeLessThan(whole);
    }

    [Fact]
    public void A_directory_of_resources_that_does_not_fit_has_none()
    {
        var (file, root) = WithResources();
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(root + 14), 0x7FFF);

        ModuleDump.Of("pe", file)["number_of_resources"].Should().Be("0");
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x40000000u)]
    public void A_resource_without_a_sensible_length_is_none(uint length)
    {
        var (file, root) = WithResources();
        Put32(file, Leaf(file, root) + 4, length);

        var found = ModuleDump.Of("pe", file);
        var whole = ModuleDump.Of("pe", Program);

        found["number_of_resources"].Should().NotBe(whole["number_of_resources"]);
        found["resources[0].rva"].Should().Be(whole["resources[1].rva"]);
    }

    [Fact]
    public void A_name_of_a_resource_that_cannot_be_read_is_a_negative_number()
    {
        var (file, root) = WithResources();
        Put32(file, root + 16, 0xFFFF0000);

        var found = ModuleDump.Of("pe", file);

        found["resources[0].type"].Should().Be("-65536");
        found.Should().NotContainKey("resources[0].type_string");
    }

    [Fact]
    public void Version_strings_are_found_whatever_length_of_the_value_is_declared()
    {
        var file = (byte[])Assembly.Clone();
        var start = file.AsSpan().IndexOf(Encoding.Unicode.GetBytes("VS_VERSION_INFO")) - 6;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(start + 2), 1);

        ModuleDump.Of("pe", file)["number_of_version_infos"].Should().Be(ModuleDump.Of("pe", Assembly)["number_of_version_infos"]);
    }

    [Fact]
    public void A_path_of_symbols_may_be_empty_or_long()
    {
        var file = (byte[])Library.Clone();
        var start = file.AsSpan().IndexOf("RSDS"u8) + 24;
        file[start] = 0;

        ModuleDump.Of("pe", file)["pdb_path"].Should().Be("\"\"");
        file.AsSpan(start, 300).Fill((byte)'a');
        file[start + 300] = 0;
        ModuleDump.Of("pe", file)["pdb_path"].Should().HaveLength(302);
    }

    [Fact]
    public void A_rich_header_needs_no_more_than_its_first_word_and_its_key()
    {
        var file = (byte[])Library.Clone();
        var whole = ModuleDump.Of("pe", Library);
        Put32(file, int.Parse(whole["rich_signature.offset"], System.Globalization.CultureInfo.InvariantCulture) + 4, 0x12345678);

        var found = ModuleDump.Of("pe", file);

        found["rich_signature.key"].Should().Be(whole["rich_signature.key"]);
        found["rich_signature.version_data"].Should().Be(whole["rich_signature.version_data"]);
    }

    [Fact]
    public void A_section_is_found_by_its_name_up_to_a_zero()
    {
        var file = new PeBuilder().Build();
        "UPX0\0x"u8.CopyTo(file.AsSpan(SecondSection));

        ModuleDump.Call("pe", "section_index", file, YaraValue.Of("UPX0"u8.ToArray())).AsInteger.Should().Be(1);
    }

    [Fact]
    public void A_signature_is_read_whatever_type_its_table_declares()
    {
        var file = (byte[])Assembly.Clone();
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(PeFile.TryOpen(file)!.CertificateTable!.Offset + 6), 0);

        ModuleDump.Of("pe", file)["is_signed"].Should().Be("1");
    }

    [Fact]
    public void A_header_of_the_runtime_has_72_bytes()
    {
        var file = (byte[])Assembly.Clone();
        var image = PeFile.TryOpen(file)!;
        var header = image.OffsetOf(image.Directory(PeDirectory.ClrHeader)!.Value.VirtualAddress)!.Value;

        Put32(file, header, 73);

        ModuleDump.Of("dotnet", file)["is_dotnet"].Should().Be("0");
    }

    [Fact]
    public void A_resource_that_the_assembly_does_not_hold_has_a_name_alone()
    {
        var file = (byte[])Assembly.Clone();
        var image = PeFile.TryOpen(file)!;
        var header = image.OffsetOf(image.Directory(PeDirectory.ClrHeader)!.Value.VirtualAddress)!.Value;
        var whole = ModuleDump.Of("dotnet", Assembly);
        Put32(file, header + 24, 0x00FF0000);

        var found = ModuleDump.Of("dotnet", file);

        found["number_of_resources"].Should().Be(whole["number_of_resources"]).And.NotBe("0");
        found["resources[0].name"].Should().Be(whole["resources[0].name"]);
        found.Should().NotContainKey("resources[0].offset");
    }

    private static byte[] Hash(string text)
    {
#pragma warning disable CA5351 // the import hash is MD5 by definition
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes(text))));
#pragma warning restore CA5351
    }

    private static (byte[] File, int Root) WithResources()
    {
        var image = PeFile.TryOpen(Program)!;
        return ((byte[])Program.Clone(), image.OffsetOf(image.Directory(PeDirectory.Resource)!.Value.VirtualAddress)!.Value);
    }

    /// <summary>The data entry of the first resource: down the first entry of each directory.</summary>
    private static int Leaf(byte[] file, int root)
    {
        var at = root;
        while (true)
        {
            var target = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 16 + 4));
            at = root + (int)(target & 0x7FFFFFFF);
            if ((target & 0x80000000) == 0)
                return at;
        }
    }

    private static long? Offset(byte[] file, long address) =>
        ModuleDump.Call("pe", "rva_to_offset", file, YaraValue.Of(address)) is { IsDefined: true } found ? found.AsInteger : null;

    private static void Put32(byte[] file, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(offset), value);
}
