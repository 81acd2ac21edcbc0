using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Class files, Dalvik files and binary manifests that do nothing.</summary>
internal static class SixthJava
{
    /// <summary>A class whose one method returns at once; it names texts and methods of other classes ("java/lang/Runtime.exec:(Ljava/lang/String;)Ljava/lang/Process;").</summary>
    public static byte[] Class(string name, string parent, string[] texts, params string[] calls)
    {
        var (pool, count) = (new MemoryStream(), 1);
        int Entry(byte tag, params int[] shorts)
        {
            pool.WriteByte(tag);
            foreach (var value in shorts)
                pool.Write(Big16(value));
            return count++;
        }
        int Utf8(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var number = Entry(1, bytes.Length);
            pool.Write(bytes);
            return number;
        }
        int ClassOf(string type) => Entry(7, Utf8(type));
        var (own, super, main, signature, codeName) = (ClassOf(name), ClassOf(parent), Utf8("main"), Utf8("([Ljava/lang/String;)V"), Utf8("Code"));
        var body = new MemoryStream();
        body.WriteByte(0xB1);
        foreach (var text in texts)
            body.Write([0x13, .. Big16(Entry(8, Utf8(text))), 0x57]);
        foreach (var call in calls)
        {
            var (dot, colon) = (call.IndexOf('.', StringComparison.Ordinal), call.IndexOf(':', StringComparison.Ordinal));
            var type = ClassOf(call[..dot]);
            var method = Entry(12, Utf8(call[(dot + 1)..colon]), Utf8(call[(colon + 1)..]));
            body.Write([0xB6, .. Big16(Entry(10, type, method))]);
        }
        body.WriteByte(0xB1);
        var bytes = body.ToArray();
        return
        [
            0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52, .. Big16(count), .. pool.ToArray(), 0, 0x21, .. Big16(own), .. Big16(super), 0, 0, 0, 0, 0, 1,
            0, 9, .. Big16(main), .. Big16(signature), 0, 1, .. Big16(codeName), .. Big32(bytes.Length + 12), 0, 4, 0, 4, .. Big32(bytes.Length), .. bytes, 0, 0, 0, 0, 0, 0,
        ];
    }

    /// <summary>A jar with a manifest.</summary>
    public static byte[] Jar(string manifest, params (string Name, byte[] Content)[] members) =>
        InertFiles.Zip([("META-INF/MANIFEST.MF", Encoding.ASCII.GetBytes("Manifest-Version: 1.0\r\n" + manifest + "\r\n\r\n")), .. members]);

    /// <summary>A Dalvik file of names and texts alone.</summary>
    public static byte[] Dex(params string[] texts)
    {
        var sorted = texts.Distinct().Order(StringComparer.Ordinal).ToArray();
        var types = Enumerable.Range(0, sorted.Length).Where(at => sorted[at].StartsWith('L') && sorted[at].EndsWith(';')).ToArray();
        var typesAt = 0x70 + (4 * sorted.Length);
        var dataAt = typesAt + (4 * types.Length);
        var data = new MemoryStream();
        var file = new byte[dataAt];
        for (var i = 0; i < sorted.Length; i++)
        {
            Put(file, 0x70 + (4 * i), dataAt + (int)data.Length);
            var bytes = Encoding.UTF8.GetBytes(sorted[i]);
            for (var length = sorted[i].Length; ; length >>= 7)
            {
                data.WriteByte((byte)(length > 127 ? (length & 127) | 128 : length));
                if (length <= 127)
                    break;
            }
            data.Write([.. bytes, 0]);
        }
        while (data.Length % 4 != 0)
            data.WriteByte(0);
        var mapAt = dataAt + (int)data.Length;
        int[] map = [4, 0, 1, 0, 1, sorted.Length, 0x70, 2, types.Length, typesAt, 0x1000, 1, mapAt];
        data.Write([.. map.SelectMany(BitConverter.GetBytes)]);
        for (var i = 0; i < types.Length; i++)
            Put(file, typesAt + (4 * i), types[i]);
        file = [.. file, .. data.ToArray()];
        "dex\n035\0"u8.CopyTo(file);
        int[] header = [file.Length, 0x70, 0x12345678, 0, 0, mapAt, sorted.Length, 0x70, types.Length, types.Length > 0 ? typesAt : 0, 0, 0, 0, 0, 0, 0, 0, 0, file.Length - dataAt, dataAt];
        for (var i = 0; i < header.Length; i++)
            Put(file, 32 + (4 * i), header[i]);
#pragma warning disable CA5350 // The format's own digest.
        SHA1.HashData(file.AsSpan(32)).CopyTo(file, 12);
#pragma warning restore CA5350
        Put(file, 8, Adler(file.AsSpan(12)));
        return file;
    }

