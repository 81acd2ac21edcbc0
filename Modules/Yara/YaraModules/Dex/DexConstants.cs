using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules.Dex;

/// <summary>The constants of the module <c>dex</c>, from the Dalvik executable format.</summary>
internal static class DexConstants
{
    private static readonly (string Name, long Value)[] Integers =
    [
        ("ENDIAN_CONSTANT", 0x12345678), ("REVERSE_ENDIAN_CONSTANT", 0x78563412), ("NO_INDEX", 0xFFFFFFFF),
        ("ACC_PUBLIC", 0x1), ("ACC_PRIVATE", 0x2), ("ACC_PROTECTED", 0x4), ("ACC_STATIC", 0x8), ("ACC_FINAL", 0x10),
        ("ACC_SYNCHRONIZED", 0x20), ("ACC_VOLATILE", 0x40), ("ACC_BRIDGE", 0x40), ("ACC_TRANSIENT", 0x80), ("ACC_VARARGS", 0x80),
        ("ACC_NATIVE", 0x100), ("ACC_INTERFACE", 0x200), ("ACC_ABSTRACT", 0x400), ("ACC_STRICT", 0x800), ("ACC_SYNTHETIC", 0x1000),
        ("ACC_ANNOTATION", 0x2000), ("ACC_ENUM", 0x4000), ("ACC_CONSTRUCTOR", 0x10000), ("ACC_DECLARED_SYNCHRONIZED", 0x20000),
        ("TYPE_HEADER_ITEM", 0), ("TYPE_STRING_ID_ITEM", 1), ("TYPE_TYPE_ID_ITEM", 2), ("TYPE_PROTO_ID_ITEM", 3),
        ("TYPE_FIELD_ID_ITEM", 4), ("TYPE_METHOD_ID_ITEM", 5), ("TYPE_CLASS_DEF_ITEM", 6), ("TYPE_CALL_SITE_ID_ITEM", 7),
        ("TYPE_METHOD_HANDLE_ITEM", 8), ("TYPE_MAP_LIST", 0x1000), ("TYPE_TYPE_LIST", 0x1001), ("TYPE_ANNOTATION_SET_REF_LIST", 0x1002),
        ("TYPE_ANNOTATION_SET_ITEM", 0x1003), ("TYPE_CLASS_DATA_ITEM", 0x2000), ("TYPE_CODE_ITEM", 0x2001),
        ("TYPE_STRING_DATA_ITEM", 0x2002), ("TYPE_DEBUG_INFO_ITEM", 0x2003), ("TYPE_ANNOTATION_ITEM", 0x2004),
        ("TYPE_ENCODED_ARRAY_ITEM", 0x2005), ("TYPE_ANNOTATIONS_DIRECTORY_ITEM", 0x2006),
    ];

    public static void Declare<TState>(StructureBuilder<TState> module)
        where TState : class
    {
        foreach (var version in (string[])["035", "036", "037", "038", "039"])
            module.Constant("DEX_FILE_MAGIC_" + version, $"dex\n{version}\0");
        foreach (var (name, value) in Integers)
            module.Constant(name, value);
    }
}
