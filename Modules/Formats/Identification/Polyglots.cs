using ScanHost.Formats.Containers.Carving;
using ScanHost.Formats.Containers.Zip;
using ScanHost.Formats.Identification.Probes;
using ScanHost.Formats.Identification.Text;

namespace ScanHost.Formats.Identification;

/// <summary>Finds further types whose readers accept the same bytes: their header stands where they look for it.</summary>
internal static class Polyglots
{
    private const int Tail = 65536 + 22;

    internal static IReadOnlyList<FileType> Find(ReadOnlySpan<byte> file, FileType best, TextSample? text)
    {
        if (text is not null && best.Category is FileCategory.Text or FileCategory.Script or FileCategory.Email)
            return file.Length > TextSample.MaxBytes && EndsAsZip(file, best) ? [.. Encoded(file, best), FileTypes.Get("zip")] : Encoded(file, best);
        var others = new List<FileType>();
        if (!best.IsA("pdf") && PdfProbe.Identify(file) is { } pdf)
            others.Add(pdf);
        if (!best.IsA("zip") && best.Id != "crx" && best.Category != FileCategory.DiskImage && EndsAsZip(file, best) && !IsBundle(file, best))
            others.Add(ZipProbe.Refine(file) is { } package && package.IsA("openxml") ? package : FileTypes.Get("zip"));
        if (!best.IsA("tar") && TarProbe.Identify(file) is { } tar)
            others.Add(tar);
        if (best.Category is FileCategory.Image or FileCategory.Executable && Script(file) is { } script)
            others.Add(script);
        if (best.IsA("iso") || best.IsA("udf"))
            others.AddRange(Disks(file));
        else if (file.HasAt(32769, "CD001\u0001"u8))
            others.Add(FileTypes.Get("iso"));
        return others;
    }

    // The first 32 KiB of a disc are anybody's: a boot record, a partition table or a whole volume that a system mounts.
    private static List<FileType> Disks(ReadOnlySpan<byte> file)
    {
        var disks = new List<FileType>();
        if (DiskProbe.Identify(file) is { } disk)
            disks.Add(disk);
        if (file.HasAt(512, "EFI PART"u8) || file.HasAt(4096, "EFI PART"u8))
            disks.Add(FileTypes.Get("gpt-disk"));
        if (file.HasAt(0, "ER"u8) && file.HasAt(file.U16Big(2)!.Value, "PM"u8))
            disks.Add(FileTypes.Get("apm-disk"));
        return disks;
    }

    // Self-extracting archives and single-file programs of many languages are made that way; what stands behind the program is looked at as its overlay.
    private static bool IsBundle(ReadOnlySpan<byte> file, FileType best) =>
        best.IsA("pe") && !(ZipDirectory.Read(file, file.Length, 1) is { } directory && ZipLayout.Start(directory) < ProgramEnd.Of(file));

    // The body of a letter is a page, wherever it begins.
    private static IReadOnlyList<FileType> Encoded(ReadOnlySpan<byte> file, FileType best) =>
        !best.IsA("html") && best.Category != FileCategory.Email && file.Part(0, 512).IndexOf("<html"u8) >= 0 ? [FileTypes.Get("html")] : [];

    // The end record closes the file (its comment reaches the end) and its directory starts with a record. Where nothing else is known of a
    // file, or only that it begins as text, what follows the archive is no reason to pass it by: unpackers take it too. In a message of Outlook an attachment lies as it is.
    private static bool EndsAsZip(ReadOnlySpan<byte> file, FileType best)
    {
        var tail = file.Part(Math.Max(0, file.Length - (long)Tail), Tail);
        return tail.LastIndexOf("PK\u0005\u0006"u8) >= 0
            && ZipDirectory.Read(file, file.Length, 1) is { } directory
            && (directory.Entries.Count > 0 || directory.MissingParts > 0)
            && (directory.ArchiveEnd == file.Length || (best.Category is FileCategory.Unknown or FileCategory.Text or FileCategory.Script or FileCategory.Email && best.Id != "msg"));
    }

    // A GIF whose size field reads "/*" opens a comment in JavaScript; PHP and HTML run wherever their tag stands.
    private static FileType? Script(ReadOnlySpan<byte> file)
    {
        var head = file.Part(0, 65536);
        if (head.IndexOf("<?php"u8) >= 0)
            return FileTypes.Get("php");
        if (head.IndexOf("<hta:application"u8) >= 0 || head.IndexOf("<HTA:APPLICATION"u8) >= 0)
            return FileTypes.Get("hta");
        var isComment = file.HasAt(6, "/*"u8) || file.HasAt(6, "=1"u8) || file.HasAt(2, "/*"u8);
        return isComment && file.IndexOf("*/"u8) >= 0 ? FileTypes.Get("javascript") : null;
    }
}
