using System.Buffers.Binary;
using ScanHost.Formats.Containers.Lzma;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.SevenZip;

/// <summary>
/// BCJ2: x86 code whose call and jump targets were taken out into two streams of their own, with a range coded stream that says where.
/// Source: the description in the LZMA SDK's documentation of Bcj2.
/// </summary>
internal sealed class Bcj2Stream(Stream main, Stream calls, Stream jumps, ReadOnlyMemory<byte> marks, long size) : WindowStream(4096)
{
    private readonly ushort[] models = NewModels();
    private readonly byte[] buffer = new byte[32 * 1024];
    private RangeState? state;
    private long written;
    private byte previous;
    private int filled;
    private int at;

    protected override bool DecodeMore()
    {
        state ??= RangeDecoder.Start(marks.Span, 0);
        var coder = new RangeDecoder(marks.Span, state.Value);
        for (var count = 0; count < EnoughPending && written < size; count++)
        {
            if (at == filled && !Fill())
                throw new InvalidDataException("the main stream ends early");
            var value = buffer[at++];
            Put(value);
            if (written < size && IsBranch(previous, value) && coder.Bit(ref models[Model(previous, value)]) == 1)
                Restore(value == 0xE8 ? calls : jumps);
            else
                previous = value;
        }
        state = coder.State;
        return written < size;
    }

    protected override void Dispose(bool disposing)
    {
        main.Dispose();
        calls.Dispose();
        jumps.Dispose();
        base.Dispose(disposing);
    }

    private bool Fill()
    {
        (at, filled) = (0, main.Read(buffer));
        return filled > 0;
    }

    private void Put(byte value)
    {
        Window.Put(value);
        written++;
    }

    // Targets are stored absolute, big end first.
    private void Restore(Stream source)
    {
        Span<byte> target = stackalloc byte[4];
        source.ReadExactly(target);
        BinaryPrimitives.WriteUInt32LittleEndian(target, BinaryPrimitives.ReadUInt32BigEndian(target) - (uint)(written + 4));
        foreach (var value in target[..(int)Math.Min(4, size - written)])
            Put(value);
        previous = target[3];
    }

    private static bool IsBranch(byte previous, byte value) =>
        (value & 0xFE) == 0xE8 || (previous == 0x0F && (value & 0xF0) == 0x80);

    private static int Model(byte previous, byte value) => value switch { 0xE8 => previous, 0xE9 => 256, _ => 257 };

    private static ushort[] NewModels()
    {
        var models = new ushort[258];
        models.AsSpan().Fill(RangeDecoder.InitialProbability);
        return models;
    }
}
