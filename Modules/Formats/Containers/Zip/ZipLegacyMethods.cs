using System.Buffers.Binary;
using SharpCompress.Archives.Zip;

namespace ScanHost.Formats.Containers.Zip;

/// <summary>
/// The methods of PKZIP 1 and PPMd, decoded by SharpCompress. It offers no decoder for them alone, so the member is put into an archive of
/// its own.
/// </summary>
internal static class ZipLegacyMethods
{
    private const int MaxModel = 64;

    internal static Stream Open(ZipMethod method, ushort flags, ReadOnlyMemory<byte> data, long size)
    {
        // PPMd 1 keeps the model's size, in MiB less one, in bits 4 to 11 of its first two bytes: APPNOTE 5.10.
        if (method == ZipMethod.Ppmd && ((data.Span.U16(0) ?? 0) >> 4 & 0xFF) + 1 > MaxModel)
            throw new DecoderLimitException("the PPMd model", MaxModel * 1024L * 1024);
        var archive = ZipArchive.OpenArchive(new MemoryStream(Wrap(method, flags, data.Span, size)));
        return archive.Entries.First().OpenEntryStream();
    }

    private static byte[] Wrap(ZipMethod method, ushort flags, ReadOnlySpan<byte> data, long size)
    {
        const int Local = 31;
        const int Central = 47;
        var zip = new byte[Local + data.Length + Central + 22];
        var local = zip.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(local, ZipDirectory.LocalSignature);
        Fields(local[4..], method, flags, data.Length, size);
        data.CopyTo(local[Local..]);
        var central = zip.AsSpan(Local + data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(central, ZipDirectory.CentralSignature);
        Fields(central[6..], method, flags, data.Length, size);
        central[46] = (byte)'x';
        local[30] = (byte)'x';
        var end = zip.AsSpan(Local + data.Length + Central);
        BinaryPrimitives.WriteUInt32LittleEndian(end, ZipDirectory.EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], Central);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)(Local + data.Length));
        return zip;
    }

    // Version needed, flags (only what the decoder needs: bits 1 and 2), method, time, checksum, sizes, length of the name.
    private static void Fields(Span<byte> header, ZipMethod method, ushort flags, int packed, long size)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], (ushort)(flags & 6));
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)method);
        BinaryPrimitives.WriteUInt32LittleEndian(header[14..], (uint)packed);
        BinaryPrimitives.WriteUInt32LittleEndian(header[18..], (uint)Math.Clamp(size, 0, uint.MaxValue));
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], 1);
    }
}
