using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using ScanHost.Yara.Matching;
using ScanHost.Yara.Scanning.Conditions;
using ScanHost.Yara.Semantics;
using ScanHost.Yara.YaraModules;

namespace ScanHost.Yara.Compilation;

/// <summary>
/// The cache file of a compiled rule set: magic, the build that wrote it, a checksum of the rest, and the rest. Another build or another checksum
/// makes it unreadable, and then the rules are compiled again; it is no format for exchange. Rules are read when they are first looked at.
/// </summary>
internal static class RulesFile
{
    private const int ChecksumBytes = sizeof(ulong);
    private const int MaxItems = 10_000_000;

    private static ReadOnlySpan<byte> Magic => "SHYARC\r\n"u8;

    /// <summary>The magic and the identity of this build: conditions know the members of modules by name, so what wrote them must be what reads them.</summary>
    private static byte[] Mark { get; } = [.. Magic, .. typeof(RulesFile).Module.ModuleVersionId.ToByteArray()];

    public static void Save(Rules rules, Stream stream)
    {
        using var rulesPart = new MemoryStream();
        var texts = new TextTable();
        using (var output = new BinaryWriter(rulesPart, Encoding.UTF8, leaveOpen: true))
            Write(rules, output, texts);
        using var body = new MemoryStream();
        using (var output = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            texts.Write(output);
            rulesPart.WriteTo(body);
            rules.Patterns.Write(output);
        }

        var content = body.GetBuffer().AsSpan(0, (int)body.Length);
        stream.Write(Mark);
        Span<byte> checksum = stackalloc byte[ChecksumBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(checksum, Checksum(content));
        stream.Write(checksum);
        stream.Write(content);
    }

    public static Rules Load(ReadOnlyMemory<byte> file)
    {
        if (file.Length < Mark.Length + ChecksumBytes || !file.Span.StartsWith(Mark))
            throw new InvalidDataException("not compiled rules of this version");

        var content = file[(Mark.Length + ChecksumBytes)..];
        if (Checksum(content.Span) != BinaryPrimitives.ReadUInt64LittleEndian(file.Span[Mark.Length..]))
            throw new InvalidDataException("compiled rules are damaged");

        try
        {
            using var input = new BinaryReader(Open(content), Encoding.UTF8);
            return Read(input, TextTable.Read(input));
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("compiled rules are damaged", error);
        }
    }

    /// <summary>
    /// FNV-1a (draft-eastlake-fnv) over 64-bit words and then the last bytes: it finds damage, and proves nothing to somebody who forges. What the
    /// library has is faster once it is compiled; a file is loaded once, and to compile it takes longer than this loop.
    /// </summary>
    private static ulong Checksum(ReadOnlySpan<byte> content)
    {
        const ulong Basis = 0xCBF2_9CE4_8422_2325, Prime = 0x0000_0100_0000_01B3;
        var hash = Basis;
        for (; content.Length >= sizeof(ulong); content = content[sizeof(ulong)..])
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(content)) * Prime;
        foreach (var last in content)
            hash = (hash ^ last) * Prime;
        return hash;
    }

    /// <summary>Without a copy where the memory is an array's: the file may have many megabytes.</summary>
    private static MemoryStream Open(ReadOnlyMemory<byte> content)
    {
        if (!MemoryMarshal.TryGetArray(content, out var array))
            array = content.ToArray();
        return new(array.Array!, array.Offset, array.Count, writable: false, publiclyVisible: true);
    }

    private static void Write(Rules rules, BinaryWriter output, TextTable texts)
    {
        WriteList(output, rules.Namespaces, name => output.Write(name));
        WriteList(output, rules.Externals, external =>
        {
            output.Write(external.Name);
            output.Write((byte)external.Type);
            output.WriteValue(external.Value);
        });
        WriteList(output, rules.Modules, module => output.Write(module.Name));
        output.WriteArray(rules.RuleOfPattern);
        output.WriteArray(rules.AlwaysLookedAt);
        output.WriteArray(rules.GlobalRules);
        rules.Compiled.Write(output, (each, rule) => WriteRule(each, rule, texts));
    }

