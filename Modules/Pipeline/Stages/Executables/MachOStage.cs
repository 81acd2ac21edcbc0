using ScanHost.Pipeline.Stages.Scripts;
using ScanHost.Formats.Scripts;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScanHost.Formats;
using ScanHost.Formats.MachO;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Looks at programs and libraries of Apple's systems, each image of a fat file.</summary>
internal sealed partial class MachOStage : IScanStage
{
    private const int MaxImages = 16;
    private const int MaxNames = 64;
    private const int MaxTextBytes = 4 << 20;

    public string Name => "macho";

    public string Version => "4";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBeA("macho");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (MachOFile.TryOpen(scan.Content) is not { } file)
            throw new MalformedFileException("macho", 0, "the header is cut short");
        MachOImage[] images = file.Image is { } single ? [single] : [.. file.Images.OfType<MachOImage>().Take(MaxImages)];
        if (images.Length == 0)
            throw new MalformedFileException("macho", 0, "no image can be read");

        var described = new JsonArray();
        foreach (var image in images)
        {
            cancellationToken.ThrowIfCancellationRequested();
            described.Add(Describe(image));
            if (image.Header.FileType == MachOHeader.Execute && !image.Signature.IsPresent)
                scan.Report(ExecutableHeuristics.MachONoSignature);
        }

        // Thieves for macOS are shell commands with a program around them.
        var text = ScriptSource.Plain(Encoding.Latin1.GetString(scan.Content.Span[..Math.Min(scan.Content.Length, MaxTextBytes)]));
        if ((UnixSigns.MacTheft.Find(text) ?? (images.Any(image => SendsItself(image)) ? UnixSigns.MacTheftWithoutSending.Find(text) : null)) is { } theft)
            scan.Report(ScriptHeuristics.MacStealer, ExecutableText.Text(theft));
        var commands = ScriptSource.Plain(string.Join('\n', Commands().Matches(text.Text).Select(command => command.Value)));
        foreach (var sign in UnixSigns.Shell)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (sign.Find(commands) is { } shown)
                scan.Report(sign.Heuristic, ExecutableText.Text(shown));
        }
        scan.Note("images", described);
        return ValueTask.CompletedTask;
    }

    // What a program hands to a shell stands in it as a text of printable letters.
    [GeneratedRegex(@"\b(?:curl|wget|chmod|base64|launchctl)\s[\x20-\x7E\n]{4,2000}", RegexOptions.CultureInvariant)]
    private static partial Regex Commands();

    private static bool SendsItself(MachOImage image) => image.SymbolNames.Any(name => name is "_connect" or "_CFWriteStreamOpen" or "_OBJC_CLASS_$_NSURLSession" or "_OBJC_CLASS_$_NSMutableURLRequest" or "_curl_easy_perform");

    private static JsonObject Describe(MachOImage image) => new()
    {
        ["cpu_type"] = ExecutableText.Hex(image.Header.CpuType),
        ["file_type"] = image.Header.FileType,
        ["flags"] = ExecutableText.Hex(image.Header.Flags),
        ["segments"] = image.Segments.Count,
        ["entry_point"] = image.EntryPoint is { } entry ? ExecutableText.Hex(entry) : null,
        ["libraries"] = Names(image.Libraries.Select(library => library.Name)),
        ["run_paths"] = Names(image.RunPaths),
        ["is_signed"] = image.Signature.IsPresent,
        ["is_ad_hoc"] = image.Signature.IsAdHoc,
        ["identifier"] = ExecutableText.Show(image.Signature.Identifier),
        ["team"] = ExecutableText.Show(image.Signature.TeamId),
        ["signer"] = image.Signature.Certificates is [.., var signer] ? signer.Subject.Text : null,
        ["entitlements"] = new JsonArray([.. image.Signature.Entitlements.Take(MaxNames).Select(text => JsonValue.Create(ExecutableText.Cut(text)))]),
    };

    private static JsonArray Names(IEnumerable<string> names) =>
        new([.. names.Take(MaxNames).Select(name => JsonValue.Create(ExecutableText.Show(name)))]);
}
