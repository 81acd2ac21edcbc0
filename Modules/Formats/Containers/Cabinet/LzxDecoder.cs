using System.Buffers.Binary;
using ScanHost.Formats.Containers.Bits;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Cabinet;

/// <summary>LZX as cabinets and compiled help use it. Source: [MS-PATCH] LZX DELTA section 2, "LZX Data Compression Format" of the Cabinet SDK.</summary>
/// <param name="data">The frames one after another; each is padded to 16 bits.</param>
/// <param name="windowBits">15 to 21: how far back a match may reach.</param>
/// <param name="size">How many bytes come out.</param>
/// <param name="resetBytes">After so many bytes the decoder starts anew; 0 for never.</param>
/// <param name="isOfImage">
/// True for a chunk of a Windows image: it is one frame, a block has 32 KiB unless it says otherwise, and calls are always translated. Source: [MS-PATCH] and
/// the notes on the WIM format of the wimlib project.
/// </param>
internal sealed class LzxDecoder(ReadOnlyMemory<byte> data, int windowBits, long size, long resetBytes = 0, bool isOfImage = false) : DecoderStream
{
    private const int Frame = 32 * 1024;
    private const int MinMatch = 2;
    private const int LengthSymbols = 249;
    private const uint ImageTranslationSize = 12_000_000;
    private static readonly int[] ExtraBits = [.. Enumerable.Range(0, 51).Select(slot => slot < 4 ? 0 : Math.Min(17, (slot / 2) - 1))];
    private static readonly uint[] Bases = BuildBases();
    private readonly HighBits bits = new(data, isWordwise: true);
    private readonly HistoryWindow window = new(1 << Math.Clamp(windowBits, 15, 21));
    private readonly byte[] frame = new byte[isOfImage ? size : Frame];
    private readonly byte[] mainLengths = new byte[256 + (8 * Slots(windowBits))];
    private readonly byte[] lengthLengths = new byte[LengthSymbols];
    private readonly PrefixCode main = new();
    private readonly PrefixCode lengths = new();
    private readonly PrefixCode aligned = new();
    private readonly PrefixCode pre = new();
    private int frameAt;
    private int frameLength;
    private long written;
    private int blockKind;
    private int leftInBlock;
    private bool isOddBlock;
    private bool isStarted;
    private uint translationSize;
    private uint r0 = 1;
    private uint r1 = 1;
    private uint r2 = 1;

    public override int Read(Span<byte> buffer)
    {
        if (frameAt == frameLength)
        {
            if (written >= size)
                return 0;
            DecodeFrame();
        }
        var count = Math.Min(buffer.Length, frameLength - frameAt);
        frame.AsSpan(frameAt, count).CopyTo(buffer);
        frameAt += count;
        return count;
    }

    private static int Slots(int windowBits) => windowBits switch { <= 15 => 30, 16 => 32, 17 => 34, 18 => 36, 19 => 38, 20 => 42, _ => 50 };

    private static uint[] BuildBases()
    {
        var bases = new uint[51];
        for (var slot = 1; slot < bases.Length; slot++)
            bases[slot] = bases[slot - 1] + (1u << ExtraBits[slot - 1]);
        return bases;
    }

    private void DecodeFrame()
    {
        if (resetBytes > 0 && written % resetBytes == 0)
            Reset();
        if (!isStarted)
        {
            isStarted = true;
            translationSize = isOfImage ? ImageTranslationSize : bits.Read(1) == 1 ? bits.Read(32) : 0;
        }
        var wanted = (int)Math.Min(frame.Length, size - written);
        DecodeBytes(wanted);
        bits.Align();
        frameLength = window.Read(frame.AsSpan(0, wanted));
        frameAt = 0;
        if (translationSize != 0 && written < 32768L * Frame)
            TranslateCalls(frame.AsSpan(0, frameLength));
        written += frameLength;
    }

    private void Reset()
    {
        (r0, r1, r2) = (1, 1, 1);
        (leftInBlock, isOddBlock, isStarted) = (0, false, false);
        Array.Clear(mainLengths);
        Array.Clear(lengthLengths);
    }

