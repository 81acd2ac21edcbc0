using System.Text;

namespace ScanHost.Formats.Pdf;

/// <summary>Text strings, ISO 32000-1 7.9.2.2 and ISO 32000-2 7.9.2.2.1.</summary>
internal static class PdfText
{
    internal static string Decode(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xFE, 0xFF]) ? Encoding.BigEndianUnicode.GetString(bytes[2..])
        : bytes.StartsWith<byte>([0xFF, 0xFE]) ? Encoding.Unicode.GetString(bytes[2..])
        : bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? Encoding.UTF8.GetString(bytes[3..])
        : Encoding.Latin1.GetString(bytes);
}
