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
    private const int MaxFiles = 256;
    private const int MinLength = 64;
    private const int MaxOverlaySkip = 16;
    private const int MaxInstallerScript = 64 << 10;

    /// <summary>The overlay first, then resources in the tree's order; at most 256.</summary>
    public static IReadOnlyList<PeContent> Find(PeFile pe)
    {
        var found = new List<PeContent>();
        if (Overlay(pe) is { } overlay)
            found.Add(overlay);
        foreach (var resource in pe.Resources?.Entries ?? [])
        {
            var content = resource.ContentOf(pe);
            if (found.Count < MaxFiles && content.Length >= MinLength && resource.Type is not (PeResource.ManifestType or PeResource.VersionType)
                && FileAt(content) is { } type)
                found.Add(new("embedded", NameOf(resource), resource.Offset!.Value, content, type));
        }

        return found;
    }

    /// <summary>What stands behind the last section, up to the certificates; null when nothing but them does.</summary>
    public static PeRange? OverlayWithoutCertificates(PeFile pe)
    {
        if (pe.Overlay is not { } overlay)
            return null;
        var end = pe.CertificateTable is { } table && table.Offset >= overlay.Offset ? table.Offset : overlay.Offset + overlay.Length;
        return end > overlay.Offset ? new(overlay.Offset, end - overlay.Offset) : null;
    }

    private static PeContent? Overlay(PeFile pe)
    {
        if (OverlayWithoutCertificates(pe) is not { Length: >= MinLength } range)
            return null;
        range = BehindInstallerScript(pe, range);
        // Some tools align what they append.
        for (var skip = 0; skip <= Math.Min(MaxOverlaySkip, range.Length); skip += 8)
        {
            var content = pe.Content.Slice(range.Offset + skip, range.Length - skip);
            if (FileAt(content) is { } type)
                return new("overlay", "overlay", range.Offset + skip, content, type);
        }

        return null;
    }

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
