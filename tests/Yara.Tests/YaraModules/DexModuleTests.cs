namespace ScanHost.Yara.Tests.YaraModules;

/// <summary>What conditions can ask of a Dalvik executable.</summary>
public sealed class DexModuleTests
{
    private const int Mutations = 4000;

    /// <summary>With members of every kind.</summary>
    internal static readonly byte[] Program = new DexBuilder()
        .Class("LMain;").Field("I", "count", access: 9, isStatic: true).Field("Ljava/lang/Object;", "value", access: 2)
        .Method("V", "<init>", 0x10001, false, 0x000E).Method("V", "main", 9, false, 0x0012, 0x000E).Method("I", "virt", 1, true)
        .Class("Lother/Two;").Method("V", "run", 0x401, true)
        .Build();

    [Theory]
    [InlineData("dex.header.magic == dex.DEX_FILE_MAGIC_035 and dex.header.header_size == 112 and dex.header.file_size == filesize")]
    [InlineData("dex.header.endian_tag == dex.ENDIAN_CONSTANT and dex.header.class_defs_size == 2 and dex.header.data_offset + dex.header.data_size == filesize")]
    [InlineData("dex.header.checksum == uint32(8)")]
    [InlineData("dex.string_ids[0].value == \"<init>\" and dex.string_ids[0].size == 6")]
    [InlineData("for any name in dex.string_ids : (name.value == \"Lother/Two;\" and uint8(name.offset) == 11)")]
    [InlineData("dex.string_ids[dex.type_ids[0].descriptor_idx].value == \"I\"")]
    [InlineData("dex.string_ids[dex.proto_ids[1].shorty_idx].value == \"V\" and dex.proto_ids[1].parameters_offset == 0")]
    [InlineData("dex.string_ids[dex.field_ids[1].name_idx].value == \"value\"")]
    [InlineData("dex.string_ids[dex.method_ids[3].name_idx].value == \"run\"")]
    [InlineData("dex.class_defs[0].access_flags & dex.ACC_PUBLIC != 0 and dex.class_defs[0].source_file_idx == dex.NO_INDEX")]
    [InlineData("dex.class_data_item[0].static_fields_size == 1 and dex.class_data_item[0].instance_fields_size == 1")]
    [InlineData("dex.class_data_item[0].direct_methods_size == 2 and dex.class_data_item[0].virtual_methods_size == 1 and dex.class_data_item[1].virtual_methods_size == 1")]
    [InlineData("dex.map_list.size == 2 and dex.map_list.map_item[1].type == dex.TYPE_STRING_ID_ITEM and dex.map_list.map_item[1].offset == 112")]
    [InlineData("dex.number_of_fields == 2 and dex.field[0].name == \"count\" and dex.field[0].static == 1 and dex.field[0].proto == \"I\"")]
    [InlineData("dex.field[1].instance == 1 and dex.field[1].static == 0 and dex.field[1].class_name == \"LMain;\" and dex.field[1].access_flags == dex.ACC_PRIVATE")]
    [InlineData("dex.number_of_methods == 4 and dex.method[0].name == \"<init>\" and dex.method[0].direct == 1 and dex.method[0].access_flags & dex.ACC_CONSTRUCTOR != 0")]
    [InlineData("dex.method[1].code_item.insns_size == 2 and dex.method[1].code_item.insns == \"\\x12\\x00\\x0e\\x00\" and dex.method[1].code_item.registers_size == 3")]
    [InlineData("dex.method[1].code_item.ins_size == 1 and dex.method[1].code_item.outs_size == 2 and dex.method[1].code_item.tries_size == 0")]
    [InlineData("dex.method[2].virtual == 1 and dex.method[2].proto == \"I\" and not defined dex.method[2].code_item.insns_size")]
    [InlineData("dex.method[3].class_name == \"Lother/Two;\" and dex.method[3].access_flags & dex.ACC_ABSTRACT != 0")]
    [InlineData("dex.has_method(\"main\") and dex.has_method(\"Lother/Two;\", \"run\") and dex.has_method(/^vi/) and dex.has_method(/^Lother/, /^ru/)")]
    [InlineData("dex.has_class(\"LMain;\") and dex.has_class(/Two/)")]
    [InlineData("not dex.has_method(\"nothing\") and not dex.has_method(\"LMain;\", \"run\") and not dex.has_method(/^Main/, /./) and not dex.has_class(\"LThree;\")")]
    public void A_program_has(string condition) => IsTrue(condition, Program).Should().BeTrue();

    [Theory]
    [InlineData("dex.header.magic")]
    [InlineData("dex.number_of_methods")]
    [InlineData("dex.has_class(/./)")]
    public void Of_other_files_nothing_is_defined(string field) => IsTrue($"not defined {field}", "no program"u8.ToArray()).Should().BeTrue();

    [Fact]
    public void Every_beginning_is_read()
    {
        for (var length = 0; length < Program.Length; length++)
            ModuleDump.Of("dex", Program.AsMemory(0, length));
    }

    [Fact]
    public void Damaged_copies_are_read()
    {
        var random = new Random(35);
        for (var i = 0; i < Mutations; i++)
        {
            var copy = (byte[])Program.Clone();
            for (var changes = random.Next(1, 8); changes > 0; changes--)
                copy[random.Next(copy.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : 255 * random.Next(2));
            ModuleDump.Of("dex", copy);
            ModuleDump.Call("dex", "has_class", copy, YaraValue.Of("LNone;"u8.ToArray()));
        }
    }

    private static bool IsTrue(string condition, byte[] file) =>
        new Scanner(YaraRun.Compile($"import \"dex\" rule test {{ condition: {condition} }}")).Scan(file).Matches.Count > 0;
}
