using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;

namespace ScanHost.Formats.Similarity;

/// <summary>
/// Context triggered piecewise hash of ssdeep (Kornblum, "Identifying almost identical files using context triggered piecewise hashing",
/// 2006), as ssdeep 2.14 writes it. Fed in blocks; only the block sizes that can still be the answer are kept up.
/// </summary>
public sealed class SsdeepHash
{
    private const int SpamSumLength = 64;
    private const int NumBlockHashes = 31;
    private const int MinBlockSize = 3;
    private const int RollingWindow = 7;
    private const ushort HashInit = 0x28021967 & 63;

    /// <summary>The prime 01000193 in six bits: the low six bits of a product need no others.</summary>
    private const ushort HashPrime = 0x01000193 & 63;

    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly int Lanes = Vector256<ushort>.Count;

    private readonly Digest[] digests = new Digest[NumBlockHashes];

    /// <summary>The hash of the current piece for each block size, a lane each. Only the low six bits mean anything: no others ever reach them.</summary>
    private readonly ushort[] pieces = new ushort[NumBlockHashes + 1];

    /// <summary>The same for the second half of the answer, whose last piece is longer.</summary>
    private readonly ushort[] halves = new ushort[NumBlockHashes + 1];

    /// <summary>The last bytes, the oldest first.</summary>
    private readonly byte[] window = new byte[RollingWindow];
    private readonly int largest = NumBlockHashes - 1;
    private readonly long total;
    private int start;
    private int end = 1;
    private uint h1;
    private uint h2;
    private uint h3;
    private long length;

    /// <summary>An empty state.</summary>
    /// <param name="total">How many bytes will come, if that is known: block sizes too large or too small for so many are then left out, which saves
    /// most of the work and changes nothing in the hash.</param>
    public SsdeepHash(long? total = null)
    {
        if (total is { } expected)
        {
            this.total = expected;
            var needed = 0;
            while (needed < NumBlockHashes - 2 && BlockSize(needed) * SpamSumLength < expected)
                needed++;
            // The answer has two block sizes: the needed one and the next.
            largest = needed + 1;
        }
        digests[0] = new();
        Array.Fill(pieces, HashInit);
        Array.Fill(halves, HashInit);
    }

    /// <summary>Reads on.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        length += bytes.Length;
        var (r1, r2, r3) = (h1, h2, h3);
        var others = (1u << start) - 1;
        var from = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            uint one = bytes[at];
            r2 = r2 - r1 + (RollingWindow * one);
            r1 = r1 + one - (at < RollingWindow ? window[at] : bytes[at - RollingWindow]);
            r3 = (r3 << 5) ^ one;
            // A piece ends where the sum leaves the block size less one: where the next number is a multiple of 3 and of a power of two.
            var next = r1 + r2 + r3 + 1;
            if ((next & others) != 0 || next % MinBlockSize != 0 || next == 0)
                continue;
            Hash(bytes[from..(at + 1)]);
            from = at + 1;
            EndPieces(next);
            others = (1u << start) - 1;
        }
        Hash(bytes[from..]);
        (h1, h2, h3) = (r1, r2, r3);
        Remember(bytes);
    }

    /// <summary>The hash: <c>blocksize:hash:hash</c>.</summary>
    public override string ToString()
    {
        var at = start;
        while (at < NumBlockHashes - 1 && BlockSize(at) * SpamSumLength < length)
            at++;
        at = Math.Min(at, end - 1);
        while (at > start && digests[at].Count < SpamSumLength / 2)
            at--;
        var isOpen = h1 + h2 + h3 != 0;
        var text = new StringBuilder().Append(BlockSize(at).ToString(CultureInfo.InvariantCulture)).Append(':');
        digests[at].Write(text, isOpen, Letter(pieces[at]));
        text.Append(':');
        if (at < end - 1)
            digests[at + 1].WriteHalf(text, isOpen, Letter(halves[at + 1]));
        else if (isOpen)
            text.Append(Letter(pieces[at]));
        return text.ToString();
    }

    /// <summary>FNV of the bytes for all block sizes that are kept up: a step of the vector is a step of each.</summary>
    private void Hash(ReadOnlySpan<byte> bytes)
    {
        var prime = Vector256.Create<ushort>(HashPrime);
        for (var at = start & -Lanes; at < end; at += Lanes)
        {
            var (piece, half) = (Vector256.Create(pieces.AsSpan(at, Lanes)), Vector256.Create(halves.AsSpan(at, Lanes)));
            foreach (var one in bytes)
            {
                var all = Vector256.Create<ushort>(one);
                (piece, half) = ((piece * prime) ^ all, (half * prime) ^ all);
            }
            piece.CopyTo(pieces.AsSpan(at, Lanes));
            half.CopyTo(halves.AsSpan(at, Lanes));
        }
    }

    private void EndPieces(uint next)
    {
        for (var at = start; at < end && next % BlockSize(at) == 0; at++)
        {
            if (digests[at].Count == 0 && at == end - 1 && end <= largest)
            {
                (digests[end], pieces[end], halves[end]) = (new(), pieces[at], halves[at]);
                end++;
            }
            var (endsPiece, endsHalf) = digests[at].Add(Letter(pieces[at]), Letter(halves[at]));
            if (endsPiece)
                pieces[at] = HashInit;
            if (endsHalf)
                halves[at] = HashInit;
        }
        // The smallest block size is out when the next one has enough pieces.
        while (end - start >= 2 && BlockSize(start) * SpamSumLength < Math.Max(length, total) && digests[start + 1].Count >= SpamSumLength / 2)
            start++;
    }

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        var kept = Math.Max(RollingWindow - bytes.Length, 0);
        window.AsSpan(RollingWindow - kept).CopyTo(window);
        bytes[^(RollingWindow - kept)..].CopyTo(window.AsSpan(kept));
    }

    private static char Letter(ushort hash) => Base64[hash & 63];

    private static long BlockSize(int at) => (long)MinBlockSize << at;

    /// <summary>The letters of one block size.</summary>
    private sealed class Digest
    {
        private readonly char[] letters = new char[SpamSumLength];
        private char half;

        public int Count { get; private set; }

        /// <summary>Notes a piece. When there is no room for more, the last letter stands for all the rest.</summary>
        /// <returns>Whether the piece, and that of the half, begin anew.</returns>
        public (bool EndsPiece, bool EndsHalf) Add(char letter, char halfLetter)
        {
            letters[Count] = letter;
            half = halfLetter;
            if (Count >= SpamSumLength - 1)
                return (false, false);
            Count++;
            letters[Count] = '\0';
            if (Count >= SpamSumLength / 2)
                return (true, false);
            half = '\0';
            return (true, true);
        }

        public void Write(StringBuilder text, bool isOpen, char last)
        {
            text.Append(letters, 0, Count);
            if (isOpen)
                text.Append(last);
            else if (letters[Count] != '\0')
                text.Append(letters[Count]);
        }

        public void WriteHalf(StringBuilder text, bool isOpen, char last)
        {
            text.Append(letters, 0, Math.Min(Count, (SpamSumLength / 2) - 1));
            if (isOpen)
                text.Append(last);
            else if (half != '\0')
                text.Append(half);
        }
    }
}
