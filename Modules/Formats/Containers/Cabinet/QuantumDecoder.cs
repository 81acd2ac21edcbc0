using ScanHost.Formats.Containers.Bits;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Cabinet;

/// <summary>Quantum as cabinets use it: LZ77 behind an adaptive arithmetic coder. Source: Falk's "Quantum decompression" notes and the cabinet SDK.</summary>
/// <param name="data">The frames one after another.</param>
/// <param name="windowBits">10 to 21: how far back a match may reach.</param>
/// <param name="size">How many bytes come out.</param>
internal sealed class QuantumDecoder(ReadOnlyMemory<byte> data, int windowBits, long size) : WindowStream(1 << Math.Clamp(windowBits, 10, 21))
{
    private const int Frame = 32 * 1024;
    private const byte FrameEnd = 0xFF;
    private static readonly int[] PositionExtra = [.. Enumerable.Range(0, 42).Select(slot => slot < 2 ? 0 : (slot - 2) / 2)];
    private static readonly int[] PositionBase = Bases(PositionExtra, 0);
    private static readonly int[] LengthExtra = [.. Enumerable.Range(0, 27).Select(slot => slot is < 6 or 26 ? 0 : (slot - 2) / 4)];
    private static readonly int[] LengthBase = [.. Bases(LengthExtra, 0).Take(26), 254];
    private readonly HighBits bits = new(data);
    private readonly QuantumModel selectors = new(0, 7);
    private readonly QuantumModel[] literals = [.. Enumerable.Range(0, 4).Select(quarter => new QuantumModel(quarter * 64, 64))];
    private readonly QuantumModel threes = new(0, Math.Min(2 * windowBits, 24));
    private readonly QuantumModel fours = new(0, Math.Min(2 * windowBits, 36));
    private readonly QuantumModel longs = new(0, 2 * windowBits);
    private readonly QuantumModel lengths = new(0, 27);
    private long written;
    private int leftInFrame;
    private uint high;
    private uint low;
    private uint code;

    protected override bool DecodeMore()
    {
        if (written >= size)
            return false;
        if (leftInFrame == 0)
        {
            leftInFrame = Frame;
            (high, low, code) = (0xFFFF, 0, bits.Read(16));
        }
        var wanted = (int)Math.Min(leftInFrame, size - written);
        var before = Window.Total;
        while (Window.Total - before < wanted)
            DecodeOne(wanted - (int)(Window.Total - before));
        leftInFrame -= wanted;
        written += wanted;
        if (leftInFrame == 0)
            EndFrame();
        return written < size;
    }

    private static int[] Bases(int[] extra, int first)
    {
        var bases = new int[extra.Length];
        bases[0] = first;
        for (var i = 1; i < bases.Length; i++)
            bases[i] = bases[i - 1] + (1 << extra[i - 1]);
        return bases;
    }

    // A frame ends at a byte; a mark of ones closes it.
    private void EndFrame()
    {
        bits.Align();
        while (written < size && bits.Read(8) != FrameEnd)
        {
        }
    }

    private void DecodeOne(int room)
    {
        var selector = Symbol(selectors);
        if (selector < 4)
        {
            Window.Put((byte)Symbol(literals[selector]));
            return;
        }
        var length = selector == 6 ? Number(Symbol(lengths), LengthBase, LengthExtra) + 5 : selector - 1;
        var model = selector switch { 4 => threes, 5 => fours, _ => longs };
        var distance = Number(Symbol(model), PositionBase, PositionExtra) + 1L;
        Window.Repeat(distance, Math.Min(length, room));
    }

    private int Number(int slot, int[] bases, int[] extra) => bases[slot] + (int)bits.Read(extra[slot]);

    private int Symbol(QuantumModel model)
    {
        var range = ((high - low) & 0xFFFF) + 1;
        var frequency = (int)((((code - low + 1) * (uint)model.Total - 1) / range) & 0xFFFF);
        var place = model.Find(frequency);
        var total = (uint)model.Total;
        var (from, to) = model.Share(place);
        range = high - low + 1;
        high = low + ((uint)to * range / total) - 1;
        low += (uint)from * range / total;
        Normalize();
        return model.Take(place);
    }

    private void Normalize()
    {
        while (true)
        {
            if (((low ^ high) & 0x8000) != 0)
            {
                if ((low & 0x4000) == 0 || (high & 0x4000) != 0)
                    return;
                code ^= 0x4000;
                low &= 0x3FFF;
                high |= 0x4000;
            }
            low = (low << 1) & 0xFFFF;
            high = ((high << 1) | 1) & 0xFFFF;
            code = ((code << 1) | bits.Read(1)) & 0xFFFF;
        }
    }
}
