using System.Text;

namespace ScanHost.Formats.Ole;

/// <summary>A file that was packed into a document: the content of a <c>\001Ole10Native</c> stream, [MS-OLEDS] 2.3.6.</summary>
/// <param name="Label">The name shown below the icon. Untrusted.</param>
/// <param name="SourcePath">Where the file came from. Untrusted.</param>
/// <param name="TemporaryPath">Where it goes when it is opened. Untrusted.</param>
/// <param name="Data">The file.</param>
/// <param name="Offset">Where the file starts in the stream, in bytes.</param>
/// <param name="IsWhole">False when the stream ends before the file does.</param>
public sealed record OlePackage(string Label, string SourcePath, string TemporaryPath, ReadOnlyMemory<byte> Data, int Offset, bool IsWhole)
{
    private const int MaxPath = 1024;

    /// <summary>The name by which the file is opened: the last part of the temporary path, of the label or of the source path.</summary>
    public string FileName => new[] { TemporaryPath, Label, SourcePath }.Select(LastPart).FirstOrDefault(name => name.Length > 0, "package");

    /// <summary>Reads a stream with its length in front. Null when it is not a packed file but other native data.</summary>
    public static OlePackage? Read(ReadOnlyMemory<byte> stream) => ReadBody(stream, 4);

    /// <summary>Reads from the type field on, which is how RTF stores it behind the header of an OLE 1 object.</summary>
    internal static OlePackage? ReadBody(ReadOnlyMemory<byte> stream, int at)
    {
        var span = stream.Span;
        if (span.U16(at) is not (2 or 3))
            return null;
        at += 2;
        if (Text(span, ref at) is not { } label || Text(span, ref at) is not { } source)
            return null;
        at += 8;
        if (Text(span, ref at) is not { } temporary || span.U32(at) is not { } size)
            return null;
        var data = stream.Part(at + 4, size);
        return new(label, source, temporary, data, at + 4, data.Length == size);
    }

    private static string? Text(ReadOnlySpan<byte> stream, ref int at)
    {
        var end = stream.Part(at, MaxPath).IndexOf((byte)0);
        if (end < 0)
            return null;
        var text = Encoding.Latin1.GetString(stream.Slice(at, end));
        at += end + 1;
        return text;
    }

    private static string LastPart(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
