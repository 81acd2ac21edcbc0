using System.Buffers.Binary;

namespace ScanHost.Formats.Containers.Upx;

/// <summary>Relocations: UPX stores the distances between them; a PE lists them by page.</summary>
internal static class UpxRelocations
{
    private const int PageBytes = 4096;
    private const int MaxCount = 4_000_000;

    /// <summary>Places in the image, in ascending order.</summary>
    internal static List<uint> Read(ReadOnlySpan<byte> content, int at, Action<int> relocate)
    {
        var (places, place) = (new List<uint>(), unchecked((uint)-4));
        for (; content[at] != 0; at++)
        {
            uint distance = content[at];
            if (distance >= 0xF0)
            {
                distance = ((distance & 15) << 16) + BinaryPrimitives.ReadUInt16LittleEndian(content[(at + 1)..]);
                at += 2;
                if (distance == 0)
                {
                    distance = BinaryPrimitives.ReadUInt32LittleEndian(content[(at + 1)..]);
                    at += 4;
                }
            }
            place += distance;
            if (places.Count >= MaxCount || place > int.MaxValue)
                throw new InvalidDataException("the relocations are wrong");
            relocate((int)place);
            places.Add(place);
        }
        return places;
    }

    internal static byte[] Build(List<uint> places, uint origin, bool is64)
    {
        using var output = new MemoryStream();
        foreach (var page in places.Select(place => place + origin).GroupBy(address => address & ~(uint)(PageBytes - 1)).OrderBy(page => page.Key))
        {
            var entries = page.Select(address => (ushort)((address & (PageBytes - 1)) | (is64 ? 0xA000u : 0x3000u))).Order().ToList();
            if (entries.Count % 2 != 0)
                entries.Add(0);
            output.Write(BitConverter.GetBytes(page.Key));
            output.Write(BitConverter.GetBytes(8 + (entries.Count * 2)));
            foreach (var entry in entries)
                output.Write(BitConverter.GetBytes(entry));
        }
        return output.ToArray();
    }
}
