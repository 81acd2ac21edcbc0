using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ScanHost.Formats.Pe;

/// <summary>
/// What Microsoft's linker hides between the DOS stub and the headers: which compilers made how many of its objects, masked with a key.
/// Nothing official describes it; see "Things They Didn't Tell You About MS Link and the PE Header" by lifewire (29A, 2004).
/// </summary>
public sealed class PeRichHeader
{
    private const uint Dans = 0x536E6144;
    private const int DosHeaderSize = 64;
    private const int Prologue = 16;

    private PeRichHeader(int offset, uint key, ReadOnlyMemory<byte> rawData, ReadOnlyMemory<byte> clearData)
    {
        Offset = offset;
        Key = key;
        RawData = rawData;
        ClearData = clearData;
        Tools = ReadTools(clearData.Span);
    }

    /// <summary>Where it starts, in bytes.</summary>
    public int Offset { get; }

    /// <summary>The mask.</summary>
    public uint Key { get; }

    /// <summary>As it stands in the file, up to the word <c>Rich</c>. At least 4 bytes; in a damaged file no record may fit in it.</summary>
    public ReadOnlyMemory<byte> RawData { get; }

    /// <summary>The same without the mask.</summary>
    public ReadOnlyMemory<byte> ClearData { get; }

    /// <summary>In order; null when the header is too short for any.</summary>
    public IReadOnlyList<PeRichTool>? Tools { get; }

    /// <summary>MD5 of <see cref="ClearData"/>, lower-case hexadecimal: the "rich hash".</summary>
    // An identifier that others have agreed on, not a protection.
#pragma warning disable CA5351 // the field knows these hashes as MD5; they name files and protect nothing
    public string Md5() => Convert.ToHexStringLower(MD5.HashData(ClearData.Span));
#pragma warning restore CA5351

    internal static PeRichHeader? Read(PeFile pe)
    {
        var file = pe.Content.Span;
        if (FindBack(file, pe.Header.Offset - 4, "Rich"u8) is not { } end || file.U32(end + 4) is not (> 0 and var key))
            return null;
        Span<byte> dans = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(dans, Dans ^ key);
        if (FindBack(file, end - 4, dans) is not { } start)
            return null;

        var raw = pe.Content.Slice(start, end - start);
        return new(start, key, raw, Unmask(raw.Span, key));
    }

    /// <summary>Looks backwards, in steps of four, down to the end of the DOS header.</summary>
    private static int? FindBack(ReadOnlySpan<byte> file, int from, ReadOnlySpan<byte> word)
    {
        for (var at = from; at >= DosHeaderSize; at -= 4)
        {
            if (file.HasAt(at, word))
                return at;
        }

        return null;
    }

    private static byte[] Unmask(ReadOnlySpan<byte> raw, uint key)
    {
        var clear = raw.ToArray();
        for (var i = 0; i < clear.Length; i++)
            clear[i] ^= (byte)(key >> (8 * (i & 3)));
        return clear;
    }

    private static PeRichTool[]? ReadTools(ReadOnlySpan<byte> clear)
    {
        if (clear.Length < Prologue)
            return null;
        var tools = new List<PeRichTool>();
        for (var at = Prologue; at + 8 <= clear.Length; at += 8)
            tools.Add(new(clear.U16(at + 2) ?? 0, clear.U16(at) ?? 0, clear.U32(at + 4) ?? 0));
        return [.. tools];
    }
}

/// <summary>A tool that took part in making an image.</summary>
/// <param name="ToolId">Which tool.</param>
/// <param name="Version">Its build number.</param>
/// <param name="Times">How many objects it made.</param>
public readonly record struct PeRichTool(ushort ToolId, ushort Version, uint Times);
