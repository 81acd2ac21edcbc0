using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Pdf;

/// <summary>PDF files: embedded files, scripts, forms, streams of no known use, and what stands behind the end. Source: ISO 32000-1.</summary>
internal sealed class PdfReader : ContainerReader
{
    private const int MaxStreamBytes = 256 << 20;
    private const int MaxSingleScripts = 500;

    /// <summary>Most bytes of streams of no known use that are decoded, all together.</summary>
    private const long MaxOtherBytes = 1L << 30;
    private const int MinTail = 32;
    private const int SureOfType = 95;

    public override string Name => "pdf";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("pdf");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var pdf = PdfFile.Parse(file, passwords, cancellationToken);
        if (pdf.IsLocked)
            sink.NotUnpacked(new() { Name = "", IsEncrypted = true }, UnpackGap.Encrypted, "no known password opens it");
        else
            HandOnContents(pdf, sink, cancellationToken);
        if (pdf.IsCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "more or larger objects, filters, scripts or streams, or deeper values, than are read");
        HandOnTail(file, sink, cancellationToken);
    }

    private static void HandOnContents(PdfFile pdf, IMemberSink sink, CancellationToken cancellationToken)
    {
        foreach (var embedded in PdfContents.EmbeddedFiles(pdf))
            HandOnStream(pdf, embedded.Stream, embedded.Name.Length > 0 ? embedded.Name : $"embedded{embedded.Stream.Number}", "embedded", sink, cancellationToken);
        var scripts = PdfContents.Scripts(pdf);
        for (var number = 0; number < Math.Min(scripts.Count, MaxSingleScripts); number++)
            HandOnScript(scripts[number], $"script{number + 1}.js", sink, cancellationToken);
        // Large forms have a few lines of code at each of thousands of fields.
        if (scripts.Count > MaxSingleScripts)
            HandOnScript(string.Join('\n', scripts.Skip(MaxSingleScripts)), "scripts.js", sink, cancellationToken);
        HandOnOthers(pdf, sink, cancellationToken);
    }

    private static void HandOnScript(string script, string name, IMemberSink sink, CancellationToken cancellationToken) =>
        MemberCopy.Bytes(Encoding.UTF8.GetBytes(script), sink, new() { Name = name, Relation = "macro", Method = "javascript" }, cancellationToken);

    private static void HandOnOthers(PdfFile pdf, IMemberSink sink, CancellationToken cancellationToken)
    {
        var left = MaxOtherBytes;
        foreach (var stream in PdfContents.OtherStreams(pdf))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var content = pdf.Decode(stream, (int)Math.Min(MaxStreamBytes, left), out var rest, out var isCut);
            left -= content.Length;
            pdf.NoteCut(isCut || left <= 0);
            if (rest is null && content.Length > 0)
                HandOnUnknown(content, stream, sink, cancellationToken);
            if (left <= 0)
                break;
        }
    }

    private static void HandOnUnknown(byte[] content, PdfObject stream, IMemberSink sink, CancellationToken cancellationToken)
    {
        var identified = FileIdentifier.Identify(content);
        // Pictures, fonts and page content that nothing refers to are left-overs of editing; a few letters of page content make none of an archive.
        if (identified.Type.Category is FileCategory.Unknown or FileCategory.Image or FileCategory.Font || (identified.Confidence < SureOfType && IsPageContent(content)))
            return;
        Write(content, stream, $"stream{stream.Number}", "stream", sink, cancellationToken);
    }

    private static bool IsPageContent(ReadOnlySpan<byte> content)
    {
        var head = content.Part(0, 4096);
        return head.IndexOf(" Tf"u8) >= 0 || head.IndexOf(" re\n"u8) >= 0 || head.IndexOf(" cm"u8) >= 0 || head.IndexOf("BT\n"u8) >= 0 || head.IndexOf("begincmap"u8) >= 0 || head.SequenceEqual("q"u8) || head.Trim(" \r\n"u8).SequenceEqual("Q"u8);
    }

    private static void HandOnStream(PdfFile pdf, PdfObject stream, string name, string relation, IMemberSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var content = pdf.Decode(stream, MaxStreamBytes, out var rest, out var isCut);
        Write(content, stream, name, relation, sink, cancellationToken);
        if (isCut && rest is null)
            sink.NotUnpacked(new() { Name = name }, UnpackGap.Damaged, $"the stream is longer than {MaxStreamBytes} bytes");
        else if (rest is not null && relation == "embedded" && rest is not ("DCTDecode" or "JPXDecode"))
            sink.NotUnpacked(new() { Name = name }, UnpackGap.Unsupported, $"no decoder for the filter {rest}");
    }

    private static void Write(byte[] content, PdfObject stream, string name, string relation, IMemberSink sink, CancellationToken cancellationToken)
    {
        var member = new ContainerMember
        {
            Name = name,
            Relation = relation,
            Offset = stream.Offset < 0 ? null : stream.Offset,
            CompressedSize = stream.Stream?.Length,
            Method = (stream.Dictionary?["Filter"] as PdfName)?.Value,
        };
        MemberCopy.Bytes(content, sink, member, cancellationToken);
    }

    private static void HandOnTail(ReadOnlyMemory<byte> file, IMemberSink sink, CancellationToken cancellationToken)
    {
        var start = PdfTail.Start(file.Span);
        if (file.Length - start >= MinTail && file.Span[start..].ContainsAnyExcept(" \t\r\n\0"u8))
            MemberCopy.Bytes(file[start..], sink, new() { Name = "", Relation = "overlay", Offset = start, DeclaredSize = file.Length - start }, cancellationToken);
    }
}
