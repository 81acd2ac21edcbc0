using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Linux programs whose code is one return: one loadable segment with code and constant text, and three named sections (gABI chapters 4 and 5).</summary>
internal static class ElfImage
{
    /// <summary>An image.</summary>
    /// <param name="machine">62 is x86-64, 183 is AArch64.</param>
    /// <param name="strings">The constant text, each ended by a zero.</param>
    /// <param name="code">Instead of the return.</param>
    /// <param name="hasSections">False as after sstrip.</param>
    public static byte[] Build(ushort machine, IEnumerable<string> strings, byte[]? code = null, bool hasSections = true)
    {
        const ulong Base = 0x400000;
        code ??= machine == 183 ? [0xC0, 0x03, 0x5F, 0xD6] : [0xC3];
        var text = Encoding.UTF8.GetBytes(string.Concat(strings.Select(line => line + "\0")));
        byte[] names = [.. "\0.text\0.rodata\0.shstrtab\0"u8];
        var codeAt = 0x1000;
        var textAt = (codeAt + code.Length + 15) / 16 * 16;
        var namesAt = textAt + text.Length;
        var headersAt = (namesAt + names.Length + 7) / 8 * 8;
        var file = new byte[hasSections ? headersAt + (4 * 64) : namesAt];
        new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1, 1 }.CopyTo(file, 0);
        Put16(file, 16, 2);
        Put16(file, 18, machine);
        Put32(file, 20, 1);
        Put64(file, 24, Base + (ulong)codeAt);
        Put64(file, 32, 64);
        Put64(file, 40, hasSections ? (ulong)headersAt : 0);
        Put16(file, 52, 64);
        Put16(file, 54, 56);
        Put16(file, 56, 1);
        Put16(file, 58, 64);
        Put16(file, 60, (ushort)(hasSections ? 4 : 0));
        Put16(file, 62, (ushort)(hasSections ? 3 : 0));
        Put32(file, 64, 1);
        Put32(file, 68, 5);
        Put64(file, 80, Base);
        Put64(file, 88, Base);
        Put64(file, 96, (ulong)namesAt);
        Put64(file, 104, (ulong)namesAt);
        Put64(file, 112, 0x1000);
        code.CopyTo(file, codeAt);
        text.CopyTo(file, textAt);
        if (!hasSections)
            return file;
        names.CopyTo(file, namesAt);
        Section(file, headersAt + 64, 1, 1, 6, Base + (ulong)codeAt, codeAt, code.Length);
        Section(file, headersAt + 128, 7, 1, 2, Base + (ulong)textAt, textAt, text.Length);
        Section(file, headersAt + 192, 15, 3, 0, 0, namesAt, names.Length);
        return file;
    }

    private static void Section(byte[] file, int at, uint name, uint type, ulong flags, ulong address, int offset, int size)
    {
        Put32(file, at, name);
        Put32(file, at + 4, type);
        Put64(file, at + 8, flags);
        Put64(file, at + 16, address);
        Put64(file, at + 24, (ulong)offset);
        Put64(file, at + 32, (ulong)size);
        Put64(file, at + 48, 1);
    }

    private static void Put16(byte[] file, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);

    private static void Put32(byte[] file, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);

    private static void Put64(byte[] file, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(at), value);
}
