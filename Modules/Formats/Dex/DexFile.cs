using ScanHost.Formats.MachO;

namespace ScanHost.Formats.Dex;

/// <summary>
/// A Dalvik executable, as in "Dalvik Executable format" (source.android.com/docs/core/runtime/dex-format). No count or offset is trusted: a
/// list ends where the file does. Each part is read when it is asked for.
/// </summary>
public sealed class DexFile
{
    /// <summary>Bytes of header_item.</summary>
    public const int HeaderSize = 112;

    private const int MaxItems = 1_000_000;

    private readonly ReadOnlyMemory<byte> content;

    private DexFile(ReadOnlyMemory<byte> content) => this.content = content;

    /// <summary>The 20 numbers of header_item behind the signature, in their order, file_size first.</summary>
    public IReadOnlyList<uint> HeaderFields => field ??= [.. Enumerable.Range(0, 20).Select(index => File.U32(32 + (4 * index))!.Value)];

    /// <summary>Adler-32 of what follows it, as the header says.</summary>
    public uint Checksum => File.U32(8)!.Value;

    /// <summary>The first 8 bytes.</summary>
    public ReadOnlyMemory<byte> Magic => content[..8];

    /// <summary>SHA-1 of what follows it, as the header says: 20 bytes.</summary>
    public ReadOnlyMemory<byte> Signature => content.Slice(12, 20);

    /// <summary>string_id_item.</summary>
    public IReadOnlyList<DexString> Strings => field ??= ReadStrings();

    /// <summary>type_id_item: each the number of a string.</summary>
    public IReadOnlyList<uint> Types => field ??= [.. Items(8, 4).Select(at => File.U32(at)!.Value)];

    /// <summary>proto_id_item.</summary>
    public IReadOnlyList<DexPrototype> Prototypes =>
        field ??= [.. Items(10, 12).Select(at => new DexPrototype(File.U32(at)!.Value, File.U32(at + 4)!.Value, File.U32(at + 8)!.Value))];

    /// <summary>field_id_item.</summary>
    public IReadOnlyList<DexMemberId> FieldIds => field ??= ReadMembers(12);

    /// <summary>method_id_item.</summary>
    public IReadOnlyList<DexMemberId> MethodIds => field ??= ReadMembers(14);

    /// <summary>class_def_item: 8 numbers each, in their order.</summary>
    public IReadOnlyList<uint[]> Classes =>
        field ??= [.. Items(16, 32).Select(at => Enumerable.Range(0, 8).Select(index => File.U32(at + (4 * index))!.Value).ToArray())];

    /// <summary>class_data_item, of the classes that have one.</summary>
    public IReadOnlyList<DexClassData> ClassData => field ??= DexClassData.ReadAll(this);

    /// <summary>The declared number of map_items; null when there is no map.</summary>
    public uint? MapSize => File.U32(HeaderFields[5]);

    /// <summary>map_item.</summary>
    public IReadOnlyList<DexMapItem> Map => field ??= ReadMap();

    internal ReadOnlySpan<byte> File => content.Span;

    /// <summary>Opens a file.</summary>
    /// <returns>Null when it does not start with a whole header of version 035 to 039.</returns>
    public static DexFile? TryOpen(ReadOnlyMemory<byte> content)
    {
        var file = content.Span;
        return file.Length >= HeaderSize && file.StartsWith("dex\n03"u8) && file[6] is >= (byte)'5' and <= (byte)'9' && file[7] == 0
            ? new DexFile(content)
            : null;
    }

    /// <summary>The text of a string; null when there is none of that number.</summary>
    public ReadOnlyMemory<byte>? Text(uint index) => index < Strings.Count ? Strings[(int)index].Value : null;

    /// <summary>The name of a type; null when there is none of that number.</summary>
    public ReadOnlyMemory<byte>? TypeName(uint index) => index < Types.Count ? Text(Types[(int)index]) : null;

    internal ReadOnlyMemory<byte> Part(long offset, long length) => ((ReadOnlyMemory<byte>)content).Part(offset, length);

    /// <summary>Where the items of a list stand that lie in the file wholly.</summary>
    private IEnumerable<long> Items(int sizeField, int itemSize)
    {
        var (count, start) = (HeaderFields[sizeField], HeaderFields[sizeField + 1]);
        var limit = Math.Min(Math.Min(count, MaxItems), Math.Max(0, (content.Length - (long)start) / itemSize));
        for (var i = 0L; i < limit; i++)
            yield return start + (i * itemSize);
    }

    private DexString[] ReadStrings()
    {
        var strings = new List<DexString>();
        foreach (var at in Items(6, 4))
        {
            var offset = File.U32(at)!.Value;
            var reader = new Leb128Reader(File.Part(offset, 5));
            var available = reader.Left;
            var size = (uint)reader.ReadUnsigned();
            if (reader.IsBroken)
                continue;
            strings.Add(new DexString(offset, size, Part(offset + available - reader.Left, size)));
        }

        return [.. strings];
    }

    private DexMemberId[] ReadMembers(int sizeField) =>
        [.. Items(sizeField, 8).Select(at => new DexMemberId(File.U16(at)!.Value, File.U16(at + 2)!.Value, File.U32(at + 4)!.Value))];

    private DexMapItem[] ReadMap()
    {
        long start = HeaderFields[5];
        var items = new List<DexMapItem>();
        for (var i = 0L; i < Math.Min(MapSize ?? 0, MaxItems) && File.Has(start + 4 + (i * 12), 12); i++)
        {
            var at = start + 4 + (i * 12);
            items.Add(new DexMapItem(File.U16(at)!.Value, File.U16(at + 2)!.Value, File.U32(at + 4)!.Value, File.U32(at + 8)!.Value));
        }

        return [.. items];
    }
}

/// <summary>A string of the file.</summary>
/// <param name="Offset">Of its data in the file.</param>
/// <param name="Size">In UTF-16 units, as declared.</param>
/// <param name="Value">As many bytes of its modified UTF-8.</param>
public sealed record DexString(uint Offset, uint Size, ReadOnlyMemory<byte> Value);

/// <summary>A method's shape.</summary>
/// <param name="ShortyIndex">Number of the string that says it shortly.</param>
/// <param name="ReturnType">Number of a type.</param>
/// <param name="ParametersOffset">Of a type_list in the file; 0 for none.</param>
public sealed record DexPrototype(uint ShortyIndex, uint ReturnType, uint ParametersOffset);

/// <summary>What a field or method is called.</summary>
/// <param name="Class">Number of the type that has it.</param>
/// <param name="Type">Of a field the number of its type, of a method that of its prototype.</param>
/// <param name="Name">Number of a string.</param>
public sealed record DexMemberId(ushort Class, ushort Type, uint Name);

/// <summary>A section of the file.</summary>
/// <param name="Kind">TYPE_*.</param>
/// <param name="Unused">Should be 0.</param>
/// <param name="Size">Items in it.</param>
/// <param name="Offset">In the file.</param>
public sealed record DexMapItem(ushort Kind, ushort Unused, uint Size, uint Offset);
