using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes the <c>\001Ole10Native</c> stream of a file that was packed into a document, [MS-OLEDS] 2.3.6.</summary>
public static class OlePackageBuilder
{
    public static byte[] Package(string name, byte[] content)
    {
        var body = new MemoryStream();
        body.Write([2, 0]);
        body.Write(Encoding.Latin1.GetBytes($"{name}\0C:\\work\\{name}\0"));
        body.Write([0, 0, 3, 0]);
        var temporary = Encoding.Latin1.GetBytes($"C:\\Temp\\{name}\0");
        body.Write(Number(temporary.Length));
        body.Write(temporary);
        body.Write(Number(content.Length));
        body.Write(content);
        return [.. Number((int)body.Length), .. body.ToArray()];
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
