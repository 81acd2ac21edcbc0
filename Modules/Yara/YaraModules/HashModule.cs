using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules;

/// <summary><c>hash</c>: digests and checksums of parts of the file and of strings, as lower-case hexadecimal or integers.</summary>
[SuppressMessage("Security", "CA5350", Justification = "The language has SHA-1.")]
[SuppressMessage("Security", "CA5351", Justification = "The language has MD5.")]
internal sealed class HashModule : YaraModule<RangeMemo>
{
    public override string Name => "hash";

    protected override void Declare(StructureBuilder<RangeMemo> module)
    {
        Declare(module, "md5", YaraType.String, bytes => Hex(MD5.HashData(bytes)));
        Declare(module, "sha1", YaraType.String, bytes => Hex(SHA1.HashData(bytes)));
        Declare(module, "sha256", YaraType.String, bytes => Hex(SHA256.HashData(bytes)));
        Declare(module, "checksum32", YaraType.Integer, Checksum32);
        Declare(module, "crc32", YaraType.Integer, bytes => YaraValue.Of((long)Crc32(bytes)));
    }

    protected override RangeMemo Read(ModuleContext context) => new(context);

    private static void Declare(StructureBuilder<RangeMemo> module, string name, YaraType type, RangeMemo.Function function)
    {
        module.Function(name, "ii", type, (memo, call) => memo.Get(name, call.Integer(0), call.Integer(1), function));
        module.Function(name, "s", type, (_, call) => function(call.String(0)));
    }

    private static YaraValue Hex(byte[] digest) => YaraValue.Of(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest)));

    /// <summary>The sum of the bytes, modulo 2^32.</summary>
    private static YaraValue Checksum32(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        foreach (var one in bytes)
            sum = unchecked(sum + one);

        return YaraValue.Of((long)sum);
    }

    /// <summary>CRC-32 of IEEE 802.3, polynomial 04C11DB7 reflected.</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var state = uint.MaxValue;
        foreach (var one in bytes)
            state = CrcTable[(byte)(state ^ one)] ^ (state >> 8);

        return ~state;
    }

    private static readonly uint[] CrcTable = MakeCrcTable();

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
            table[i] = value;
        }

        return table;
    }
}
