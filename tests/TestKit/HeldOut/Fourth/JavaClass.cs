using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Java classes without fields and methods, JVMS 4: what they name stands in the constant pool only.</summary>
internal static class JavaClass
{
    /// <summary>A class file of Java 8.</summary>
    /// <param name="name">Its name: <c>com/firm/Main</c>.</param>
    /// <param name="calls">Class, method and descriptor: <c>java/lang/Runtime exec (Ljava/lang/String;)Ljava/lang/Process;</c>.</param>
    /// <param name="strings">Its text.</param>
    public static byte[] Build(string name, string[] calls, string[] strings)
    {
        var pool = new MemoryStream();
        var count = 0;

        int Utf8(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            pool.Write([1, .. Number(bytes.Length), .. bytes]);
            return ++count;
        }

        int Pair(byte tag, params int[] indices)
        {
            pool.Write([tag, .. indices.SelectMany(Number)]);
            return ++count;
        }

        var self = Pair(7, Utf8(name));
        var parent = Pair(7, Utf8("java/lang/Object"));
        foreach (var call in calls)
        {
            var parts = call.Split(' ');
            var owner = Pair(7, Utf8(parts[0]));
            Pair(10, owner, Pair(12, Utf8(parts[1]), Utf8(parts[2])));
        }
        foreach (var text in strings)
            Pair(8, Utf8(text));
        return [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52, .. Number(count + 1), .. pool.ToArray(), 0, 0x21, .. Number(self), .. Number(parent), 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }
}
