using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Builds Android packages: binary manifests, and code files that name what they call and hold no instructions.</summary>
internal static class EighthAndroid
{
    private static readonly Dictionary<string, uint> Ids = new() { ["label"] = 0x01010001, ["name"] = 0x01010003, ["permission"] = 0x01010006, ["exported"] = 0x01010010, ["priority"] = 0x0101001C };

    /// <summary>A signed package.</summary>
    public static byte[] Apk(string manifest, byte[] dex, string signer, params (string Name, byte[] Content)[] more) =>
        ApkBuilder.Sign(InertFiles.Zip([("AndroidManifest.xml", Manifest(manifest)), ("classes.dex", dex), ("resources.arsc", [2, 0, 12, 0, 12, 0, 0, 0, 0, 0, 0, 0]), .. more]), signer);

    /// <summary>A manifest in short: package, then lines such as <c>uses-permission android.permission.INTERNET</c>, <c>service .S permission=... action=...</c>.</summary>
    public static byte[] Manifest(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var strings = new List<string>(Ids.Keys);
        int Index(string one)
        {
            if (!strings.Contains(one))
                strings.Add(one);
            return strings.IndexOf(one);
        }
        var space = Index("http://schemas.android.com/apk/res/android");
        var body = new MemoryStream();
        void Chunk(ushort type, params int[] fields)
        {
            var bytes = new byte[16 + (fields.Length * 4)];
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, type);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), 16);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 1);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), -1);
            for (var at = 0; at < fields.Length; at++)
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16 + (at * 4)), fields[at]);
            body.Write(bytes);
        }
        void Start(string name, params (string Key, string Value)[] attributes)
        {
            var ordered = attributes.OrderBy(one => Ids.GetValueOrDefault(one.Key, uint.MaxValue)).ToList();
            List<int> fields = [-1, Index(name), 0x00140014, ordered.Count, 0, 0];
            foreach (var (key, value) in ordered)
                fields.AddRange(key == "exported" ? [space, Index(key), -1, 0x12000008, -1] : [Ids.ContainsKey(key) ? space : -1, Index(key), Index(value), 0x03000008, Index(value)]);
            Chunk(0x0102, [.. fields]);
        }
        void End(string name) => Chunk(0x0103, -1, Index(name));
        Chunk(0x0100, Index("android"), space);
        Start("manifest", ("package", lines[0]));
        foreach (var line in lines.Skip(1).Where(line => line.StartsWith("uses-", StringComparison.Ordinal)))
        {
            Start(line.Split(' ')[0], ("name", line.Split(' ')[1]));
            End(line.Split(' ')[0]);
        }
        Start("application", ("label", lines[0].Split('.')[^1]));
        foreach (var words in lines.Skip(1).Where(line => !line.StartsWith("uses-", StringComparison.Ordinal)).Select(line => line.Split(' ')))
        {
            var pairs = words.Skip(2).Select(word => word.Split('=')).ToList();
            Start(words[0], [("name", words[1]), ("exported", "true"), .. pairs.Where(pair => pair[0] == "permission").Select(pair => ("permission", pair[1]))]);
            foreach (var pair in pairs.Where(pair => pair[0] is "action" or "category"))
            {
                Start("intent-filter");
                Start(pair[0], ("name", pair[1]));
                End(pair[0]);
                End("intent-filter");
            }
            End(words[0]);
        }
        End("application");
        End("manifest");
        Chunk(0x0101, Index("android"), space);
        byte[] map = [0x80, 1, 8, 0, .. BitConverter.GetBytes(8 + (Ids.Count * 4)), .. Ids.Values.SelectMany(BitConverter.GetBytes)];
        byte[] inside = [.. Pool(strings), .. map, .. body.ToArray()];
        return [3, 0, 8, 0, .. BitConverter.GetBytes(inside.Length + 8), .. inside];
    }

    /// <summary>A code file: methods as <c>Landroid/telephony/SmsManager;->sendTextMessage</c>, and texts.</summary>
    public static byte[] Dex(string[] methods, params string[] texts)
    {
        var calls = methods.Select(method => method.Split("->")).ToList();
        var types = calls.Select(call => call[0]).Append("V").Distinct().Order(StringComparer.Ordinal).ToList();
        var strings = types.Concat(calls.Select(call => call[1])).Concat(texts).Distinct().Order(StringComparer.Ordinal).ToList();
        var ordered = calls.Select(call => (Type: types.IndexOf(call[0]), Name: strings.IndexOf(call[1]))).Distinct().Order().ToList();
        var (typesAt, protosAt) = (0x70 + (strings.Count * 4), 0x70 + (strings.Count * 4) + (types.Count * 4));
        var methodsAt = protosAt + 12;
        var dataAt = methodsAt + (ordered.Count * 8);
        var data = new List<byte>();
        var offsets = new List<int>();
        foreach (var text in strings)
        {
            offsets.Add(dataAt + data.Count);
            for (var length = text.Length; ; length >>= 7)
            {
                data.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
                if (length <= 0x7F)
                    break;
            }
            data.AddRange([.. Encoding.UTF8.GetBytes(text), 0]);
        }
        while (data.Count % 4 > 0)
            data.Add(0);
        var mapAt = dataAt + data.Count;
        (int Type, int Count, int At)[] map = [(0, 1, 0), (1, strings.Count, 0x70), (2, types.Count, typesAt), (3, 1, protosAt), (5, ordered.Count, methodsAt), (0x2002, strings.Count, dataAt), (0x1000, 1, mapAt)];
        data.AddRange([.. BitConverter.GetBytes(map.Length), .. map.SelectMany(item => (byte[])[(byte)item.Type, (byte)(item.Type >> 8), 0, 0, .. BitConverter.GetBytes(item.Count), .. BitConverter.GetBytes(item.At)])]);
        int[] head = [0x70, 0x12345678, 0, 0, mapAt, strings.Count, 0x70, types.Count, typesAt, 1, protosAt, 0, 0, ordered.Count, methodsAt, 0, 0, data.Count, dataAt];
        byte[] file =
        [
            .. "dex\n035\0"u8, .. new byte[24], .. BitConverter.GetBytes(dataAt + data.Count), .. head.SelectMany(BitConverter.GetBytes), .. offsets.SelectMany(BitConverter.GetBytes),
            .. types.SelectMany(type => BitConverter.GetBytes(strings.IndexOf(type))), .. BitConverter.GetBytes(strings.IndexOf("V")), .. BitConverter.GetBytes(types.IndexOf("V")), .. BitConverter.GetBytes(0),
            .. ordered.SelectMany(method => (byte[])[(byte)method.Type, (byte)(method.Type >> 8), 0, 0, .. BitConverter.GetBytes(method.Name)]), .. data,
        ];
        Digest(file.AsSpan(32)).CopyTo(file, 12);
        uint one = 1, two = 0;
        foreach (var value in file.AsSpan(12))
            (one, two) = ((one + value) % 65521, (two + ((one + value) % 65521)) % 65521);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), (two << 16) | one);
        return file;
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "The format prescribes SHA-1.")]
    private static byte[] Digest(ReadOnlySpan<byte> data) => SHA1.HashData(data);

    private static byte[] Pool(List<string> strings)
    {
        var data = new List<byte>();
        var offsets = new List<int>();
        foreach (var text in strings)
        {
            offsets.Add(data.Count);
            data.AddRange([(byte)text.Length, (byte)(text.Length >> 8), .. Encoding.Unicode.GetBytes(text), 0, 0]);
        }
        while (data.Count % 4 > 0)
            data.Add(0);
        var start = 28 + (strings.Count * 4);
        return [1, 0, 28, 0, .. BitConverter.GetBytes(start + data.Count), .. BitConverter.GetBytes(strings.Count), .. new byte[8], .. BitConverter.GetBytes(start), 0, 0, 0, 0, .. offsets.SelectMany(BitConverter.GetBytes), .. data];
    }
}
