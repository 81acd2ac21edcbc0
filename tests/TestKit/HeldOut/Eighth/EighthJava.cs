using System.Text;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Builds Java classes: texts, and references to the methods that a class calls. Its one method loads the texts and returns.</summary>
internal static class EighthJava
{
    /// <summary>A class; calls are <c>java/lang/Runtime.exec:(Ljava/lang/String;)Ljava/lang/Process;</c>.</summary>
    public static byte[] Class(string name, string[] calls, params string[] texts)
    {
        var pool = new MemoryStream();
        var count = 0;
        var known = new Dictionary<string, int>();
        int Add(string key, Func<byte[]> entry)
        {
            if (known.TryGetValue(key, out var at))
                return at;
            pool.Write(entry());
            return known[key] = ++count;
        }
        int Text(string text) => Add("u" + text, () => [1, .. Short(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)]);
        int Type(string type)
        {
            var at = Text(type);
            return Add("c" + type, () => [7, .. Short(at)]);
        }
        var (self, parent, method, kind, code) = (Type(name), Type("java/lang/Object"), Text("main"), Text("([Ljava/lang/String;)V"), Text("Code"));
        foreach (var call in calls)
        {
            var (owner, rest) = (call[..call.IndexOf('.', StringComparison.Ordinal)], call[(call.IndexOf('.', StringComparison.Ordinal) + 1)..].Split(':'));
            var (ownerAt, nameAt, typeAt) = (Type(owner), Text(rest[0]), Text(rest[1]));
            var pair = Add("n" + rest[0] + rest[1], () => [12, .. Short(nameAt), .. Short(typeAt)]);
            Add("m" + call, () => [10, .. Short(ownerAt), .. Short(pair)]);
        }
        var body = new List<byte>();
        foreach (var text in texts)
        {
            var at = Text(text);
            body.AddRange([0x13, .. Short(Add("s" + text, () => [8, .. Short(at)])), 0x57]);
        }
        body.Add(0xB1);
        return
        [
            0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52, .. Short(count + 1), .. pool.ToArray(), 0, 0x21, .. Short(self), .. Short(parent), 0, 0, 0, 0, 0, 1,
            0, 9, .. Short(method), .. Short(kind), 0, 1, .. Short(code), .. Int(12 + body.Count), 0, 1, 0, 1, .. Int(body.Count), .. body, 0, 0, 0, 0, 0, 0,
        ];
    }

    /// <summary>An archive of classes with a manifest.</summary>
    public static byte[] Jar(string main, params (string Name, byte[] Content)[] members) =>
        InertFiles.Zip([("META-INF/MANIFEST.MF", EighthForms.Dos($"Manifest-Version: 1.0\nCreated-By: 17.0.9 (Eclipse Adoptium)\nMain-Class: {main}\n\n")), .. members]);

    private static byte[] Short(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Int(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
