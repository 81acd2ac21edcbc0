using System.Buffers.Binary;
using System.Text;
using ScanHost.Formats.Containers.AutoIt;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Writes compiled scripts as AutoIt's compiler lays them out. No such compiler runs here, and no other program checks the result.</summary>
internal static class AutoItBuilder
{
    public static byte[] Build(bool isNew, params (string Source, byte[] Content, bool Compress)[] files)
    {
        byte[] secret = [.. Enumerable.Range(1, 16).Select(i => (byte)(i * 7))];
        var file = new List<byte>([0xA3, 0x48, 0x4B, 0xBE, 0x98, 0x6C, 0x4A, 0xA9, 0x99, 0x4C, 0x53, 0x0A, 0x86, 0xD6, 0x48, 0x7D]);
        file.AddRange(isNew ? "AU3!EA06"u8 : "AU3!EA05"u8);
        file.AddRange(secret);
        foreach (var (source, content, compress) in files)
        {
            var plain = compress ? Compress(isNew, content) : content;
            file.AddRange(isNew ? AutoItCipher.Ranrot("FILE"u8, 0x18EE) : AutoItCipher.Twister("FILE"u8, 0x16FA));
            AddText(file, isNew, source, isNew ? 0xADBCu : 0x29BC, isNew ? 0xB33Fu : 0xA25E);
            AddText(file, isNew, @"C:\x", isNew ? 0xF820u : 0x29AC, isNew ? 0xF479u : 0xF25E);
            file.Add(compress ? (byte)1 : (byte)0);
            AddNumber(file, (uint)plain.Length ^ (isNew ? 0x87BCu : 0x45AA));
            AddNumber(file, (uint)content.Length ^ (isNew ? 0x87BCu : 0x45AA));
            file.AddRange(new byte[4 + 16]);
            file.AddRange(isNew ? AutoItCipher.Ranrot(plain, 0x2477) : AutoItCipher.Twister(plain, 0x22AF + (uint)secret.Sum(part => part)));
        }
        file.AddRange(isNew ? "AU3!EA06"u8 : "AU3!EA05"u8);
        return [.. file];
    }

    /// <summary>A script of one line as tokens: a function's name, a string, a variable.</summary>
    public static byte[] Tokens()
    {
        var tokens = new List<byte>([1, 0, 0, 0]);
        AddWord(tokens, 0x31, "MsgBox");
        tokens.Add(0x47);
        tokens.AddRange([0x05, 64, 0, 0, 0, 0x40]);
        AddWord(tokens, 0x36, "a \"b\"");
        tokens.Add(0x40);
        AddWord(tokens, 0x33, "x");
        tokens.AddRange([0x48, 0x7F]);
        return [.. tokens];
    }

    private static void AddWord(List<byte> tokens, byte kind, string word)
    {
        tokens.Add(kind);
        AddNumber(tokens, (uint)word.Length);
        tokens.AddRange(Encoding.Unicode.GetBytes(string.Concat(word.Select(letter => (char)(letter ^ word.Length)))));
    }

    private static void AddText(List<byte> file, bool isNew, string text, uint length, uint key)
    {
        AddNumber(file, (uint)text.Length ^ length);
        file.AddRange(isNew
            ? AutoItCipher.Ranrot(Encoding.Unicode.GetBytes(text), (ushort)(key + (uint)text.Length))
            : AutoItCipher.Twister(Encoding.ASCII.GetBytes(text), key + (uint)text.Length));
    }

    private static void AddNumber(List<byte> file, uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        file.AddRange(bytes);
    }

    // Greedy matches at the last place of the same three bytes.
    private static byte[] Compress(bool isNew, byte[] content)
    {
        var bits = new List<bool>();
        var last = new Dictionary<(byte, byte, byte), int>();
        for (var at = 0; at < content.Length;)
        {
            var (length, distance) = (0, 0);
            if (at + 3 <= content.Length && last.TryGetValue((content[at], content[at + 1], content[at + 2]), out var from) && at - from < 1 << 15)
            {
                distance = at - from;
                while (at + length < content.Length && content[from + length] == content[at + length])
                    length++;
            }
            Add(bits, length >= 3 == isNew ? 0u : 1, 1);
            var step = Math.Max(1, length);
            if (length < 3)
                (step, _) = (1, Add(bits, content[at], 8));
            else
            {
                Add(bits, (uint)distance, 15);
                AddLength(bits, length - 3);
            }
            for (; step > 0; step--, at++)
                if (at + 3 <= content.Length)
                    last[(content[at], content[at + 1], content[at + 2])] = at;
        }
        while (bits.Count % 16 != 0)
            bits.Add(false);
        var packed = new byte[8 + (bits.Count / 8)];
        (isNew ? "EA06"u8 : "EA05"u8).CopyTo(packed);
        BinaryPrimitives.WriteUInt32BigEndian(packed.AsSpan(4), (uint)content.Length);
        for (var i = 0; i < bits.Count; i++)
            packed[8 + (i / 8)] |= (byte)(bits[i] ? 0x80 >> (i % 8) : 0);
        return packed;
    }

    private static void AddLength(List<bool> bits, int length)
    {
        foreach (var (width, start, end) in ((int, int, int)[])[(2, 0, 3), (3, 3, 10), (5, 10, 41), (8, 41, 296)])
        {
            if (length < end)
            {
                Add(bits, (uint)(length - start), width);
                return;
            }
            Add(bits, (1u << width) - 1, width);
        }
        for (length -= 296; length >= 255; length -= 255)
            Add(bits, 255, 8);
        Add(bits, (uint)length, 8);
    }

    private static bool Add(List<bool> bits, uint value, int width)
    {
        for (var bit = width - 1; bit >= 0; bit--)
            bits.Add((value >> bit & 1) != 0);
        return true;
    }
}
