using ScanHost.Formats.Containers.Bits;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lha;

/// <summary>LHA's -lh1-: LZSS with an adaptive Huffman code for literals and lengths. Source: Yoshizaki's and Okumura's description of LZHUF.</summary>
internal sealed class LzHufDecoder(ReadOnlyMemory<byte> data, long size) : WindowStream(4096)
{
    private const int Symbols = 314;
    private const int Nodes = (2 * Symbols) - 1;
    private const int Root = Nodes - 1;
    private const int MaxFrequency = 0x8000;
    private const int MinMatch = 3;
    private readonly HighBits bits = new(data);
    private readonly int[] frequency = new int[Nodes + 1];
    private readonly int[] parent = new int[Nodes + Symbols];
    private readonly int[] son = new int[Nodes];
    private readonly PrefixCode distances = DistanceCode();
    private long left = size;
    private bool isStarted;

    protected override bool DecodeMore()
    {
        if (!isStarted)
            Start();
        for (var until = left - EnoughPending; left > 0 && left > until;)
        {
            var symbol = ReadSymbol();
            if (symbol < 256)
            {
                Window.Put((byte)symbol);
                left--;
                continue;
            }
            var length = (int)Math.Min(symbol - 256 + MinMatch, left);
            var distance = ((long)distances.Read(bits) << 6) + bits.Read(6) + 1;
            left -= length;
            for (; length > 0 && distance > Window.Total; length--)
                Window.Put((byte)' ');
            if (length > 0)
                Window.Repeat(distance, length);
        }
        return left > 0;
    }

    // The upper six bits of a distance have a fixed code: 1 of 3 bits, 3 of 4, 8 of 5, 12 of 6, 24 of 7, 16 of 8.
    private static PrefixCode DistanceCode()
    {
        var lengths = new byte[64];
        for (var i = 0; i < 64; i++)
            lengths[i] = i switch { 0 => 3, < 4 => 4, < 12 => 5, < 24 => 6, < 48 => 7, _ => 8 };
        var code = new PrefixCode();
        code.Build(lengths);
        return code;
    }

    private void Start()
    {
        isStarted = true;
        for (var i = 0; i < Symbols; i++)
        {
            frequency[i] = 1;
            son[i] = i + Nodes;
            parent[i + Nodes] = i;
        }
        for (int child = 0, node = Symbols; node <= Root; child += 2, node++)
        {
            frequency[node] = frequency[child] + frequency[child + 1];
            son[node] = child;
            parent[child] = parent[child + 1] = node;
        }
        frequency[Nodes] = 0xFFFF;
        parent[Root] = 0;
    }

    private int ReadSymbol()
    {
        var node = son[Root];
        while (node < Nodes)
            node = son[node + (int)bits.Read(1)];
        Count(node - Nodes);
        return node - Nodes;
    }

    private void Count(int symbol)
    {
        if (frequency[Root] == MaxFrequency)
            Rebuild();
        var node = parent[symbol + Nodes];
        do
        {
            var count = ++frequency[node];
            var other = node + 1;
            if (count > frequency[other])
            {
                while (count > frequency[other + 1])
                    other++;
                Swap(node, other, count);
                node = other;
            }
            node = parent[node];
        }
        while (node != 0);
    }

    // Nodes stay in the order of their frequency.
    private void Swap(int node, int other, int count)
    {
        frequency[node] = frequency[other];
        frequency[other] = count;
        var (first, second) = (son[node], son[other]);
        SetParent(first, other);
        son[other] = first;
        SetParent(second, node);
        son[node] = second;
    }

    private void SetParent(int child, int node)
    {
        parent[child] = node;
        if (child < Nodes)
            parent[child + 1] = node;
    }

    private void Rebuild()
    {
        var leaf = 0;
        for (var i = 0; i < Nodes; i++)
            if (son[i] >= Nodes)
            {
                frequency[leaf] = (frequency[i] + 1) / 2;
                son[leaf++] = son[i];
            }
        for (int child = 0, node = Symbols; node < Nodes; child += 2, node++)
        {
            var sum = frequency[child] + frequency[child + 1];
            var place = node;
            while (sum < frequency[place - 1])
                place--;
            Array.Copy(frequency, place, frequency, place + 1, node - place);
            Array.Copy(son, place, son, place + 1, node - place);
            (frequency[place], son[place]) = (sum, child);
        }
        for (var i = 0; i < Nodes; i++)
            SetParent(son[i], i);
    }
}
