using System.Numerics;

namespace ScanHost.Formats.Containers.AutoIt;

/// <summary>The streams of bytes that hide a compiled script. They are told by a key of 16 or 32 bits: no secret, only a disguise.</summary>
internal static class AutoItCipher
{
    private const int LagLong = 17;

    /// <summary>AutoIt 3.0 to 3.2.5 (EA05): the lower bits but one of MT19937 (Matsumoto, Nishimura, 1998), seeded as its authors do.</summary>
    internal static byte[] Twister(ReadOnlySpan<byte> data, uint key)
    {
        var (state, next, plain) = (new uint[624], 624, data.ToArray());
        state[0] = key;
        for (var i = 1u; i < state.Length; i++)
            state[i] = i + (0x6C078965 * ((state[i - 1] >> 30) ^ state[i - 1]));
        foreach (ref var value in plain.AsSpan())
        {
            if (next == state.Length)
                next = Twist(state);
            var random = state[next++];
            random ^= random >> 11;
            random ^= (random << 7) & 0x9D2C5680;
            random ^= (random << 15) & 0xEFC60000;
            random ^= random >> 18;
            value ^= (byte)(random >> 1);
        }
        return plain;
    }

    /// <summary>AutoIt since 3.2.6 (EA06): the upper eight bits of every second number of RANROT (A. Fog) with lags of 17 and 7.</summary>
    internal static byte[] Ranrot(ReadOnlySpan<byte> data, ushort key)
    {
        var (state, seed, plain) = (new uint[LagLong], (uint)key, data.ToArray());
        for (var i = 0; i < LagLong; i++)
            state[i] = seed = 1 - (seed * 0x53A9B4FB);
        var (first, second) = (0, 10);
        for (var i = 0; i < 9; i++)
            Rotate(state, ref first, ref second);
        foreach (ref var value in plain.AsSpan())
        {
            Rotate(state, ref first, ref second);
            value ^= (byte)(Rotate(state, ref first, ref second) >> 24);
        }
        return plain;
    }

    private static int Twist(uint[] state)
    {
        for (var i = 0; i < state.Length; i++)
        {
            var pair = (state[i] & 0x80000000) | (state[(i + 1) % state.Length] & 0x7FFFFFFF);
            state[i] = state[(i + 397) % state.Length] ^ (pair >> 1) ^ ((pair & 1) * 0x9908B0DF);
        }
        return 0;
    }

    private static uint Rotate(uint[] state, ref int first, ref int second)
    {
        var sum = state[first] = BitOperations.RotateLeft(state[first], 9) + BitOperations.RotateLeft(state[second], 13);
        (first, second) = ((first + LagLong - 1) % LagLong, (second + LagLong - 1) % LagLong);
        return sum;
    }
}