    /// <summary>A binary Android manifest of a package, its permissions, and components: each with its kind, class, permission and action (empty for none).</summary>
    public static byte[] Manifest(string package, string[] permissions, params (string Kind, string Class, string Permission, string Action)[] components)
    {
        var strings = new List<string> { "name", "permission", "package", "manifest", "uses-permission", "application", "intent-filter", "action", "android", "http://schemas.android.com/apk/res/android" };
        int Text(string text)
        {
            if (!strings.Contains(text))
                strings.Add(text);
            return strings.IndexOf(text);
        }
        var body = new MemoryStream();
        void Start(string name, params (bool IsAndroid, string Name, string Value)[] attributes)
        {
            var given = attributes.Where(attribute => attribute.Value.Length > 0).ToArray();
            int[] node = [0x00100102, 36 + (20 * given.Length), 1, -1, -1, Text(name), 0x00140014, given.Length, 0];
            body.Write([.. node.SelectMany(BitConverter.GetBytes)]);
            foreach (var (isAndroid, attribute, value) in given)
                body.Write([.. new[] { isAndroid ? 9 : -1, Text(attribute), Text(value), 0x03000008, Text(value) }.SelectMany(BitConverter.GetBytes)]);
        }
        void End(string name) => body.Write([.. new[] { 0x00100103, 24, 1, -1, -1, Text(name) }.SelectMany(BitConverter.GetBytes)]);
        body.Write([.. new[] { 0x00100100, 24, 1, -1, 8, 9 }.SelectMany(BitConverter.GetBytes)]);
        Start("manifest", (false, "package", package));
        foreach (var permission in permissions)
        {
            Start("uses-permission", (true, "name", permission.Contains('.', StringComparison.Ordinal) ? permission : "android.permission." + permission));
            End("uses-permission");
        }
        Start("application");
        foreach (var (kind, type, permission, action) in components)
        {
            Start(kind, (true, "name", type), (true, "permission", permission));
            if (action.Length > 0)
            {
                Start("intent-filter");
                Start("action", (true, "name", action));
                End("action");
                End("intent-filter");
            }
            End(kind);
        }
        End("application");
        End("manifest");
        body.Write([.. new[] { 0x00100101, 24, 1, -1, 8, 9 }.SelectMany(BitConverter.GetBytes)]);
        var (offsets, data) = (new MemoryStream(), new MemoryStream());
        foreach (var text in strings)
        {
            offsets.Write(BitConverter.GetBytes((int)data.Length));
            data.Write([.. BitConverter.GetBytes((ushort)text.Length), .. Encoding.Unicode.GetBytes(text), 0, 0]);
        }
        while (data.Length % 4 != 0)
            data.WriteByte(0);
        int[] pool = [0x001C0001, 28 + (int)(offsets.Length + data.Length), strings.Count, 0, 0, 28 + (int)offsets.Length, 0];
        int[] resources = [0x00080180, 16, 0x01010003, 0x01010006];
        byte[] content = [.. pool.SelectMany(BitConverter.GetBytes), .. offsets.ToArray(), .. data.ToArray(), .. resources.SelectMany(BitConverter.GetBytes), .. body.ToArray()];
        return [.. BitConverter.GetBytes(0x00080003), .. BitConverter.GetBytes(content.Length + 8), .. content];
    }

    private static int Adler(ReadOnlySpan<byte> bytes)
    {
        var (a, b) = (1u, 0u);
        foreach (var value in bytes)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }
        return (int)((b << 16) | a);
    }

    private static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Big32(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static void Put(byte[] file, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
}
