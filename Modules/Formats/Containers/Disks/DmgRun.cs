using System.Globalization;
using System.IO.Compression;
using System.Xml;
using ScanHost.Formats.Containers.Lzfse;
using ScanHost.Formats.Containers.Lzma;
using SharpCompress.Compressors.BZip2;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>Some sectors of the disk and how they are stored.</summary>
/// <param name="Kind">The method.</param>
/// <param name="Sector">The first, counted on the whole disk.</param>
/// <param name="Count">How many.</param>
/// <param name="Offset">Where in the file, in bytes.</param>
/// <param name="Length">Size of the stored form, in bytes.</param>
internal sealed record DmgRun(uint Kind, long Sector, long Count, long Offset, long Length)
{
    internal const uint Zeros = 0, Unused = 2;

    private const uint Stored = 1, Adc = 0x80000004, Zlib = 0x80000005, BZip2 = 0x80000006, Lzfse = 0x80000007, Xz = 0x80000008;

    /// <summary>Opens its decoder.</summary>
    internal Stream Open(ReadOnlyMemory<byte> file)
    {
        var data = file.Part(Offset, Length);
        return Kind switch
        {
            Stored => new MemoryReadStream(data),
            Adc => new AdcDecoder(data),
            Zlib => new ZLibStream(new MemoryReadStream(data), CompressionMode.Decompress),
            BZip2 => BZip2Stream.Create(new MemoryReadStream(data), SharpCompress.Compressors.CompressionMode.Decompress, true, false, false),
            Xz => new XzStream(data),
            Lzfse => new LzfseStream(data),
            _ => throw new UnsupportedDataException($"no decoder for runs of kind {Kind:x}"),
        };
    }
}

/// <summary>Reads the tables of runs out of the property list.</summary>
internal static class DmgRuns
{
    private const int Header = 204, Entry = 40;
    private const uint Comment = 0x7FFFFFFE, End = 0xFFFFFFFF;
    private const long MaxSectors = 1L << 40;

    /// <param name="list">The property list.</param>
    /// <param name="dataStart">Where the stored sectors begin in the file, in bytes.</param>
    /// <param name="dropped">How many runs and tables were left out because their places make no sense.</param>
    /// <exception cref="MalformedFileException">The list is no XML, or has no tables.</exception>
    internal static List<DmgRun> Read(ReadOnlyMemory<byte> list, long dataStart, out int dropped)
    {
        var runs = new List<DmgRun>();
        dropped = 0;
        foreach (var table in Tables(list))
            Add(table, dataStart, runs, ref dropped);
        return runs.Count + dropped > 0 ? runs : throw new MalformedFileException("dmg", 216, "the property list has no table of runs");
    }

    private static void Add(ReadOnlySpan<byte> table, long dataStart, List<DmgRun> runs, ref int dropped)
    {
        if (!table.HasAt(0, "mish"u8) || table.U32Big(200) is not { } count || table.U64Big(8) is not <= MaxSectors and not null)
        {
            dropped++;
            return;
        }
        var (first, data) = ((long)table.U64Big(8)!.Value, dataStart + (long)Math.Min(table.U64Big(24)!.Value, int.MaxValue));
        for (var (i, at) = (0, Header); i < count; i++, at += Entry)
        {
            if (!table.Has(at, Entry))
            {
                dropped++;
                return;
            }
            var (kind, sector, sectors) = (table.U32Big(at)!.Value, table.U64Big(at + 8)!.Value, table.U64Big(at + 16)!.Value);
            if (kind is Comment or End || sectors == 0)
                continue;
            if (sector > MaxSectors || sectors > MaxSectors)
                dropped++;
            else
                runs.Add(new(kind, first + (long)sector, (long)sectors, data + (long)Math.Min(table.U64Big(at + 24)!.Value, int.MaxValue), (long)Math.Min(table.U64Big(at + 32)!.Value, int.MaxValue)));
        }
    }

    // <key>blkx</key><array><dict> ... <key>Data</key><data>base64</data> ... </dict></array>
    private static List<byte[]> Tables(ReadOnlyMemory<byte> list)
    {
        try
        {
            var tables = new List<byte[]>();
            using var xml = XmlReader.Create(new MemoryReadStream(list), new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            var (key, listDepth) = ("", int.MaxValue);
            while (xml.Read())
            {
                if (xml.Depth < listDepth)
                    listDepth = int.MaxValue;
                if (xml.NodeType != XmlNodeType.Element)
                    continue;
                if (xml.Name == "array" && key == "blkx")
                    listDepth = xml.Depth;
                else if (xml.Name == "data" && key == "Data" && xml.Depth > listDepth)
                    tables.Add(Convert.FromBase64String(TextOf(xml)));
                key = xml.Name == "key" ? TextOf(xml) : "";
            }
            return tables;
        }
        catch (Exception damage) when (damage is XmlException or FormatException)
        {
            throw new MalformedFileException("dmg", 216, string.Create(CultureInfo.InvariantCulture, $"the property list cannot be read: {damage.GetType().Name}"));
        }
    }

    // Stays in front of the element's end: the reader's next step is then the next node.
    private static string TextOf(XmlReader xml) => !xml.IsEmptyElement && xml.Read() && xml.NodeType == XmlNodeType.Text ? xml.Value : "";
}
