using System.Text;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Scripts;

/// <summary>Hands on what <see cref="EncodedScript"/> decodes.</summary>
internal sealed class EncodedScriptReader : ContainerReader
{
    private const int MarkBytes = 8;
    private const int MaxParts = 1000;

    public override string Name => "encoded-script";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["jscript-encoded", "wsf", "html", "hta", "asp", "vbscript", "javascript", "text"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (!HasMark(file.Span))
            return;
        var count = 0;
        foreach (var part in EncodedScript.Decode(SourceText.Read(file.Span).Text).Take(MaxParts + 1))
            if (++count > MaxParts)
                sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxParts} encoded parts are decoded");
            else
                MemberCopy.Bytes(Encoding.UTF8.GetBytes(part), sink, new() { Name = $"decoded-{count}.{Extension(part)}", Relation = "decoded" }, cancellationToken);
        if (file.Length > SourceText.MaxBytes && HasMark(file.Span[(SourceText.MaxBytes - MarkBytes)..]))
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {SourceText.MaxBytes} bytes are decoded");
    }

    private static bool HasMark(ReadOnlySpan<byte> file) => file.IndexOf("#@~^"u8) >= 0 || file.IndexOf("#\0@\0~\0^\0"u8) >= 0;

    // The two languages share the encoding; statements of JScript end in semicolons or braces.
    private static string Extension(string part) =>
        part.Count(letter => letter is ';' or '{') * 40 > part.Length || part.Contains("var ", StringComparison.Ordinal) ? "js" : "vbs";
}
