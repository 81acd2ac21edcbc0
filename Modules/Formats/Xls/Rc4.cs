namespace ScanHost.Formats.Xls;

/// <summary>The stream cipher RC4, which .NET does not have; old Office files use it.</summary>
internal sealed class Rc4
{
    private readonly byte[] state = new byte[256];
    private byte i;
    private byte j;

    internal Rc4(ReadOnlySpan<byte> key)
    {
        for (var at = 0; at < 256; at++)
            state[at] = (byte)at;
        byte swap = 0;
        for (var at = 0; at < 256; at++)
        {
            swap += (byte)(state[at] + key[at % key.Length]);
            (state[at], state[swap]) = (state[swap], state[at]);
        }
    }

    /// <summary>Encrypts and decrypts in place.</summary>
    internal void Apply(Span<byte> data)
    {
        for (var at = 0; at < data.Length; at++)
        {
            i++;
            j += state[i];
            (state[i], state[j]) = (state[j], state[i]);
            data[at] ^= state[(byte)(state[i] + state[j])];
        }
    }
}
