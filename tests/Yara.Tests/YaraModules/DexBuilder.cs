using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ScanHost.Yara.Tests.YaraModules;

/// <summary>
/// Builds small Dalvik executables that do nothing, as "Dalvik Executable format" (source.android.com/docs/core/runtime/dex-format) lays them
/// out: header, tables of numbers, then the data. Names must be ASCII.
/// </summary>
internal sealed class DexBuilder
{
    private const int HeaderSize = 112;
    private const uint NoIndex = 0xFFFFFFFF;

    private readonly List<Member> members = [];
    private readonly List<string> classes = [];

    /// <summary>A class that extends <c>java.lang.Object</c>; members that are added next are its own.</summary>
    public DexBuilder Class(string descriptor)
    {
        classes.Add(descriptor);
        return this;
    }

    public DexBuilder Field(string type, string name, uint access, bool isStatic = false)
    {
        members.Add(new(classes[^1], isStatic ? 0 : 1, type, name, access, []));
        return this;
    }

    /// <summary>A method without parameters. <paramref name="code"/>: 16-bit units; none makes it abstract.</summary>
    public DexBuilder Method(string returnType, string name, uint access, bool isVirtual, params ushort[] code)
    {
        members.Add(new(classes[^1], isVirtual ? 3 : 2, returnType, name, access, code));
        return this;
    }

    public byte[] Build()
    {
        // All tables are sorted: numbers of members are told as distances, which are positive.
        string[] types = [.. members.Select(one => one.Type).Concat(classes).Append("Ljava/lang/Object;").Distinct().Order(StringComparer.Ordinal)];
        string[] returned = [.. members.Where(one => one.IsMethod).Select(one => one.Type).Distinct().Order(StringComparer.Ordinal)];
        string[] strings = [.. types.Concat(members.Select(one => one.Name)).Concat(returned.Select(Shorty)).Distinct().Order(StringComparer.Ordinal)];
        Member[] fields = [.. members.Where(one => !one.IsMethod).OrderBy(one => one.Class, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal)];
        Member[] methods = [.. members.Where(one => one.IsMethod).OrderBy(one => one.Class, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal)];
        (int Count, int Size)[] tables = [(strings.Length, 4), (types.Length, 4), (returned.Length, 12), (fields.Length, 8), (methods.Length, 8), (classes.Count, 32)];
        var dataAt = HeaderSize + tables.Sum(table => table.Count * table.Size);

        var data = new Output();
        var stringsAt = strings.Select(text => data.Put(dataAt, Leb(text.Length), [.. Encoding.ASCII.GetBytes(text), 0])).ToArray();
        var codeAt = methods.Select(method => method.Code.Length == 0 ? 0 : data.Align().Put(dataAt, Code(method.Code))).ToArray();
        var classDataAt = classes.Select(name => data.Put(dataAt, ClassData(name, fields, methods, codeAt))).ToArray();
        var mapAt = data.Align().Put(dataAt, U32(2), U16(0), U16(0), U32(1), U32(0), U16(1), U16(0), U32(strings.Length), U32(HeaderSize));

        var file = new Output();
        file.Put(0, "dex\n035\0"u8.ToArray(), new byte[24], U32(dataAt + data.Length), U32(HeaderSize), U32(0x12345678), U32(0), U32(0), U32(mapAt));
        var tableAt = HeaderSize;
        foreach (var (count, size) in tables)
        {
            file.Put(0, U32(count), U32(count == 0 ? 0 : tableAt));
            tableAt += count * size;
        }

        file.Put(0, U32(data.Length), U32(dataAt));
        file.Put(0, [.. stringsAt.Select(at => U32(at)), .. types.Select(type => U32(Array.IndexOf(strings, type)))]);
        file.Put(0, [.. returned.SelectMany(type => new[] { U32(Array.IndexOf(strings, Shorty(type))), U32(Array.IndexOf(types, type)), U32(0) })]);
        file.Put(0, [.. fields.SelectMany(one => new[] { U16(Array.IndexOf(types, one.Class)), U16(Array.IndexOf(types, one.Type)), U32(Array.IndexOf(strings, one.Name)) })]);
        file.Put(0, [.. methods.SelectMany(one => new[] { U16(Array.IndexOf(types, one.Class)), U16(Array.IndexOf(returned, one.Type)), U32(Array.IndexOf(strings, one.Name)) })]);
        for (var i = 0; i < classes.Count; i++)
        {
            file.Put(
                0, U32(Array.IndexOf(types, classes[i])), U32(1), U32(Array.IndexOf(types, "Ljava/lang/Object;")), U32(0), U32(NoIndex), U32(0), U32(classDataAt[i]), U32(0));
        }

        file.Put(0, data.ToArray());
        return Signed(file.ToArray());
    }

    private static byte[] ClassData(string name, Member[] fields, Member[] methods, int[] codeAt)
    {
        var counts = new Output();
        var items = new Output();
        for (var kind = 0; kind < 4; kind++)
        {
            var ids = kind < 2 ? fields : methods;
            var (before, count) = (0, 0);
            for (var i = 0; i < ids.Length; i++)
            {
                if (ids[i].Class != name || ids[i].Kind != kind)
                    continue;
                items.Put(0, Leb(i - before), Leb((int)ids[i].Access), kind < 2 ? [] : Leb(codeAt[i]));
                (before, count) = (i, count + 1);
            }

            counts.Put(0, Leb(count));
        }

        return [.. counts.ToArray(), .. items.ToArray()];
    }

    /// <summary>code_item with three registers, one of them for an argument; two outs; no tries.</summary>
    private static byte[] Code(ushort[] units) => [.. U16(3), .. U16(1), .. U16(2), .. U16(0), .. U32(0), .. U32(units.Length), .. units.SelectMany(unit => U16(unit))];

    private static byte[] Signed(byte[] file)
    {
#pragma warning disable CA5350 // the digest that the format has
        SHA1.HashData(file.AsSpan(32)).CopyTo(file.AsSpan(12));
#pragma warning restore CA5350
        var (a, b) = (1U, 0U);
        foreach (var value in file.AsSpan(12))
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), (b << 16) | a);
        return file;
    }

    private static string Shorty(string type) => type[0] is 'L' or '[' ? "L" : type;

    private static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] U32(long value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    /// <summary>Unsigned LEB128.</summary>
    private static byte[] Leb(int value) => value < 128 ? [(byte)value] : [(byte)(value | 128), .. Leb(value >> 7)];

    /// <summary>A field or method. Kinds are in the order of class_data_item: static field, instance field, direct method, virtual method.</summary>
    private sealed record Member(string Class, int Kind, string Type, string Name, uint Access, ushort[] Code)
    {
        public bool IsMethod => Kind >= 2;
    }

    private sealed class Output
    {
        private readonly List<byte> bytes = [];

        public int Length => bytes.Count;

        /// <summary>To a multiple of four.</summary>
        public Output Align()
        {
            while (bytes.Count % 4 != 0)
                bytes.Add(0);
            return this;
        }

        /// <summary>Appends, and says where it stands in a file in which this starts at an offset.</summary>
        public int Put(int start, params byte[][] parts)
        {
            var at = start + bytes.Count;
            foreach (var part in parts)
                bytes.AddRange(part);
            return at;
        }

        public byte[] ToArray() => [.. bytes];
    }
}
