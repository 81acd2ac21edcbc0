using System.Globalization;
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
    private const byte HashInit = 0x28021967 & 63;

    /// <summary>The prime 01000193 in six bits: the low six bits of a product need no others.</summary>
    private const byte HashPrime = 0x01000193 & 63;

    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private readonly BlockHash[] hashes = new BlockHash[NumBlockHashes];
    private readonly byte[] window = new byte[RollingWindow];
    private int start;
    private int end = 1;
    private uint h1;
    private uint h2;
    private uint h3;
    private int windowAt;
    private long length;
    private readonly int largest = NumBlockHashes - 1;

    /// <summary>An empty state.</summary>
    /// <param name="total">How many bytes will come, if that is known: block sizes too large for so many are then left out, which saves half of
    /// the work and changes nothing in the hash.</param>
    public SsdeepHash(long? total = null)
    {
        if (total is { } expected)
        {
            var needed = 0;
            while (needed < NumBlockHashes - 2 && BlockSize(needed) * SpamSumLength < expected)
                needed++;
            // The answer has two block sizes: the needed one and the next.
            largest = needed + 1;
        }
        for (var at = 0; at < NumBlockHashes; at++)
            hashes[at] = new();
    }

    /// <summary>Reads on.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        length += bytes.Length;
        foreach (var one in bytes)
        {
            h2 = h2 - h1 + (RollingWindow * (uint)one);
            h1 = h1 + one - window[windowAt];
            window[windowAt] = one;
            windowAt = windowAt + 1 == RollingWindow ? 0 : windowAt + 1;
            h3 = (h3 << 5) ^ one;
            for (var at = start; at < end; at++)
                hashes[at].Append(one);
            var sum = h1 + h2 + h3;
            if (sum % MinBlockSize == MinBlockSize - 1)
                Trigger(sum);
        }
    }

    /// <summary>The hash: <c>blocksize:hash:hash</c>.</summary>
    public override string ToString()
    {
        var at = start;
        while (at < NumBlockHashes - 1 && BlockSize(at) * SpamSumLength < length)
            at++;
        at = Math.Min(at, end - 1);
        while (at > start && hashes[at].Count < SpamSumLength / 2)
            at--;
        var isOpen = h1 + h2 + h3 != 0;
        var text = new StringBuilder().Append(BlockSize(at).ToString(CultureInfo.InvariantCulture)).Append(':');
        hashes[at].Write(text, isOpen);
        text.Append(':');
        if (at < end - 1)
            hashes[at + 1].WriteHalf(text, isOpen);
        else if (isOpen)
            text.Append(Base64[hashes[at].Hash]);
        return text.ToString();
    }

    private void Trigger(uint sum)
    {
        for (var at = start; at < end; at++)
        {
            var size = (uint)BlockSize(at);
            if (sum % size != size - 1)
                break;
            if (hashes[at].Count == 0 && at == end - 1 && end <= largest)
                hashes[end++].ForkFrom(hashes[at]);
            if (!hashes[at].EndPiece())
                Reduce();
        }
    }

    // The smallest block size can no longer be the answer.
    private void Reduce()
    {
        if (end - start >= 2 && BlockSize(start) * SpamSumLength < length && hashes[start + 1].Count >= SpamSumLength / 2)
            start++;
    }

    private static long BlockSize(int at) => (long)MinBlockSize << at;

    private sealed class BlockHash
    {
        private readonly char[] digest = new char[SpamSumLength];
        private byte halfHash = HashInit;
        private char halfDigest;

        public byte Hash { get; private set; } = HashInit;

        public int Count { get; private set; }

        public void Append(byte one)
        {
            Hash = (byte)(((Hash * HashPrime) ^ one) & 63);
            halfHash = (byte)(((halfHash * HashPrime) ^ one) & 63);
        }

        public void ForkFrom(BlockHash other) => (Hash, halfHash) = (other.Hash, other.halfHash);

        /// <summary>False when the digest is full: the last letter then stands for all the rest.</summary>
        public bool EndPiece()
        {
            digest[Count] = Base64[Hash];
            halfDigest = Base64[halfHash];
            if (Count >= SpamSumLength - 1)
                return false;
            Count++;
            digest[Count] = '\0';
            Hash = HashInit;
            if (Count < SpamSumLength / 2)
            {
                halfHash = HashInit;
                halfDigest = '\0';
            }
            return true;
        }

        public void Write(StringBuilder text, bool isOpen)
        {
            text.Append(digest, 0, Count);
            if (isOpen)
                text.Append(Base64[Hash]);
            else if (digest[Count] != '\0')
                text.Append(digest[Count]);
        }

        public void WriteHalf(StringBuilder text, bool isOpen)
        {
            text.Append(digest, 0, Math.Min(Count, (SpamSumLength / 2) - 1));
            if (isOpen)
                text.Append(Base64[halfHash]);
            else if (halfDigest != '\0')
                text.Append(halfDigest);
        }
    }
}
