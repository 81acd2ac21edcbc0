using System.Buffers.Binary;
using ScanHost.Formats.Containers.Upx;

namespace ScanHost.Formats.Tests.Compression;

/// <summary>Packs a 64-bit ELF program in the layout of UPX 4: headers, segments, a stand-in for the loader, what lies between, the trailer.</summary>
internal static class UpxElfBuilder
{
    private const int BlockBytes = 64 * 1024;

    public static byte[] Pack(byte[] program, string method, byte filter = 0)
    {
        var (count, table) = (BitConverter.ToUInt16(program, 56), (int)BitConverter.ToUInt64(program, 32));
        var head = program[..(table + (count * 56))];
        var segments = Enumerable.Range(0, count).Select(i => table + (i * 56)).Where(at => BitConverter.ToUInt32(program, at) == 1)
            .Select(at => (Start: (int)BitConverter.ToUInt64(program, at + 8), Length: (int)BitConverter.ToUInt64(program, at + 32))).ToList();
        var (file, adler) = (new List<byte>(program[..64]), 1u);
        file.AddRange(new byte[56]);
        file.AddRange([0, 0, 0, 0, .. "UPX!"u8, 0, 0, 13, 22, 0, 0, 0, 0, .. BitConverter.GetBytes(program.Length), .. BitConverter.GetBytes(program.Length)]);
        foreach (var (start, length) in segments)
            Add(file, program, start, length, start == 0 ? head.Length : BlockBytes, method, filter, ref adler);
        file.AddRange("$Info: a stand-in for the loader $\0\0"u8);
        foreach (var (start, length) in segments)
        {
            var next = segments.Where(other => other.Start >= start + length).Select(other => other.Start).DefaultIfEmpty(program.Length).Min();
            if (next > start + length)
                Add(file, program, start + length, next - start - length, BlockBytes, method, 0, ref adler);
        }
        return [.. file, .. "UPX!"u8, 13, 22, Number(method), 9, .. BitConverter.GetBytes(adler), .. new byte[16], 0, 0, 0, 0];
    }

    private static byte Number(string method) => method switch { "nrv2b" => 2, "nrv2d" => 5, _ => 8 };

    private static void Add(List<byte> file, byte[] program, int start, int length, int first, string method, byte filter, ref uint adler)
    {
        for (var size = Math.Min(first, length); length > 0; size = Math.Min(BlockBytes, length))
        {
            var plain = program[start..(start + size)];
            adler = Adler32.Of(plain, adler);
            var used = size > 4096 ? filter : (byte)0;
            var mark = FreeMark(plain);
            var packed = method == "store" ? plain : NrvEncoder.Encode(Filtered(plain, used, mark), method);
            packed = packed.Length < size ? packed : plain;
            file.AddRange([.. BitConverter.GetBytes(size), .. BitConverter.GetBytes(packed.Length), Number(method), packed == plain ? (byte)0 : used, mark, 0, .. packed]);
            (start, length) = (start + size, length - size);
        }
    }

    // A byte that follows no branch: then it can mark those that were changed.
    private static byte FreeMark(byte[] code) =>
        (byte)Enumerable.Range(1, 255).First(mark => !Enumerable.Range(0, code.Length - 1).Any(at => code[at] is (>= 0x80 and <= 0x8F) or 0xE8 or 0xE9 && code[at + 1] == mark));

    private static byte[] Filtered(byte[] plain, byte filter, byte mark)
    {
        var code = (byte[])plain.Clone();
        if (filter == 0x52)
            for (var i = 0; i + 4 <= code.Length; i += 4)
            {
                var word = BinaryPrimitives.ReadUInt32LittleEndian(code.AsSpan(i));
                if ((word >> 26 & 0x1F) == 5)
                    BinaryPrimitives.WriteUInt32LittleEndian(code.AsSpan(i), (word & 0xFC000000) | ((word + ((uint)i / 4)) & 0x03FFFFFF));
            }
        else if (filter != 0)
            FilterCalls(code, mark, filter == 0x49);
        return code;
    }

    private static void FilterCalls(byte[] code, byte mark, bool hasConditional)
    {
        var afterLast = 0;
        for (var i = 0; i < code.Length - 5; i++)
        {
            var isBranch = code[i] is 0xE8 or 0xE9 || (hasConditional && i > 0 && afterLast != i && code[i - 1] == 0x0F && code[i] is >= 0x80 and <= 0x8F);
            var target = BinaryPrimitives.ReadUInt32LittleEndian(code.AsSpan(i + 1)) + (uint)(i + 1);
            if (!isBranch || target >= code.Length)
                continue;
            BinaryPrimitives.WriteUInt32BigEndian(code.AsSpan(i + 1), target + ((uint)mark << 24));
            i += 4;
            afterLast = i + 1;
        }
    }
}
