using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ScanHost.Yara.Matching;
using ScanHost.Yara.Scanning.Conditions;
using ScanHost.Yara.Semantics;
using ScanHost.Yara.YaraModules;

namespace ScanHost.Yara.Compilation;

/// <summary>
/// The cache file of a compiled rule set: magic, version, SHA-256 of the rest, and the rest. Another version or another digest makes it
/// unreadable, and then the rules are compiled again; it is no format for exchange.
/// </summary>
internal static class RulesFile
{
    private const int Version = 2;
    private const int DigestBytes = 32;
    private const int MaxItems = 10_000_000;

    private static ReadOnlySpan<byte> Magic => "SHYARC\r\n"u8;

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

        Span<byte> head = stackalloc byte[Magic.Length + sizeof(int) + DigestBytes];
        Magic.CopyTo(head);
        BitConverter.TryWriteBytes(head[Magic.Length..], Version);
        var content = body.GetBuffer().AsSpan(0, (int)body.Length);
        SHA256.HashData(content, head[^DigestBytes..]);
        stream.Write(head);
        stream.Write(content);
    }

    public static Rules Load(ReadOnlyMemory<byte> file)
    {
        var headBytes = Magic.Length + sizeof(int) + DigestBytes;
        var head = file.Span[..Math.Min(headBytes, file.Length)];
        if (head.Length < headBytes || !head.StartsWith(Magic) || BitConverter.ToInt32(head[Magic.Length..]) != Version)
            throw new InvalidDataException("not compiled rules of this version");

        var content = file[headBytes..];
        if (!SHA256.HashData(content.Span).AsSpan().SequenceEqual(head[^DigestBytes..]))
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

    /// <summary>Without a copy where the memory is an array's: the file may have many megabytes.</summary>
    private static MemoryStream Open(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out var array)
        ? new(array.Array!, array.Offset, array.Count, writable: false)
        : new(content.ToArray(), writable: false);

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
        var nodes = new NodeWriter(output);
        WriteList(output, rules.Compiled, rule =>
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
            rule.Condition.Write(nodes);
        });
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

    private static Rules Read(BinaryReader input, TextTable texts)
    {
        var namespaces = ReadList(input, input.ReadString);
        var index = 0;
        var externals = ReadList(
            input, () => new ExternalVariable(index++, input.ReadString(), (YaraType)input.ReadByte(), input.ReadValue()));
        var modules = ReadList(input, () => Module(input.ReadString()));
        var nodes = new NodeReader(input, modules);
        var compiled = ReadList(input, () => ReadRule(input, texts, nodes, namespaces));
        return new Rules(compiled, namespaces, externals, modules, PatternSet.Read(input));
    }

    private static CompiledRule ReadRule(BinaryReader input, TextTable texts, NodeReader nodes, string[] namespaces)
    {
        var name = texts.Find(input);
        var isGlobal = input.ReadBoolean();
        var isPrivate = input.ReadBoolean();
        var tags = ReadList(input, () => texts.Find(input));
        var metas = ReadList(input, () => ReadMeta(input, texts));
        var number = input.Read7BitEncodedInt();
        var firstPattern = input.Read7BitEncodedInt();
        var patterns = ReadList(input, () => new CompiledPattern(texts.Find(input), input.ReadBoolean(), input.ReadBoolean()));
        return new CompiledRule(
            new Rule(name, namespaces[number], tags, metas, isGlobal, isPrivate), number, firstPattern, patterns, nodes.Read());
    }

    private static RuleMeta ReadMeta(BinaryReader input, TextTable texts)
    {
        var name = texts.Find(input);
        var type = (YaraType)input.ReadByte();
        return new RuleMeta(name, input.ReadValue(), type);
    }

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
