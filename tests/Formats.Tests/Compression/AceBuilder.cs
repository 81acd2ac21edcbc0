using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Containers.Ace;

namespace ScanHost.Formats.Tests.Compression;

/// <summary>Makes ACE archives: no free program writes the format. Whether they are right, UNACE says.</summary>
internal static class AceBuilder
{
    private const int BlockTokens = 20_000;
    private const int MainSymbols = 283, LengthSymbols = 255;
    private const int MaxWidth = 11;

    public static byte[] Archive(params (string Name, byte[] Content, int Method)[] members) => Build(isSolid: false, members);

    public static byte[] Solid(params (string Name, byte[] Content, int Method)[] members) => Build(isSolid: true, members);

    private static byte[] Build(bool isSolid, (string Name, byte[] Content, int Method)[] members)
    {
        byte[] main = [.. "**ACE**"u8, 10, 10, 2, 0, .. BitConverter.GetBytes(0x58210000), .. new byte[8], 22, .. "*UNREGISTERED VERSION*"u8];
        var (file, dictionary) = (new List<byte>(Block(0, isSolid ? 0x9000 : 0x1000, main)), Array.Empty<byte>());
        var last = new List<int> { 0, 0, 0, 0 };
        foreach (var (name, content, method) in members)
        {
            var data = method == 0 ? content : Compress(dictionary, content, isSolid ? last : [0, 0, 0, 0]);
            byte[] fields =
            [
                .. BitConverter.GetBytes(data.Length), .. BitConverter.GetBytes(content.Length), .. BitConverter.GetBytes(0x58210000),
                .. BitConverter.GetBytes(0x20), .. BitConverter.GetBytes(~Crc32.Of(content)), (byte)method, 3,
                .. BitConverter.GetBytes((short)10), 0, 0, .. BitConverter.GetBytes((short)name.Length), .. Encoding.ASCII.GetBytes(name),
                0, 0, 0, 0, // UNACE as Debian hardened it reads four bytes more.
            ];
            file.AddRange(Block(1, dictionary.Length > 0 ? 0x8001 : 1, fields));
            file.AddRange(data);
            if (isSolid)
                dictionary = [.. dictionary, .. content];
        }
        return [.. file];
    }

    private static byte[] Block(byte type, int flags, byte[] fields)
    {
        byte[] header = [type, (byte)flags, (byte)(flags >> 8), .. fields];
        return [.. BitConverter.GetBytes((ushort)~Crc32.Of(header)), .. BitConverter.GetBytes((ushort)header.Length), .. header];
    }

    private static byte[] Compress(byte[] dictionary, byte[] content, List<int> last)
    {
        var tokens = Behind(LzParse.Of([.. dictionary, .. content], 1 << 20, 4, 250), dictionary.Length);
        var bits = new BitWriter();
        foreach (var block in tokens.Chunk(BlockTokens))
        {
            var coded = block.Select(token => Code(token, last)).ToList();
            var main = WriteCode(bits, coded.Select(code => code.Main), MainSymbols);
            var lengths = WriteCode(bits, coded.Where(code => code.Main > 255).Select(code => code.Length), LengthSymbols);
            bits.Write(coded.Count, 15);
            foreach (var (symbol, length, extra, extraBits) in coded)
            {
                main(symbol);
                bits.Write(extra, extraBits);
                if (symbol > 255)
                    lengths(length);
            }
        }
        return bits.Turned(4);
    }

    // Only what belongs to the new member; a match that begins before it starts anew as literals.
    private static List<LzToken> Behind(List<LzToken> tokens, int start)
    {
        var at = 0;
        var found = new List<LzToken>();
        foreach (var token in tokens)
        {
            if (at >= start)
                found.Add(token);
            else if (at + Math.Max(1, token.Length) > start)
                throw new InvalidOperationException("a match crosses the members' border: change the content");
            at += Math.Max(1, token.Length);
        }
        return found;
    }

    private static (int Main, int Length, int Extra, int ExtraBits) Code(LzToken token, List<int> last)
    {
        if (token.Length == 0)
            return (token.Literal, 0, 0, 0);
        var distance = token.Distance - 1;
        var known = last.IndexOf(distance);
        last.RemoveAt(known < 0 ? 3 : known);
        last.Insert(0, distance);
        if (known >= 0)
            return (256 + known, token.Length - (known > 1 ? 3 : 2), 0, 0);
        var width = distance < 2 ? distance : int.Log2(distance) + 1;
        return (260 + width, token.Length - (distance <= 255 ? 2 : distance <= 8191 ? 3 : 4), distance < 2 ? 0 : distance - (1 << (width - 1)), Math.Max(0, width - 1));
    }

    // Widths as differences in a ring of 12, runs of equal ones as the 13th symbol; each of these has four bits.
    private static Action<int> WriteCode(BitWriter bits, IEnumerable<int> symbols, int count)
    {
        const int Ring = MaxWidth + 1;
        var widths = HuffmanWidths.Of(symbols, count, MaxWidth);
        bits.Write(count - 1, 9);
        bits.Write(0, 4);
        bits.Write(Ring, 4);
        for (var i = 0; i <= Ring; i++)
            bits.Write(4, 3);
        var widthCodes = Codes([.. Enumerable.Repeat((byte)4, Ring + 1)], 7);
        for (var i = 0; i < count;)
        {
            var run = 0;
            while (i > 0 && run < 19 && i + run < count && widths[i + run] == widths[i - 1])
                run++;
            var symbol = run >= 4 ? Ring : i == 0 ? widths[0] : (widths[i] - widths[i - 1] + Ring) % Ring;
            bits.Write(widthCodes[symbol] >> 3, 4);
            if (run >= 4)
                bits.Write(run - 4, 4);
            i += run >= 4 ? run : 1;
        }
        var codes = Codes(widths, MaxWidth);
        return symbol => bits.Write(codes[symbol] >> (MaxWidth - widths[symbol]), widths[symbol]);
    }

    private static int[] Codes(byte[] widths, int maxWidth)
    {
        var (codes, code, used) = (new int[widths.Length], 0, widths.Count(width => width > 0));
        var order = AceCode.Order(widths);
        for (var i = used - 1; i >= 0; i--)
        {
            codes[order[i]] = code;
            code += 1 << (maxWidth - widths[order[i]]);
        }
        return codes;
    }
}
