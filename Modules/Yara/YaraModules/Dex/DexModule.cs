using ScanHost.Formats.Dex;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules.Dex;

/// <summary><c>dex</c>: programs of Android's Dalvik.</summary>
internal sealed class DexModule : YaraModule<DexModule.State>
{
    private static readonly string[] HeaderFields =
    [
        "file_size", "header_size", "endian_tag", "link_size", "link_offset", "map_offset", "string_ids_size", "string_ids_offset",
        "type_ids_size", "type_ids_offset", "proto_ids_size", "proto_ids_offset", "field_ids_size", "field_ids_offset",
        "method_ids_size", "method_ids_offset", "class_defs_size", "class_defs_offset", "data_size", "data_offset",
    ];

    private static readonly string[] ClassFields =
    [
        "class_idx", "access_flags", "super_class_idx", "interfaces_offset", "source_file_idx", "annotations_offset",
        "class_data_offset", "static_values_offset",
    ];

    private static readonly string[] ClassDataFields = ["static_fields_size", "instance_fields_size", "direct_methods_size", "virtual_methods_size"];

    public override string Name => "dex";

    protected override State Read(ModuleContext context) => new(DexFile.TryOpen(context.Data));

    protected override void Declare(StructureBuilder<State> module)
    {
        DexConstants.Declare(module);
        module.Structure<DexFile>("header", dex => dex.File, DeclareHeader);
        DeclareTables(module);
        module.Structure<DexFile>("map_list", dex => dex.File, map =>
        {
            map.Integer("size", file => file.MapSize);
            map.Structures<DexMapItem>("map_item", file => file.Map, item =>
            {
                item.Integer("type", entry => entry.Kind);
                item.Integer("unused", entry => entry.Unused);
                item.Integer("size", entry => entry.Size);
                item.Integer("offset", entry => entry.Offset);
            });
        });
        module.Integer("number_of_fields", dex => dex.Fields?.Length);
        module.Structures<DexMember>("field", dex => dex.Fields, field =>
        {
            DeclareMember(field, "static", DexMemberKind.StaticField, "instance", DexMemberKind.InstanceField);
            field.Integer("field_idx_diff", member => member.Distance);
        });
        module.Integer("number_of_methods", dex => dex.Methods?.Length);
        module.Structures<DexMember>("method", dex => dex.Methods, method =>
        {
            DeclareMember(method, "direct", DexMemberKind.DirectMethod, "virtual", DexMemberKind.VirtualMethod);
            method.Integer("method_idx_diff", member => member.Distance);
            method.Integer("code_off", member => member.CodeOffset);
            method.Structure<DexCode>("code_item", member => member.Code, DeclareCode);
        });
        DeclareSearches(module);
    }

    private static void DeclareHeader(StructureBuilder<DexFile> header)
    {
        header.String("magic", file => file.Magic.ToArray());
        header.Integer("checksum", file => file.Checksum);
        header.String("signature", file => file.Signature.ToArray());
        for (var i = 0; i < HeaderFields.Length; i++)
        {
            var index = i;
            header.Integer(HeaderFields[i], file => file.HeaderFields[index]);
        }
    }

    private static void DeclareTables(StructureBuilder<State> module)
    {
        module.Structures<DexString>("string_ids", dex => dex.File?.Strings, text =>
        {
            text.Integer("offset", one => one.Offset);
            text.Integer("size", one => one.Size);
            text.String("value", one => one.Value.ToArray());
        });
        module.Structures<DexNumber>("type_ids", dex => dex.Types, type => type.Integer("descriptor_idx", one => one.Value));
        module.Structures<DexPrototype>("proto_ids", dex => dex.File?.Prototypes, prototype =>
        {
            prototype.Integer("shorty_idx", one => one.ShortyIndex);
            prototype.Integer("return_type_idx", one => one.ReturnType);
            prototype.Integer("parameters_offset", one => one.ParametersOffset);
        });
        module.Structures<DexMemberId>("field_ids", dex => dex.File?.FieldIds, id => DeclareId(id, "type_idx"));
        module.Structures<DexMemberId>("method_ids", dex => dex.File?.MethodIds, id => DeclareId(id, "proto_idx"));
        module.Structures<uint[]>("class_defs", dex => dex.File?.Classes, one => DeclareNumbers(one, ClassFields, numbers => numbers));
        module.Structures<DexClassData>("class_data_item", dex => dex.File?.ClassData, one => DeclareNumbers(one, ClassDataFields, data => data.Sizes));
    }

