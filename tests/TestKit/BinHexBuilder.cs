using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes BinHex 4 files, RFC 1741 appendix A; checksums are zero.</summary>
public static class BinHexBuilder
{
    private const string Letters = "!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr";

    public static byte[] Encode(string name, byte[] content)
    {
        byte[] data =
        [
            (byte)name.Length, .. Encoding.ASCII.GetBytes(name), 0, .. "BINAhDmp"u8, 0, 0,
            (byte)(content.Length >> 24), (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, 0, 0, 0, 0, 0, 0, .. content, 0, 0, 0, 0,
        ];
        var text = new StringBuilder("(This file must be converted with BinHex 4.0)\n\n:");
        var (bits, count) = (0, 0);
        foreach (var value in data.SelectMany(part => part == 0x90 ? new byte[] { 0x90, 0 } : [part]))
        {
            (bits, count) = ((bits << 8 | value) & 0xFFFFFF, count + 8);
            for (; count >= 6; count -= 6)
                text.Append(Letters[bits >> (count - 6) & 63]);
        }
        if (count > 0)
            text.Append(Letters[bits << (6 - count) & 63]);
        return Encoding.ASCII.GetBytes(text.Append(":\n").ToString());
    }
}
