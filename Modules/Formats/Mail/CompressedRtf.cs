using System.Text;

namespace ScanHost.Formats.Mail;

/// <summary>The compression of RTF bodies in Outlook messages. Source: [MS-OXRTFCP].</summary>
internal static class CompressedRtf
{
    private const uint Compressed = 0x75465A4C;
    private const uint Uncompressed = 0x414C454D;
    private const int WindowLength = 4096;
    private const int MaxBytes = 64 << 20;

    private static readonly byte[] Prefill = Encoding.ASCII.GetBytes(
        "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx");

    /// <summary>The RTF; as far as it reads. Null when the header is none.</summary>
    internal static byte[]? Decompress(ReadOnlySpan<byte> stream)
    {
        if (!stream.Has(0, 16))
            return null;
        return stream.U32(8) switch
        {
            Uncompressed => stream[16..].ToArray(),
            Compressed => Expand(stream[16..]),
            _ => null,
        };
    }

    private static byte[] Expand(ReadOnlySpan<byte> data)
    {
        var window = new byte[WindowLength];
        Prefill.CopyTo(window, 0);
        var (write, output) = (Prefill.Length, new MemoryStream());
        for (var at = 0; at < data.Length && output.Length < MaxBytes;)
        {
            var control = data[at++];
            for (var bit = 0; bit < 8 && at < data.Length; bit++)
            {
                if ((control >> bit & 1) == 0)
                {
                    Put(window, ref write, output, data[at++]);
                    continue;
                }
                if (data.U16Big(at) is not { } token)
                    return output.ToArray();
                at += 2;
                var offset = token >> 4;
                // A reference to the place that is written next ends the data, 2.2.
                if (offset == write)
                    return output.ToArray();
                for (var count = (token & 0xF) + 2; count > 0; count--, offset++)
                    Put(window, ref write, output, window[offset % WindowLength]);
            }
        }
        return output.ToArray();
    }

    private static void Put(byte[] window, ref int write, MemoryStream output, byte value)
    {
        output.WriteByte(value);
        window[write] = value;
        write = (write + 1) % WindowLength;
    }
}