    // A match may end in the next frame: it never does in what the known writers make, and the excess stays pending.
    private void DecodeBytes(int wanted)
    {
        while (window.Pending < wanted)
        {
            if (leftInBlock == 0)
                OpenBlock();
            var count = Math.Min(leftInBlock, wanted - window.Pending);
            if (blockKind == 3)
            {
                window.Append(bits.Bytes(count));
                leftInBlock -= count;
                continue;
            }
            var before = window.Pending;
            while (window.Pending - before < count)
                DecodeSymbol();
            leftInBlock -= window.Pending - before;
            if (leftInBlock < 0)
                throw new InvalidDataException("a match reaches over the end of its block");
        }
    }

    private void DecodeSymbol()
    {
        var symbol = main.Read(bits);
        if (symbol < 256)
        {
            window.Put((byte)symbol);
            return;
        }
        var (slot, length) = ((symbol - 256) >> 3, (symbol - 256) & 7);
        if (length == 7)
            length += lengths.Read(bits);
        window.Repeat(Distance(slot), length + MinMatch);
    }

    private uint Distance(int slot)
    {
        switch (slot)
        {
            case 0:
                return r0;
            case 1:
                (r0, r1) = (r1, r0);
                return r0;
            case 2:
                (r0, r2) = (r2, r0);
                return r0;
        }
        var extra = ExtraBits[slot];
        var offset = blockKind == 2 && extra >= 3
            ? (bits.Read(extra - 3) << 3) + (uint)aligned.Read(bits)
            : bits.Read(extra);
        (r2, r1, r0) = (r1, r0, Bases[slot] + offset - 2);
        return r0;
    }

    private void OpenBlock()
    {
        if (blockKind == 3 && isOddBlock)
            bits.Bytes(1);
        blockKind = (int)bits.Read(3);
        leftInBlock = !isOfImage ? (int)bits.Read(24) : bits.Read(1) == 1 ? Frame : (int)bits.Read(windowBits >= 16 ? 24 : 16);
        isOddBlock = (leftInBlock & 1) != 0;
        if (blockKind is < 1 or > 3 || leftInBlock == 0)
            throw new InvalidDataException("the block's header is wrong");
        if (blockKind == 3)
        {
            OpenStored();
            return;
        }
        if (blockKind == 2)
        {
            Span<byte> alignedLengths = stackalloc byte[8];
            foreach (ref var length in alignedLengths)
                length = (byte)bits.Read(3);
            aligned.Build(alignedLengths);
        }
        ReadLengths(mainLengths.AsSpan(0, 256));
        ReadLengths(mainLengths.AsSpan(256));
        main.Build(mainLengths);
        ReadLengths(lengthLengths);
        lengths.Build(lengthLengths);
    }

    // One to sixteen bits of padding stand in front of the three distances.
    private void OpenStored()
    {
        if (bits.LeftInUnit == 0)
            bits.Read(16);
        else
            bits.Align();
        var distances = bits.Bytes(12);
        (r0, r1, r2) = (distances.U32(0)!.Value, distances.U32(4)!.Value, distances.U32(8)!.Value);
    }

    // Lengths are differences to those of the block before, themselves Huffman coded.
    private void ReadLengths(Span<byte> table)
    {
        Span<byte> preLengths = stackalloc byte[20];
        foreach (ref var length in preLengths)
            length = (byte)bits.Read(4);
        pre.Build(preLengths);
        for (var i = 0; i < table.Length;)
        {
            var symbol = pre.Read(bits);
            if (symbol <= 16)
            {
                table[i] = (byte)((table[i] - symbol + 17) % 17);
                i++;
                continue;
            }
            var run = symbol switch { 17 => 4 + (int)bits.Read(4), 18 => 20 + (int)bits.Read(5), _ => 4 + (int)bits.Read(1) };
            var value = symbol == 19 ? (byte)((table[i] - pre.Read(bits) + 17) % 17) : (byte)0;
            if (run > table.Length - i)
                throw new InvalidDataException("a run of lengths is longer than its table");
            table.Slice(i, run).Fill(value);
            i += run;
        }
    }

    // The writer made the targets of x86 calls absolute.
    private void TranslateCalls(Span<byte> code)
    {
        for (var i = 0; i < code.Length - 10; i++)
        {
            if (code[i] != 0xE8)
                continue;
            var position = (int)written + i;
            var absolute = BinaryPrimitives.ReadInt32LittleEndian(code[(i + 1)..]);
            if (absolute >= -position && absolute < (int)translationSize)
                BinaryPrimitives.WriteInt32LittleEndian(code[(i + 1)..], absolute >= 0 ? absolute - position : absolute + (int)translationSize);
            i += 4;
        }
    }
}