    private static void DeclareId(StructureBuilder<DexMemberId> id, string type)
    {
        id.Integer("class_idx", one => one.Class);
        id.Integer(type, one => one.Type);
        id.Integer("name_idx", one => one.Name);
    }

    private static void DeclareNumbers<T>(StructureBuilder<T> structure, string[] names, Func<T, uint[]> get)
        where T : class
    {
        for (var i = 0; i < names.Length; i++)
        {
            var index = i;
            structure.Integer(names[i], one => get(one)[index]);
        }
    }

    private static void DeclareMember(
        StructureBuilder<DexMember> member, string first, DexMemberKind firstKind, string second, DexMemberKind secondKind)
    {
        member.String("class_name", one => one.ClassName.ToArray());
        member.String("name", one => one.Name.ToArray());
        member.String("proto", one => one.Prototype.ToArray());
        member.Integer(first, one => one.Kind == firstKind ? 1 : 0);
        member.Integer(second, one => one.Kind == secondKind ? 1 : 0);
        member.Integer("access_flags", one => one.AccessFlags);
    }

    private static void DeclareCode(StructureBuilder<DexCode> code)
    {
        code.Integer("registers_size", one => one.Registers);
        code.Integer("ins_size", one => one.Ins);
        code.Integer("outs_size", one => one.Outs);
        code.Integer("tries_size", one => one.Tries);
        code.Integer("debug_info_off", one => one.DebugInfoOffset);
        code.Integer("insns_size", one => one.InstructionUnits);
        code.String("insns", one => one.Instructions.ToArray());
    }

    private static void DeclareSearches(StructureBuilder<State> module)
    {
        module.Function("has_method", "s", YaraType.Integer, (dex, call) =>
        {
            foreach (var method in dex.Methods ?? [])
            {
                if (method.Name.Span.SequenceEqual(call.String(0)))
                    return YaraValue.Of(1);
            }

            return None(dex);
        });
        module.Function("has_method", "ss", YaraType.Integer, (dex, call) =>
        {
            foreach (var method in dex.Methods ?? [])
            {
                if (method.ClassName.Span.SequenceEqual(call.String(0)) && method.Name.Span.SequenceEqual(call.String(1)))
                    return YaraValue.Of(1);
            }

            return None(dex);
        });
        module.Function("has_method", "r", YaraType.Integer, (dex, call) =>
        {
            foreach (var method in dex.Methods ?? [])
            {
                if (call.IsMatch(0, method.Name.Span))
                    return YaraValue.Of(1);
            }

            return None(dex);
        });
        module.Function("has_method", "rr", YaraType.Integer, (dex, call) =>
        {
            foreach (var method in dex.Methods ?? [])
            {
                if (call.IsMatch(0, method.ClassName.Span) && call.IsMatch(1, method.Name.Span))
                    return YaraValue.Of(1);
            }

            return None(dex);
        });
        module.Function("has_class", "s", YaraType.Integer, (dex, call) =>
        {
            foreach (var member in dex.Members)
            {
                if (member.ClassName.Span.SequenceEqual(call.String(0)))
                    return YaraValue.Of(1);
            }

            return None(dex);
        });
        module.Function("has_class", "r", YaraType.Integer, (dex, call) =>
        {
            foreach (var member in dex.Members)
            {
                if (call.IsMatch(0, member.ClassName.Span))
                    return YaraValue.Of(1);
            }

            return None(dex);
        });
    }

    private static YaraValue None(State dex) => dex.File is null ? default : YaraValue.Of(0);

    /// <summary>Null when the file is no Dalvik executable: every field is undefined then.</summary>
    internal sealed class State(DexFile? file)
    {
        public DexFile? File { get; } = file;

        public IReadOnlyList<DexNumber>? Types => field ??= File is null ? null : [.. File.Types.Select(type => new DexNumber(type))];

        public DexMember[]? Fields => field ??= File is null ? null : [.. Members.Where(member => member.Kind <= DexMemberKind.InstanceField)];

        public DexMember[]? Methods => field ??= File is null ? null : [.. Members.Where(member => member.Kind >= DexMemberKind.DirectMethod)];

        public IEnumerable<DexMember> Members => File?.ClassData.SelectMany(data => data.Members) ?? [];
    }

    internal sealed record DexNumber(uint Value);
}
