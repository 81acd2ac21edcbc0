using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes RTF documents with objects, [MS-OLEDS] 2.2.</summary>
public static class RtfBuilder
{
    /// <summary>A document with a packed file.</summary>
    public static byte[] WithPackage(string name, byte[] content) => WithObject("Package", OlePackageBuilder.Package(name, content)[4..]);

    /// <summary>A document with an embedded object.</summary>
    /// <param name="className">Class of the object.</param>
    /// <param name="native">Its native data.</param>
    /// <param name="words">Further control words of the object, such as <c>\objupdate</c>.</param>
    public static byte[] WithObject(string className, byte[] native, string words = "") =>
        Encoding.Latin1.GetBytes($"{{\\rtf1\\ansi text {{\\object\\objemb{words}{{\\*\\objclass {className}}}{{\\*\\objdata {Convert.ToHexString(Embedded(className, native)).ToLowerInvariant()}}}}}}}");

    /// <summary>An OLE 1 object with embedded data.</summary>
    public static byte[] Embedded(string className, byte[] native) =>
        [1, 5, 0, 0, 2, 0, 0, 0, .. Text(className), .. Number(0), .. Number(0), .. Number(native.Length), .. native];

    private static byte[] Text(string text) => [.. Number(text.Length + 1), .. Encoding.Latin1.GetBytes(text), 0];

    private static byte[] Number(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
