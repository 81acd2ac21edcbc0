using ScanHost.Formats.MachO;

namespace ScanHost.Formats.Dex;

/// <summary>class_data_item: what a class defines.</summary>
/// <param name="Sizes">static_fields_size, instance_fields_size, direct_methods_size, virtual_methods_size, as declared.</param>
/// <param name="Members">Those that lie in the file and have a name.</param>
public sealed record DexClassData(uint[] Sizes, IReadOnlyList<DexMember> Members)
{
    private const int MaxMembers = 1_000_000;
    private const int ClassDataField = 6;

    internal static DexClassData[] ReadAll(DexFile dex)
    {
        var data = new List<DexClassData>();
        var left = MaxMembers;
        foreach (var fields in dex.Classes)
        {
            if (fields[ClassDataField] == 0 || !dex.File.Has(fields[ClassDataField], 4))
                continue;

            data.Add(Read(dex, fields[ClassDataField], ref left));
        }

        return [.. data];
    }

    private static DexClassData Read(DexFile dex, uint offset, ref int left)
    {
        var reader = new Leb128Reader(dex.File[(int)offset..]);
        var sizes = new uint[4];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = (uint)reader.ReadUnsigned();

        var members = new List<DexMember>();
        for (var kind = DexMemberKind.StaticField; kind <= DexMemberKind.VirtualMethod; kind++)
        {
            var number = 0UL;
            for (var i = 0U; i < sizes[(int)kind] && !reader.IsBroken && left > 0; i++, left--)
            {
                // Each but the first number is told as the distance to the one before.
                var distance = reader.ReadUnsigned();
                number += distance;
                var access = (uint)reader.ReadUnsigned();
                var code = kind >= DexMemberKind.DirectMethod ? (uint)reader.ReadUnsigned() : 0;
                if (!reader.IsBroken && DexMember.Make(dex, kind, number, access, code) is { } member)
                    members.Add(member with { Distance = (uint)distance });
            }
        }

        return new DexClassData(sizes, members);
    }
}

/// <summary>What a member of a class is.</summary>
public enum DexMemberKind
{
    /// <summary>A field of the class.</summary>
    StaticField,

    /// <summary>A field of its objects.</summary>
    InstanceField,

    /// <summary>A method that is static, private or a constructor.</summary>
    DirectMethod,

    /// <summary>Any other method.</summary>
    VirtualMethod,
}

/// <summary>A field or method that a class defines.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ClassName">Descriptor of its class, such as <c>Lcom/example/Main;</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Prototype">Of a field the descriptor of its type, of a method the short form of its signature.</param>
/// <param name="AccessFlags">ACC_*.</param>
/// <param name="Code">Of a method with code; null otherwise.</param>
public sealed record DexMember(
    DexMemberKind Kind, ReadOnlyMemory<byte> ClassName, ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Prototype, uint AccessFlags, DexCode? Code)
{
    /// <summary>field_idx_diff or method_idx_diff.</summary>
    public uint Distance { get; init; }

    /// <summary>Where the code_item stands; 0 for none, and of fields.</summary>
    public uint CodeOffset { get; init; }

    internal static DexMember? Make(DexFile dex, DexMemberKind kind, ulong number, uint access, uint code)
    {
        var isMethod = kind >= DexMemberKind.DirectMethod;
        var ids = isMethod ? dex.MethodIds : dex.FieldIds;
        if (number >= (ulong)ids.Count)
            return null;

        var id = ids[(int)number];
        var prototype = !isMethod ? dex.TypeName(id.Type)
            : id.Type < dex.Prototypes.Count ? dex.Text(dex.Prototypes[id.Type].ShortyIndex) : null;
        return dex.TypeName(id.Class) is { } owner && dex.Text(id.Name) is { } name && prototype is not null
            ? new DexMember(kind, owner, name, prototype.Value, access, code == 0 ? null : DexCode.Read(dex, code)) { CodeOffset = code }
            : null;
    }
}

/// <summary>code_item: a method's code.</summary>
/// <param name="Registers">registers_size.</param>
/// <param name="Ins">ins_size.</param>
/// <param name="Outs">outs_size.</param>
/// <param name="Tries">tries_size.</param>
/// <param name="DebugInfoOffset">In the file; 0 for none.</param>
/// <param name="InstructionUnits">insns_size: 16-bit units, as declared.</param>
/// <param name="Instructions">As many of them as lie in the file.</param>
public sealed record DexCode(
    ushort Registers, ushort Ins, ushort Outs, ushort Tries, uint DebugInfoOffset, uint InstructionUnits, ReadOnlyMemory<byte> Instructions)
{
    private const int HeaderSize = 16;

    internal static DexCode? Read(DexFile dex, uint offset)
    {
        var file = dex.File;
        if (!file.Has(offset, HeaderSize))
            return null;

        var units = file.U32(offset + 12L)!.Value;
        return new DexCode(
            file.U16(offset)!.Value, file.U16(offset + 2L)!.Value, file.U16(offset + 4L)!.Value, file.U16(offset + 6L)!.Value,
            file.U32(offset + 8L)!.Value, units, dex.Part(offset + (long)HeaderSize, 2L * units));
    }
}
