using System.Text;
using ScanHost.Formats.Ole;

namespace ScanHost.Formats.Rtf;

/// <summary>The OLE 1 object that the data of an RTF object is, [MS-OLEDS] 2.2.</summary>
/// <param name="ClassName">Class of the object: <c>Package</c>, <c>Equation.3</c>, <c>OLE2Link</c>. Untrusted.</param>
/// <param name="IsLinked">True for a link, false for embedded data.</param>
/// <param name="Topic">File of a link. Untrusted.</param>
/// <param name="NativeData">The embedded data.</param>
public sealed record Ole1Object(string ClassName, bool IsLinked, string Topic, ReadOnlyMemory<byte> NativeData)
{
    private const int MaxText = 4096;

    /// <summary>The file that the packager packed; null when it is no package.</summary>
    public OlePackage? Package => ClassName.Equals("Package", StringComparison.OrdinalIgnoreCase) ? OlePackage.ReadBody(NativeData, 0) : null;

    /// <summary>Reads the header; null when it is none.</summary>
    public static Ole1Object? Read(ReadOnlyMemory<byte> data)
    {
        var span = data.Span;
        // The version is arbitrary; the format is 1 for a link and 2 for an embedded object.
        if (span.U32(4) is not (1 or 2 or 5))
            return null;
        var isLinked = span.U32(4) == 1;
        var at = 8L;
        if (Text(span, ref at) is not { } className || Text(span, ref at) is not { } topic || Text(span, ref at) is null)
            return null;
        if (isLinked)
            return new(className, true, topic, default);
        return span.U32(at) is { } size ? new(className, false, topic, data.Part(at + 4, size)) : null;
    }

    private static string? Text(ReadOnlySpan<byte> data, ref long at)
    {
        if (data.U32(at) is not { } length || length > MaxText || !data.Has(at + 4, length))
            return null;
        var text = Encoding.Latin1.GetString(data.Slice((int)at + 4, (int)length)).TrimEnd('\0');
        at += 4 + length;
        return text;
    }
}