    private static void WriteRule(BinaryWriter output, CompiledRule rule, TextTable texts)
    {
        WriteInfo(output, rule.Info, texts);
        output.Write7BitEncodedInt(rule.Namespace);
        output.Write7BitEncodedInt(rule.FirstPattern);
        WriteList(output, rule.Patterns, pattern =>
        {
            texts.Refer(output, pattern.Name);
            output.Write(pattern.IsPrivate);
            output.Write(pattern.IsHex);
        });
        rule.Condition.Write(new NodeWriter(output));
    }

    private static void WriteInfo(BinaryWriter output, Rule info, TextTable texts)
    {
        texts.Refer(output, info.Name);
        output.Write(info.IsGlobal);
        output.Write(info.IsPrivate);
        WriteList(output, info.Tags, tag => texts.Refer(output, tag));
        WriteList(output, info.Metas, meta =>
        {
            texts.Refer(output, meta.Name);
            output.Write((byte)meta.Type);
            output.WriteValue(meta.Value);
        });
    }

    private static Rules Read(BinaryReader input, LazyTable<string> texts)
    {
        var namespaces = ReadList(input, input.ReadString);
        var index = 0;
        var externals = ReadList(
            input, () => new ExternalVariable(index++, input.ReadString(), (YaraType)input.ReadByte(), input.ReadValue()));
        var modules = ReadList(input, () => Module(input.ReadString()));
        var ruleOfPattern = input.ReadInt32s();
        var alwaysLookedAt = input.ReadInt32s();
        var globalRules = input.ReadInt32s();
        var compiled = LazyTable<CompiledRule>.Read(input, (each, number) => ReadRule(each, number, texts, modules, namespaces, ruleOfPattern));
        var patterns = PatternSet.Read(input);
        var isSound = ruleOfPattern.Length == patterns.Count && ArrayFormat.AreWithin(ruleOfPattern, -1, compiled.Count)
            && ArrayFormat.AreWithin(alwaysLookedAt, 0, compiled.Count) && ArrayFormat.AreWithin(globalRules, 0, compiled.Count);
        return isSound
            ? new Rules(compiled, namespaces, externals, modules, patterns)
            {
                RuleOfPattern = ruleOfPattern, AlwaysLookedAt = alwaysLookedAt, GlobalRules = globalRules,
            }
            : throw new InvalidDataException("the table of rules is damaged");
    }

    private static CompiledRule ReadRule(
        BinaryReader input, int own, LazyTable<string> texts, YaraModule[] modules, string[] namespaces, int[] ruleOfPattern)
    {
        var name = Text(input, texts);
        var isGlobal = input.ReadBoolean();
        var isPrivate = input.ReadBoolean();
        var tags = ReadList(input, () => Text(input, texts));
        var metas = ReadList(input, () => ReadMeta(input, texts));
        var number = input.Read7BitEncodedInt();
        var firstPattern = input.Read7BitEncodedInt();
        var patterns = ReadList(input, () => new CompiledPattern(Text(input, texts), input.ReadBoolean(), input.ReadBoolean()));
        if (ruleOfPattern.AsSpan(firstPattern, patterns.Length).ContainsAnyExcept(own))
            throw new InvalidDataException("a rule has strings of another");
        return new CompiledRule(
            new Rule(name, namespaces[number], tags, metas, isGlobal, isPrivate), number, firstPattern, patterns, new NodeReader(input, modules).Read());
    }

    private static RuleMeta ReadMeta(BinaryReader input, LazyTable<string> texts)
    {
        var name = Text(input, texts);
        var type = (YaraType)input.ReadByte();
        return new RuleMeta(name, input.ReadValue(), type);
    }

    private static string Text(BinaryReader input, LazyTable<string> texts) => texts[input.Read7BitEncodedInt()];

    private static YaraModule Module(string name) =>
        ModuleCatalogue.Find(name) ?? throw new InvalidDataException($"unknown module \"{name}\"");

    private static void WriteList<T>(BinaryWriter output, IReadOnlyCollection<T> items, Action<T> write)
    {
        output.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
            write(item);
    }

    private static T[] ReadList<T>(BinaryReader input, Func<T> read)
    {
        var count = input.Read7BitEncodedInt();
        if (count is < 0 or > MaxItems || count > input.BaseStream.Length)
            throw new InvalidDataException("too many items");

        var items = new T[count];
        for (var i = 0; i < count; i++)
            items[i] = read();

        return items;
    }
}
