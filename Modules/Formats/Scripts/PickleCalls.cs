using System.Buffers.Binary;
using System.Text;

namespace ScanHost.Formats.Scripts;

/// <summary>
/// The functions that a Python pickle names, and its texts. Loading a pickle calls what it names, so one that names a shell runs a command.
/// Opcodes: CPython's <c>pickletools</c>, protocols 0 to 5.
/// </summary>
public static class PickleCalls
{
    private const int MaxOpcodes = 2_000_000;
    private const int MaxNamed = 10_000;

    /// <summary>What the pickle names, as <c>module.function</c>, and its short texts. Stops at the first opcode that it does not know.</summary>
    public static (IReadOnlyList<string> Names, IReadOnlyList<string> Texts) Read(ReadOnlySpan<byte> pickle)
    {
        var (names, texts) = (new List<string>(), new List<string>());
        var at = 0;
        for (var steps = 0; steps < MaxOpcodes && at < pickle.Length && names.Count < MaxNamed; steps++)
        {
            var code = pickle[at++];
            if (code == '.')
                break;
            if (code is (byte)'c' or (byte)'i')
            {
                if (Line(pickle, ref at) is { } module && Line(pickle, ref at) is { } name)
                    names.Add($"{module}.{name}");
                continue;
            }
            // STACK_GLOBAL takes the two texts before it.
            if (code == 0x93)
            {
                if (texts.Count >= 2)
                    names.Add($"{texts[^2]}.{texts[^1]}");
                continue;
            }
            if (Argument(pickle, code, ref at, texts) is false)
                break;
        }
        return (names, texts);
    }

    private static bool Argument(ReadOnlySpan<byte> pickle, byte code, ref int at, List<string> texts)
    {
        switch (code)
        {
            case (byte)'V' or (byte)'S' or (byte)'I' or (byte)'L' or (byte)'F' or (byte)'g' or (byte)'p' or (byte)'P':
                if (Line(pickle, ref at) is not { } line)
                    return false;
                if (code is (byte)'V' or (byte)'S')
                    Keep(texts, line.Trim('\'', '"'));
                return true;
            case 0x8C or (byte)'U' or (byte)'C':
                return at < pickle.Length && Text(pickle, ref at, 1, pickle[at], texts);
            case (byte)'X' or (byte)'T' or (byte)'B':
                return pickle.Length - at >= 4 && Text(pickle, ref at, 4, BinaryPrimitives.ReadUInt32LittleEndian(pickle[at..]), texts);
            case 0x8D or 0x8E or 0x96:
                return pickle.Length - at >= 8 && Text(pickle, ref at, 8, BinaryPrimitives.ReadInt64LittleEndian(pickle[at..]), texts);
            case 0x8A:
                return at < pickle.Length && Text(pickle, ref at, 1, pickle[at], null);
            case 0x8B:
                return pickle.Length - at >= 4 && Text(pickle, ref at, 4, BinaryPrimitives.ReadInt32LittleEndian(pickle[at..]), null);
            default:
                if (FixedLength(code) is not { } length)
                    return false;
                at += length;
                return true;
        }
    }

    private static int? FixedLength(byte code) => code switch
    {
        0x80 or (byte)'K' or (byte)'h' or (byte)'q' or 0x82 => 1,
        (byte)'M' or 0x83 => 2,
        (byte)'J' or (byte)'j' or (byte)'r' or 0x84 => 4,
        (byte)'G' or 0x95 => 8,
        (byte)'(' or (byte)'0' or (byte)'1' or (byte)'2' or (byte)'N' or (byte)'R' or (byte)'b' or (byte)'d' or (byte)'}' or (byte)'e' or (byte)'a' or (byte)']' or (byte)'l'
            or (byte)'o' or (byte)'t' or (byte)')' or (byte)'u' or (byte)'s' or (byte)'Q' or 0x81 or 0x85 or 0x86 or 0x87 or 0x88 or 0x89 or 0x8F or 0x90 or 0x91 or 0x92
            or 0x94 or 0x97 or 0x98 => 0,
        _ => null,
    };

    private static bool Text(ReadOnlySpan<byte> pickle, ref int at, int head, long length, List<string>? texts)
    {
        if (length < 0 || length > pickle.Length - at - head)
            return false;
        if (texts is not null && length < 64 * 1024)
            Keep(texts, Encoding.UTF8.GetString(pickle.Slice(at + head, (int)length)));
        at += head + (int)length;
        return true;
    }

    private static void Keep(List<string> texts, string text)
    {
        if (texts.Count < MaxNamed * 4)
            texts.Add(text);
    }

    private static string? Line(ReadOnlySpan<byte> pickle, ref int at)
    {
        var length = pickle[at..].IndexOf((byte)'\n');
        if (length is < 0 or > 4096)
            return null;
        var line = Encoding.UTF8.GetString(pickle.Slice(at, length));
        at += length + 1;
        return line;
    }
}
