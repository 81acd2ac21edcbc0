using System.Text;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules;

/// <summary>
/// <c>tests</c>: the module with known content by which YARA's own test suite tries what a condition can do with a module. Its content is
/// the same for every file.
/// </summary>
internal sealed class TestsModule : YaraModule<TestsModule.Content>
{
    public override string Name => "tests";

    protected override void Declare(StructureBuilder<Content> module)
    {
        module.Structure("constants", content => content, constants =>
        {
            constants.Integer("one", _ => 1);
            constants.Integer("two", _ => 2);
            constants.String("foo", _ => "foo"u8.ToArray());
            constants.String("empty", _ => []);
            constants.String("regexp", _ => "foo"u8.ToArray());
        });
        module.Structure("undefined", content => content, undefined =>
        {
            undefined.Integer("i", _ => null);
            undefined.Float("f", _ => null);
        });
        module.String("module_data", content => content.ModuleData);
        module.Integers("integer_array", content => content.Integers);
        module.Strings("string_array", content => content.Strings);
        module.IntegerDictionary("integer_dict", content => content.IntegerDictionary);
        module.StringDictionary("string_dict", content => content.StringDictionary);
        module.Structures("struct_array", content => content.Structures, Declare);
        module.StructureDictionary("struct_dict", content => content.StructureDictionary, Declare);
        module.Structures<Item>("empty_struct_array", _ => [], Declare);
        module.StructureDictionary<Item>("empty_struct_dict", _ => null, Declare);
        module.Function("match", "rs", YaraType.Integer, (_, call) => YaraValue.Of(call.MatchLength(0, call.String(1))));
        module.Function("length", "s", YaraType.Integer, (_, call) => YaraValue.Of((long)call.String(0).Length));
        module.Function("empty", "", YaraType.String, (_, _) => YaraValue.Of(""));
        module.Function("isum", "ii", YaraType.Integer, (_, call) => YaraValue.Of(call.Integer(0) + call.Integer(1)));
        module.Function("isum", "iii", YaraType.Integer, (_, call) =>
            YaraValue.Of(call.Integer(0) + call.Integer(1) + call.Integer(2)));
        module.Function("fsum", "ff", YaraType.Float, (_, call) => YaraValue.Of(call.Float(0) + call.Float(1)));
        module.Function("fsum", "fff", YaraType.Float, (_, call) => YaraValue.Of(call.Float(0) + call.Float(1) + call.Float(2)));
        module.Function("foobar", "i", YaraType.String, (_, call) => YaraValue.Of(call.Integer(0) switch
        {
            1 => "foo",
            2 => "bar",
            _ => "oops",
        }));
    }

    protected override Content Read(ModuleContext context) => new(context.ModuleData);

    private static void Declare(StructureBuilder<Item> item)
    {
        item.Integer("i", one => one.Number);
        item.String("s", one => one.Text);
    }

    /// <summary>What the module holds.</summary>
    internal sealed class Content
    {
        public Content(ReadOnlyMemory<byte> moduleData)
        {
            ModuleData = moduleData.IsEmpty ? null : moduleData.ToArray();
            (Integers[0], Integers[1], Integers[2], Integers[256]) = (0, 1, 2, 256);
            StringDictionary.Add("foo"u8.ToArray(), "foo"u8.ToArray());
            StringDictionary.Add("bar"u8.ToArray(), "bar"u8.ToArray());
            StructureDictionary.Add("foo"u8.ToArray(), new Item(1, "foo"u8.ToArray()));
        }

        public byte[]? ModuleData { get; }

        public long?[] Integers { get; } = new long?[257];

        public byte[]?[] Strings { get; } = [.. new[] { "foo", "bar", "baz", "foo\0bar" }.Select(Encoding.ASCII.GetBytes)];

        public Item[] Structures { get; } = [new Item(null, null), new Item(1, null)];

        public ModuleDictionary<long> IntegerDictionary { get; } = new();

        public ModuleDictionary<byte[]> StringDictionary { get; } = new();

        public ModuleDictionary<Item> StructureDictionary { get; } = new();
    }

    /// <summary>A structure in an array or a dictionary.</summary>
    internal sealed record Item(long? Number, byte[]? Text);
}
