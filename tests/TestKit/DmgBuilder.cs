using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes Apple disk images (UDIF) of one table; 7z has to agree.</summary>
public static class DmgBuilder
{
    private const int Sector = 512;

    /// <summary>An image of runs of sectors, each in the form that <paramref name="pack"/> gives it: its kind and its stored bytes.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="runBytes">So much of it is a run.</param>
    /// <param name="pack">Gives a run, by its number, the form in which it is stored.</param>
    /// <param name="change">Changes the table; null to leave it.</param>
    public static byte[] Build(byte[] disk, int runBytes, Func<byte[], int, (uint Kind, byte[] Data)> pack, Action<byte[]>? change = null)
    {
        using var file = new MemoryStream();
        using var runs = new MemoryStream();
        var count = 0;
        for (var at = 0; at < disk.Length; at += runBytes, count++)
        {
            var content = disk[at..Math.Min(disk.Length, at + runBytes)];
            var (kind, data) = content.AsSpan().ContainsAnyExcept((byte)0) ? pack(content, count) : (2, []);
            runs.Write([.. Big(kind), .. Big(0), .. Big64(at / Sector), .. Big64(content.Length / Sector), .. Big64(file.Length), .. Big64(data.Length)]);
            file.Write(data);
        }
        runs.Write([.. Big(0xFFFFFFFF), .. Big(0), .. Big64(disk.Length / Sector), .. Big64(0), .. Big64(file.Length), .. Big64(0)]);
        byte[] table =
        [
            .. "mish"u8, .. Big(1), .. Big64(0), .. Big64(disk.Length / Sector), .. Big64(0), .. Big((uint)(runBytes / Sector) + 8), .. Big(0), .. new byte[24],
            .. new byte[136], .. Big((uint)count + 1), .. runs.ToArray(),
        ];
        change?.Invoke(table);
        var list = Encoding.UTF8.GetBytes(
            $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0"><dict><key>resource-fork</key><dict><key>blkx</key><array><dict>
            <key>Attributes</key><string>0x0050</string><key>CFName</key><string>whole disk</string><key>Data</key><data>
            {Convert.ToBase64String(table, Base64FormattingOptions.InsertLineBreaks)}
            </data><key>ID</key><string>0</string><key>Name</key><string>whole disk</string></dict></array></dict></dict></plist>
            """);
        var data2 = file.Length;
        file.Write(list);
        var trailer = new byte[Sector];
        "koly"u8.CopyTo(trailer);
        Put(trailer, 4, Big(4), Big(512), Big(1), Big64(0), Big64(0), Big64(data2), Big64(0), Big64(0), Big(1), Big(1));
        Put(trailer, 216, Big64(data2), Big64(list.Length));
        Put(trailer, 488, Big(1), Big64(disk.Length / Sector));
        file.Write(trailer);
        return file.ToArray();
    }

    /// <summary>A run compressed by zlib.</summary>
    public static (uint Kind, byte[] Data) Zlib(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return (0x80000005, packed.ToArray());
    }

    /// <summary>A run in Apple Data Compression: runs of one byte as matches, all else as literals.</summary>
    public static (uint Kind, byte[] Data) Adc(byte[] content)
    {
        using var packed = new MemoryStream();
        for (var at = 0; at < content.Length;)
        {
            var run = 1;
            while (at + run < content.Length && content[at + run] == content[at] && run < 64)
                run++;
            var literals = Math.Min(128, content.Length - at);
            if (run >= 8)
            {
                // One literal, then a match of two or of three bytes.
                packed.Write([0x80, content[at]]);
                packed.Write(run - 1 <= 18 ? [(byte)((run - 4) << 2), 0] : [(byte)(0x40 | (run - 5)), 0, 0]);
                at += run;
                continue;
            }
            for (var i = 1; i < literals - 8; i++)
                if (content.AsSpan(at + i, 8).IndexOfAnyExcept(content[at + i]) < 0)
                    literals = i;
            packed.WriteByte((byte)(0x80 | (literals - 1)));
            packed.Write(content, at, literals);
            at += literals;
        }
        return (0x80000004, packed.ToArray());
    }

    private static void Put(byte[] target, int at, params byte[][] fields) => fields.SelectMany(field => field).ToArray().CopyTo(target, at);

    private static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Big64(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
