using System.Buffers;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Pe;

/// <summary>A file that an image carries.</summary>
/// <param name="Relation"><c>overlay</c> behind the sections, <c>embedded</c> in a resource.</param>
/// <param name="Name">Path of the resource, or <c>overlay</c>.</param>
/// <param name="Offset">In the image, in bytes.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Type">What it is, by content.</param>
public sealed record PeContent(string Relation, string Name, int Offset, ReadOnlyMemory<byte> Content, FileType Type);

/// <summary>Finds the files that an image carries. Icons, texts and data that is no file are left out.</summary>
public static class PeContents
{
    /// <summary>As many files are found.</summary>
    internal const int MaxFiles = 4096;

    private const int MinLength = 64;
    private const int MaxOverlaySkip = 16;

    /// <summary>So far into an overlay a file in it may begin.</summary>
    private const int MaxFiller = 64 << 10;
    private const int MaxInstallerScript = 64 << 10;

    /// <summary>What is behind the sections first, then resources in the tree's order; at most 4,096.</summary>
    public static IReadOnlyList<PeContent> Find(PeFile pe)
    {
        var found = new List<PeContent>();
        foreach (var range in Overlays(pe))
            if (In(pe, range) is { } overlay)
                found.Add(overlay);
        foreach (var resource in PeResources.ReadAll(pe)?.Entries ?? [])
        {
            var content = resource.ContentOf(pe);
            if (found.Count < MaxFiles && content.Length >= MinLength && resource.Type is not (PeResource.ManifestType or PeResource.VersionType)
                && FileAt(content) is { } type)
                found.Add(new("embedded", NameOf(resource), resource.Offset!.Value, content, type));
        }

        return found;
    }

    /// <summary>What stands behind the last section, up to the certificates; null when nothing but them does.</summary>
    public static PeRange? OverlayWithoutCertificates(PeFile pe) => Overlays(pe).FirstOrDefault();

    // In front of the certificates, and behind them.
    private static IEnumerable<PeRange> Overlays(PeFile pe)
    {
        if (pe.Overlay is not { } overlay)
            yield break;
        var end = overlay.Offset + overlay.Length;
        var table = pe.CertificateTable is { } told && told.Offset >= overlay.Offset && PeCertificates.IsAt(pe.Content.Span, told.Offset) ? told : new(end, 0);
        if (table.Offset > overlay.Offset)
            yield return new(overlay.Offset, table.Offset - overlay.Offset);
        if (table.Offset + table.Length < end)
            yield return new(table.Offset + table.Length, end - table.Offset - table.Length);
    }

    private static PeContent? In(PeFile pe, PeRange range)
    {
        if (range.Length < MinLength)
            return null;
        range = BehindInstallerScript(pe, range);
        // Some tools align what they append.
        for (var skip = 0; skip <= Math.Min(MaxOverlaySkip, range.Length); skip += 8)
        {
            var content = pe.Content.Slice(range.Offset + skip, range.Length - skip);
            if (FileAt(content) is { } type)
                return new("overlay", "overlay", range.Offset + skip, content, type);
        }

        return BehindFiller(pe, range);
    }

    // A loader knows where its load begins, whatever stands in front.
    private static PeContent? BehindFiller(PeFile pe, PeRange range)
    {
        var start = pe.Content.Span.Slice(range.Offset, Math.Min(range.Length, MaxFiller));
        for (var at = 0; at < start.Length; at++)
        {
            var next = start[at..].IndexOfAny(FirstBytes);
            if (next < 0)
                return null;
            at += next;
            if (BeginsFile(start[at..]) && pe.Content.Slice(range.Offset + at, range.Length - at) is var content && FileAt(content) is { } type)
                return new("overlay", "overlay", range.Offset + at, content, type);
        }

        return null;
    }

    private static readonly SearchValues<byte> FirstBytes = SearchValues.Create([(byte)'M', (byte)'P', (byte)'7', (byte)'R', 0x7F, 0xD0, 0x1F]);

    private static bool BeginsFile(ReadOnlySpan<byte> bytes) =>
        PayloadKind.IsPe(bytes) || bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("MSCF\0\0\0\0"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) || bytes.StartsWith("Rar!\u001A\u0007"u8)
        || bytes.StartsWith("\u007FELF"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]);

    // The settings of 7-Zip's installer modules (7zS.sfx, "SFX for installers" in the LZMA SDK) stand in front of the archive, as text.
    private static PeRange BehindInstallerScript(PeFile pe, PeRange range)
    {
        var start = pe.Content.Span.Slice(range.Offset, Math.Min(range.Length, MaxInstallerScript));
        if (start.IndexOf(";!@Install@!"u8) is < 0 or > MinLength || start.IndexOf(";!@InstallEnd@!"u8) is not (>= 0 and var end))
            return range;
        end += ";!@InstallEnd@!"u8.Length;
        while (end < start.Length && start[end] is (byte)'\r' or (byte)'\n')
            end++;
        return new(range.Offset + end, range.Length - end);
    }

    private static FileType? FileAt(ReadOnlyMemory<byte> content)
    {
        var identified = FileIdentifier.Identify(content.Span);
        return identified.Confidence >= 60 && identified.Type.Category is FileCategory.Executable or FileCategory.Archive or FileCategory.Package
            or FileCategory.Document or FileCategory.Script or FileCategory.DiskImage ? identified.Type : null;
    }

    private static string NameOf(PeResource resource) => string.Join('/',
        PeResource.Show(resource.Type, resource.TypeName),
        PeResource.Show(resource.Id, resource.Name),
        PeResource.Show(resource.Language, resource.LanguageName));
}
