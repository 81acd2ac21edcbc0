using System.Text;
using ScanHost.Formats.Ole;

namespace ScanHost.Formats.Vba;

/// <summary>The decompressed <c>dir</c> stream: which modules there are and where their source starts, [MS-OVBA] 2.3.4.2.</summary>
internal sealed class VbaDirectory
{
    private const int MaxModules = 1024;
    private const int MaxRecords = 65_536;

    internal sealed record Module(string Name, string StreamName, uint TextOffset, bool IsProcedural);

    internal Encoding Encoding { get; private set; } = Encoding.Latin1;

    internal List<Module> Modules { get; } = [];

    /// <summary>Libraries that the project refers to, as stored.</summary>
    internal List<string> References { get; } = [];

    internal static VbaDirectory Read(ReadOnlySpan<byte> dir)
    {
        var directory = new VbaDirectory();
        var module = new Module("", "", 0, false);
        var at = 0L;
        for (var count = 0; count < MaxRecords && dir.U16(at) is { } id && dir.U32(at + 2) is { } size; count++)
        {
            // PROJECTVERSION declares 4 bytes and has 6, 2.3.4.2.1.11.
            var length = id == 9 ? 6 : size;
            module = directory.Take(id, dir.Part(at + 6, length), module);
            at += 6 + length;
        }
        return directory;
    }

    private Module Take(ushort id, ReadOnlySpan<byte> data, Module module)
    {
        switch (id)
        {
            case 0x0003:
                Encoding = CodePages.Get(data.U16(0) ?? 0);
                return module;
            case 0x000D or 0x000E when References.Count < 256:
                References.Add(Encoding.GetString(data.Part(4, 512)).Replace("\0", "", StringComparison.Ordinal));
                return module;
            case 0x0019:
                return new(Encoding.GetString(data), "", 0, false);
            case 0x0047 when data.Length > 0:
                return module with { Name = Encoding.Unicode.GetString(data) };
            case 0x001A:
                return module with { StreamName = Encoding.GetString(data) };
            case 0x0032 when data.Length > 0:
                return module with { StreamName = Encoding.Unicode.GetString(data) };
            case 0x0031:
                return module with { TextOffset = data.U32(0) ?? 0 };
            case 0x0021:
                return module with { IsProcedural = true };
            case 0x002B when Modules.Count < MaxModules:
                Modules.Add(module);
                return module;
            default:
                return module;
        }
    }
}
