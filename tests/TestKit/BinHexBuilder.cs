using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes BinHex 4 files, RFC 1741 appendix A: header, data fork and an empty resource fork, each with its checksum.</summary>
public static class BinHexBuilder
{
    private const string Letters = "!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr";

    public static byte[] Encode(string name, byte[] content)
    {
        byte[] header =
        [
            (byte)name.Length, .. Encoding.ASCII.GetBytes(name), 0, .. "BINAhDmp"u8, 0, 0,
            (byte)(content.Length >> 24), (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, 0, 0, 0, 0,
        ];
        byte[] data = [.. header, .. Checksum(header), .. content, .. Checksum(content), 0, 0];
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

    // CRC of the polynomial x^16 + x^12 + x^5 + 1 from zero, high byte first.
    private static byte[] Checksum(byte[] data)
    {
        var sum = 0;
        foreach (var value in data)
        {
            sum ^= value << 8;
            for (var bit = 0; bit < 8; bit++)
                sum = ((sum & 0x8000) != 0 ? (sum << 1) ^ 0x1021 : sum << 1) & 0xFFFF;
        }
        return [(byte)(sum >> 8), (byte)sum];
    }
}
