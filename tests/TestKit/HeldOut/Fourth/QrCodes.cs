using System.Text;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>QR codes of version 3, level L, mask 0 (ISO/IEC 18004): up to 53 bytes of text.</summary>
internal static class QrCodes
{
    /// <summary>Text of an admission ticket.</summary>
    public const string Ticket = "TICKET:SF26-R4-P17-00018831";

    private const int Size = 29;
    private const int DataCodewords = 55;
    private const int CorrectionCodewords = 15;

    /// <summary>The modules, dark ones true: row, column.</summary>
    public static bool[,] Modules(string text)
    {
        var dark = new bool[Size, Size];
        var used = new bool[Size, Size];

        void Put(int row, int column, bool isDark)
        {
            if (row is < 0 or >= Size || column is < 0 or >= Size)
                return;
            (dark[row, column], used[row, column]) = (isDark, true);
        }

        foreach (var (top, left) in new[] { (0, 0), (0, Size - 7), (Size - 7, 0) })
            for (var row = -1; row < 8; row++)
                for (var column = -1; column < 8; column++)
                    Put(top + row, left + column, Math.Max(Math.Abs(row - 3), Math.Abs(column - 3)) is not (2 or 4));
        for (var row = -2; row <= 2; row++)
            for (var column = -2; column <= 2; column++)
                Put(22 + row, 22 + column, Math.Max(Math.Abs(row), Math.Abs(column)) != 1);
        for (var at = 8; at < Size - 8; at++)
        {
            Put(6, at, at % 2 == 0);
            Put(at, 6, at % 2 == 0);
        }
        PutFormat(Put);
        Put(Size - 8, 8, true);

        var bits = Codewords(text).SelectMany(value => Enumerable.Range(0, 8).Select(bit => (value >> (7 - bit) & 1) == 1)).ToArray();
        var next = 0;
        var upwards = true;
        for (var right = Size - 1; right > 0; right -= 2, upwards = !upwards)
        {
            if (right == 6)
                right--;
            for (var step = 0; step < Size; step++)
                for (var column = right; column > right - 2; column--)
                {
                    var row = upwards ? Size - 1 - step : step;
                    if (!used[row, column])
                        dark[row, column] = (next < bits.Length && bits[next++]) ^ ((row + column) % 2 == 0);
                }
        }
        return dark;
    }

    /// <summary>The code as a black and white picture with a quiet zone.</summary>
    public static byte[] Picture(string text, int scale = 8)
    {
        var modules = Modules(text);
        var side = (Size + 8) * scale;
        var rows = new byte[side * (side + 1)];
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var (row, column) = ((y / scale) - 4, (x / scale) - 4);
                var isDark = row is >= 0 and < Size && column is >= 0 and < Size && modules[row, column];
                rows[(y * (side + 1)) + x + 1] = (byte)(isDark ? 0 : 255);
            }
        return PngBuilder.Build(side, side, 8, 0, rows);
    }

    // Level L and mask 0: the fifteen bits of table C.1, highest first.
    private static void PutFormat(Action<int, int, bool> put)
    {
        const int Format = 0b111011111000100;
        for (var at = 0; at < 15; at++)
        {
            var isDark = (Format >> (14 - at) & 1) == 1;
            put(at < 8 ? 8 : at == 8 ? 7 : 14 - at, at < 6 ? at : at == 6 ? 7 : 8, isDark);
            put(at < 7 ? Size - 1 - at : 8, at < 7 ? 8 : Size - 15 + at, isDark);
        }
    }

    private static byte[] Codewords(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var data = new byte[DataCodewords];
        data[0] = (byte)(0x40 | bytes.Length >> 4);
        data[1] = (byte)(bytes.Length << 4);
        for (var at = 0; at < bytes.Length; at++)
        {
            data[at + 1] |= (byte)(bytes[at] >> 4);
            data[at + 2] = (byte)(bytes[at] << 4);
        }
        for (var at = bytes.Length + 2; at < DataCodewords; at++)
            data[at] = (byte)((at - bytes.Length) % 2 == 0 ? 0xEC : 0x11);
        return [.. data, .. Correction(data)];
    }

    // The remainder of the division by the generator polynomial over GF(256) with 0x11D, chapter 7.5.2.
    private static byte[] Correction(byte[] data)
    {
        var generator = new byte[CorrectionCodewords];
        generator[^1] = 1;
        byte root = 1;
        for (var degree = 0; degree < CorrectionCodewords; degree++)
        {
            for (var at = 0; at < CorrectionCodewords; at++)
                generator[at] = (byte)(Product(generator[at], root) ^ (at + 1 < CorrectionCodewords ? generator[at + 1] : 0));
            root = Product(root, 2);
        }
        var rest = new byte[CorrectionCodewords];
        foreach (var value in data)
        {
            var factor = (byte)(value ^ rest[0]);
            rest.AsSpan(1).CopyTo(rest);
            rest[^1] = 0;
            for (var at = 0; at < CorrectionCodewords; at++)
                rest[at] ^= Product(generator[at], factor);
        }
        return rest;
    }

    private static byte Product(byte left, byte right)
    {
        var product = 0;
        for (var bit = 7; bit >= 0; bit--)
            product = (product << 1) ^ (product >> 7) * 0x11D ^ (right >> bit & 1) * left;
        return (byte)product;
    }
}
