using System.Text;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Android's compiled XML (ResXMLTree of the platform's ResourceTypes.h): elements whose attributes are text.</summary>
internal sealed class AndroidXml
{
    private const string Namespace = "http://schemas.android.com/apk/res/android";

    // The platform's public attribute numbers; such names come first, in the order of the map.
    private static readonly (string Name, uint Id)[] Known = [("name", 0x01010003), ("permission", 0x01010006), ("label", 0x01010001), ("versionName", 0x0101021C)];

    private readonly List<string> strings = [.. Known.Select(known => known.Name)];
    private readonly MemoryStream elements = new();

    /// <summary>Opens an element; an attribute that the platform knows is in its namespace.</summary>
    public AndroidXml Open(string element, params (string Name, string Value)[] attributes)
    {
        var body = new MemoryStream();
        Write(body, -1, Index(element));
        body.Write([20, 0, 20, 0, (byte)attributes.Length, 0, 0, 0, 0, 0, 0, 0]);
        foreach (var (name, value) in attributes)
        {
            Write(body, Known.Any(known => known.Name == name) ? Index(Namespace) : -1, Index(name), Index(value));
            body.Write([8, 0, 0, 3]);
            Write(body, Index(value));
        }
        Node(0x0102, body.ToArray());
        return this;
    }

    public AndroidXml Close(string element)
    {
        var body = new MemoryStream();
        Write(body, -1, Index(element));
        Node(0x0103, body.ToArray());
        return this;
    }

    /// <summary>Opens and closes.</summary>
    public AndroidXml Leaf(string element, params (string Name, string Value)[] attributes) => Open(element, attributes).Close(element);

    public byte[] Build()
    {
        var (prefix, uri) = (Index("android"), Index(Namespace));
        var offsets = new MemoryStream();
        var data = new MemoryStream();
        foreach (var text in strings)
        {
            Write(offsets, (int)data.Length);
            data.Write([(byte)text.Length, (byte)(text.Length >> 8), .. Encoding.Unicode.GetBytes(text), 0, 0]);
        }
        while (data.Length % 4 != 0)
            data.WriteByte(0);
        var pool = new MemoryStream();
        pool.Write([1, 0, 28, 0]);
        Write(pool, 28 + (int)offsets.Length + (int)data.Length, strings.Count, 0, 0, 28 + (int)offsets.Length, 0);
        pool.Write([.. offsets.ToArray(), .. data.ToArray()]);
        var map = new MemoryStream();
        map.Write([0x80, 1, 8, 0]);
        Write(map, 8 + (Known.Length * 4));
        foreach (var (_, id) in Known)
            Write(map, (int)id);
        byte[] space = [0x10, 0, 24, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. BitConverter.GetBytes(prefix), .. BitConverter.GetBytes(uri)];
        byte[] body = [.. pool.ToArray(), .. map.ToArray(), 0, 1, .. Sized(space), .. elements.ToArray(), 1, 1, .. Sized(space)];
        return [3, 0, 8, 0, .. BitConverter.GetBytes(body.Length + 8), .. body];
    }

    // The type is written by the caller: header size 16, size 24, line 1, no comment, prefix, address.
    private static byte[] Sized(byte[] space) => [16, 0, 24, 0, 0, 0, .. space[6..]];

    private void Node(ushort type, byte[] body)
    {
        elements.Write([(byte)type, (byte)(type >> 8), 16, 0]);
        Write(elements, 16 + body.Length, 1, -1);
        elements.Write(body);
    }

    private int Index(string text)
    {
        if (!strings.Contains(text))
            strings.Add(text);
        return strings.IndexOf(text);
    }

    private static void Write(MemoryStream to, params int[] numbers)
    {
        foreach (var number in numbers)
            to.Write(BitConverter.GetBytes(number));
    }
}
