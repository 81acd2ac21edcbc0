using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Images;
using ScanHost.Formats.Images.Jpeg;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Images;

/// <summary>Looks at what pictures carry besides pixels.</summary>
internal sealed partial class ImagesStage : IScanStage
{
    /// <summary>More pixels than any scanner or telescope puts into a file this small.</summary>
    private const long ManyPixels = 500_000_000;
    private const long SmallFile = 1 << 20;

    /// <summary>A picture that moves shows its code in one of the first.</summary>
    private const int MaxFrames = 4;

    public string Name => "images";

    public string Version => "5";

    public StagePhase Phase => StagePhase.Analyse;

    // Whether a picture is looked at for codes depends on where it lies.
    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Type.Id is "png" or "apng" or "jpeg" or "gif" or "bmp" or "asf";

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var file = scan.Content.Span;
        // A command in a recording's script stream, ASF specification 3.6 (2012): the player asks nobody.
        if (scan.Facts.Type.Id == "asf" && file.IndexOf(System.Text.Encoding.Unicode.GetBytes("URLANDEXIT")) is >= 0 and var command)
            scan.Report(ImageHeuristics.MediaScript, new Evidence(command, 20, "URLANDEXIT"));
        if (IsLookedAt(scan.Facts))
            foreach (var picture in Pictures(scan.Content, cancellationToken))
                QrSigns.Report(scan, picture, isSent: IsSent(scan.Facts));
        if (HeadIsCode().Match(System.Text.Encoding.Latin1.GetString(file[..Math.Min(file.Length, 4096)])) is { Success: true } head)
            scan.Report(ImageHeuristics.CodeInMetadata, new Evidence(0, head.Length, MemberName.Shorten(head.Value)));
        if (ImageOutline.Read(file) is not { } image)
            return ValueTask.CompletedTask;
        scan.Note("width", image.Width);
        scan.Note("height", image.Height);
        if (!image.HasAllTexts)
            scan.Miss(GapReason.Limit, $"Only the first {ImageOutline.MaxTextBytes} bytes of a picture's texts are looked at.");
        if (image.HasEnd && image.End < file.Length)
            scan.Note("tail_bytes", file.Length - image.End);

        if (image.HasEnd && (PayloadKind.Of(file[image.End..]) ?? ScriptStart(file[image.End..]) ?? EncodedStart(file[image.End..])) is { } kind)
            scan.Report(ImageHeuristics.Trailer, new Evidence(image.End, file.Length - image.End, kind));
        foreach (var text in image.Texts)
        {
            if (Code().Match(OnlySays().Replace(text, "")) is { Success: true } && Code().Match(text) is { Success: true } code)
                scan.Report(ImageHeuristics.CodeInMetadata, new Evidence(null, null, MemberName.Shorten(text[code.Index..])));
            if (EncodedFile().Match(text) is { Success: true } payload)
                scan.Report(ImageHeuristics.PayloadInMetadata, new Evidence(null, null, MemberName.Shorten(text[payload.Index..])));
        }
        // A web server runs a picture up to the last letter, wherever in it the code stands.
        if (CodeIn(file) is { } inside)
            scan.Report(ImageHeuristics.CodeInMetadata, inside);
        if (image.Width * image.Height > ManyPixels && scan.Facts.Size < SmallFile)
            scan.Report(ImageHeuristics.DimensionBomb, new Evidence(null, null, $"{image.Width} x {image.Height}"));
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<Raster> Pictures(ReadOnlyMemory<byte> file, CancellationToken cancellationToken) =>
        file.Span.StartsWith("GIF8"u8) ? GifRaster.Frames(file, MaxFrames)
        : (PngRaster.Decode(file.Span) ?? BmpRaster.DecodeFile(file.Span) ?? JpegRaster.Decode(file.Span, cancellationToken)) is { } picture ? [picture] : [];

    // Pictures among a thousand others of an archive are nobody's message.
    private static bool IsLookedAt(ArtifactFacts facts) => facts.Depth == 0 || IsSent(facts);

    // The pictures of Office documents are members of a package, in a folder of their own.
    private static bool IsSent(ArtifactFacts facts) =>
        facts.Relation is "attachment" or "embedded" || (facts.Depth > 0 && OfficeMedia().IsMatch(facts.Path));

    [GeneratedRegex(@"^(?:word|ppt|xl)/media/[^/]+$", RegexOptions.IgnoreCase)]
    private static partial Regex OfficeMedia();

    // The signature of a picture is a variable to a script, and its size the beginning of a comment.
    [GeneratedRegex(@"\A(?:GIF8[79]a|BM)\s*(?:/\*[\s\S]{0,3000}?\*/)?\s*=\s*[\w'""(\[{/]", RegexOptions.CultureInvariant)]
    private static partial Regex HeadIsCode();

    private static Evidence? CodeIn(ReadOnlySpan<byte> file)
    {
        for (var at = file.IndexOf("<?php"u8); at >= 0;)
        {
            var text = System.Text.Encoding.Latin1.GetString(file.Slice(at, Math.Min(4096, file.Length - at)));
            if (Request().IsMatch(text))
                return new(at, null, MemberName.Shorten(text));
            var next = file[(at + 5)..].IndexOf("<?php"u8);
            at = next < 0 ? -1 : at + 5 + next;
        }
        return null;
    }

    [GeneratedRegex(@"\$_(?:POST|GET|REQUEST|COOKIE)\s*\[|base64_decode\s*\(|\b(?:eval|system|assert)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Request();

    // What Windows programs and archives begin with, in base64, with or without marks around it.
    private static string? EncodedStart(ReadOnlySpan<byte> tail)
    {
        var text = System.Text.Encoding.Latin1.GetString(tail[..Math.Min(tail.Length, 4096)]);
        return EncodedFile().IsMatch(text) ? "a program or an archive in base64" : EncodedRun().Match(text) is { Success: true } run && IsMixed(run.Value) ? "encoded text" : null;
    }

    // Base64 that is turned around, or in which letters are exchanged, begins like nothing known.
    [GeneratedRegex(@"[A-Za-z0-9+/=@#$*!%_-]{1000,}", RegexOptions.CultureInvariant)]
    private static partial Regex EncodedRun();

    private static bool IsMixed(string run) => run.Any(char.IsAsciiLetterUpper) && run.Any(char.IsAsciiLetterLower) && run.Any(char.IsAsciiDigit) && run.Distinct().Count() > 40;

    [GeneratedRegex(@"(?:^|[^A-Za-z0-9+/])(?:TV[oqpr][A-Za-z0-9+/]|UEsDB[A-Za-z0-9+/]|N3q8r|Rar!|UmFyIR)[A-Za-z0-9+/=\s]{500}")]
    private static partial Regex EncodedFile();

    private static string? ScriptStart(ReadOnlySpan<byte> tail)
    {
        var text = System.Text.Encoding.Latin1.GetString(tail[..Math.Min(tail.Length, 512)]);
        return Code().IsMatch(text) || text.TrimStart().StartsWith("#!/", StringComparison.Ordinal) ? "script" : null;
    }

    // A lesson's first line: nothing is done but to write a fixed text.
    [GeneratedRegex(@"<\?php\s+(?:echo|print)\s*\(?\s*(?:""[^""$\\`<>]{0,200}""|'[^'\\<>]{0,200}')\s*\)?\s*;?\s*\?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OnlySays();

    [GeneratedRegex(@"<\?php\s|<script[\s>]|<%\s*(?:eval|execute|response)|\beval\s*\(\s*\$_(?:POST|GET|REQUEST)", RegexOptions.IgnoreCase)]
    private static partial Regex Code();
}
