using System.Text;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Compression;

/// <summary>Lays archives of InstallShield 3 out as their readers describe them.</summary>
internal static class InstallShield3Builder
{
    internal static byte[] Implode(byte[] content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", content);
        ForeignTool.Run(folder.Path, "smpq", "-c", "-q", "-M", "1", "-U", "-C", "IMPLODE", "a.mpq", "a");
        // Behind the archive's header of 32 bytes stands the one file; how long it is, is told by what it unpacks to.
        return folder.Read("a.mpq")[32..];
    }

    internal static byte[] Build(params (string Folder, string Name, byte[] Data, int Size, byte Attributes)[] files)
    {
        var (data, folders, entries) = (new MemoryStream(), new MemoryStream(), new MemoryStream());
        var names = files.Select(file => file.Folder).Distinct().ToList();
        foreach (var name in names)
            folders.Write([.. Words(1, name.Length + 11, name.Length), .. Encoding.ASCII.GetBytes(name), .. new byte[5]]);
        foreach (var (folder, name, content, size, attributes) in files)
        {
            entries.Write([0, .. Words(names.IndexOf(folder)), .. Longs(size, content.Length, 0xFF + (int)data.Length), .. Words(0x2021, 0x1000), .. Longs(attributes)]);
            entries.Write([.. Words(0x1E + name.Length + 13), 0, 0, 0, 0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. new byte[13]]);
            data.Write(content);
        }
        var header = new byte[0xFF];
        byte[] start = [0x13, 0x5D, 0x65, 0x8C, 0x3A, 0x01, 0x02, 0x00, 0, 0, 0, 0, .. Words(files.Length)];
        start.CopyTo(header, 0);
        var tables = 0xFF + (int)data.Length;
        Longs(tables, (int)folders.Length).CopyTo(header, 0x29);
        Words(names.Count).CopyTo(header, 0x31);
        Longs(tables + (int)folders.Length).CopyTo(header, 0x33);
        return [.. header, .. data.ToArray(), .. folders.ToArray(), .. entries.ToArray()];
    }

    private static byte[] Words(params int[] values) => [.. values.SelectMany(value => BitConverter.GetBytes((ushort)value))];

    private static byte[] Longs(params int[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
