using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes a <c>\005SummaryInformation</c> stream with one text property, [MS-OLEPS].</summary>
public static class PropertySetBuilder
{
    private static readonly Guid Summary1 = new("f29f85e0-4ff9-1068-ab91-08002b27b3d9");

    /// <summary>A property set.</summary>
    /// <param name="id">2 title, 4 author, 6 comments.</param>
    /// <param name="text">Its value.</param>
    public static byte[] Summary(int id, string text)
    {
        var value = Encoding.Latin1.GetBytes(text + "\0");
        return
        [
            0xFE, 0xFF, 0, 0, 6, 1, 2, 0, .. new byte[16], 1, 0, 0, 0, .. Summary1.ToByteArray(), 48, 0, 0, 0,
            .. Number(8 + 8 + 8 + value.Length), .. Number(1), .. Number(id), .. Number(16), .. Number(30), .. Number(value.Length), .. value,
        ];
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
