using System.Runtime.CompilerServices;

namespace ScanHost.Formats.Containers.Lzma;

/// <summary>Where a range decoder stands, between two calls.</summary>
/// <param name="Position">The next byte of the input.</param>
/// <param name="Range">The current range.</param>
/// <param name="Code">The current code.</param>
internal readonly record struct RangeState(int Position, uint Range, uint Code);

/// <summary>The binary range decoder of LZMA. Source: lzma-specification.txt of the LZMA SDK, "Range decoder".</summary>
internal ref struct RangeDecoder
{
    private const int ModelBits = 11;
    private const int MoveBits = 5;
    private const uint Top = 1 << 24;
    private readonly ReadOnlySpan<byte> input;
    private int position;
    private uint range;
    private uint code;

    internal RangeDecoder(ReadOnlySpan<byte> input, RangeState state)
    {
        this.input = input;
        (position, range, code) = state;
    }

    /// <summary>The probability that all models start with: one half.</summary>
    internal const ushort InitialProbability = 1 << (ModelBits - 1);

    /// <summary>For the next call.</summary>
    internal readonly RangeState State => new(position, range, code);

    /// <summary>Reads the five bytes with which a coded stream starts.</summary>
    /// <exception cref="InvalidDataException">The first is not zero, or they are cut short.</exception>
    internal static RangeState Start(ReadOnlySpan<byte> input, int position)
    {
        if (input.U8(position) != 0 || input.U32Big(position + 1) is not { } code)
            throw new InvalidDataException("the range coder's start is wrong");
        return new(position + 5, uint.MaxValue, code);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint Bit(ref ushort probability)
    {
        if (range < Top)
            Normalize();
        var bound = (range >> ModelBits) * probability;
        if (code < bound)
        {
            range = bound;
            probability += (ushort)(((1 << ModelBits) - probability) >> MoveBits);
            return 0;
        }
        range -= bound;
        code -= bound;
        probability -= (ushort)(probability >> MoveBits);
        return 1;
    }

    /// <summary>Bits with fixed probability, the highest first.</summary>
    internal uint Direct(int count)
    {
        var result = 0u;
        for (; count > 0; count--)
        {
            if (range < Top)
                Normalize();
            range >>= 1;
            var isZero = code < range;
            if (!isZero)
                code -= range;
            result = (result << 1) | (isZero ? 0u : 1u);
        }
        return result;
    }

    /// <summary>A symbol of <paramref name="bits"/> bits, the highest first.</summary>
    internal uint Tree(Span<ushort> models, int bits)
    {
        var symbol = 1u;
        for (var i = 0; i < bits; i++)
            symbol = (symbol << 1) + Bit(ref models[(int)symbol]);
        return symbol - (1u << bits);
    }

    /// <summary>A symbol of <paramref name="bits"/> bits, the lowest first.</summary>
    internal uint ReverseTree(Span<ushort> models, int bits)
    {
        var (symbol, result) = (1u, 0u);
        for (var i = 0; i < bits; i++)
        {
            var bit = Bit(ref models[(int)symbol]);
            symbol = (symbol << 1) + bit;
            result |= bit << i;
        }
        return result;
    }

    private void Normalize()
    {
        code = (code << 8) | input[position++];
        range <<= 8;
    }
}
