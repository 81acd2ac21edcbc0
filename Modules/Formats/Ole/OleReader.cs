using System.Collections.Frozen;
using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Vba;
using ScanHost.Formats.Xls;

namespace ScanHost.Formats.Ole;

/// <summary>
/// Compound files: packed files, embedded objects, macro source and whatever stream is a file of a known type. Streams that belong to the
/// document's own format stay inside.
/// </summary>
/// <remarks>Sources: [MS-CFB], [MS-OLEDS], [MS-OVBA], [MS-XLS], [MS-PPT], [MS-DOC].</remarks>
internal sealed class OleReader : ContainerReader
{
    private const int MaxStreams = 2000;
    private const int MaxStreamBytes = 256 << 20;
    private const int SureOfType = 95;

    private static readonly string[] Others = [.. Identification.FileTypes.FamilyOf("msg", "msi", "msp", "mst")];

    /// <summary>Streams that programs write as part of their own format; what files they hold is taken out in another way.</summary>
    private static readonly FrozenSet<string> OwnStreams = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "WordDocument", "0Table", "1Table", "Data", "Workbook", "Book", "PowerPoint Document", "Current User", "Pictures",
        "\u0001CompObj", "\u0001Ole", "\u0003ObjInfo", "\u0003LinkInfo", "\u0003PRINT", "\u0003EPRINT", "\u0003META", "\u0003PIC", "\u0002OlePres000",
        "\u0005SummaryInformation", "\u0005DocumentSummaryInformation", "PROJECT", "PROJECTwm", "PROJECTlk", "_VBA_PROJECT", "dir", "f", "o",
        "VBFrame", "\u0003VBFrame", "i", "x", "\u0001Ole10Native", "EncryptedPackage", "EncryptionInfo", "EncryptedSummary",
        "DataSpaceMap", "Version", "Primary", "StrongEncryptionDataSpace", "Equation Native", "Ctls", "MsoDataStore", "Properties", "\u0003OCXDATA",
        "\u0003ACCESSOBJSITEDATA", "\u0003OCXNAME", "RefPix");

    public override string Name => "ole";

    public override string Version => "3";

    public override IReadOnlyCollection<string> FileTypes { get; } =
        [.. Identification.FileTypes.FamilyOf("ole").Except(Others)];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var ole = OleFile.Parse(file);
        HandOnMacros(ole, sink, cancellationToken);
        var count = 0;
        foreach (var entry in ole.Entries.Where(entry => entry.IsStream))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++count > MaxStreams)
            {
                sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxStreams} streams are examined");
                break;
            }
            HandOn(ole, entry, sink, cancellationToken);
        }
        OleEncryption.HandOn(ole, file, sink, passwords, cancellationToken);
        if (ole.IsCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"more than {OleFile.MaxEntries} entries, streams that share their sectors, or more macros than are read");
    }

    /// <summary>Hands on the source of every macro module; what constant expressions amount to follows as a layer of its own.</summary>
    internal static void HandOnMacros(OleFile ole, IMemberSink sink, CancellationToken cancellationToken)
    {
        foreach (var project in VbaProject.FindAll(ole))
        foreach (var module in project.Modules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (module.Source.Length == 0)
                continue;
            var member = new ContainerMember { Name = $"VBA/{module.FileName}", Relation = "macro", Method = "vba" };
            MemberCopy.Bytes(Encoding.UTF8.GetBytes(module.Source), sink, member, cancellationToken);
            if (!module.IsWhole)
                sink.NotUnpacked(member, UnpackGap.Damaged, "the compressed source breaks off");
            var folded = VbaFolding.Fold(module.Source, out var folds);
            if (folds >= 3)
                MemberCopy.Bytes(Encoding.UTF8.GetBytes(folded), sink, new() { Name = $"VBA/{module.Name}.folded.bas", Relation = "decoded", Method = "fold" }, cancellationToken);
        }
    }

    /// <summary>Hands on what one stream holds.</summary>
    internal static void HandOn(OleFile ole, OleEntry entry, IMemberSink sink, CancellationToken cancellationToken)
    {
        if (XlsWorkbook.IsStreamName(entry.Name))
            HandOnXlm(ole.Read(entry).Span, sink, cancellationToken);
        else if (entry.Name.Equals("PowerPoint Document", StringComparison.OrdinalIgnoreCase))
            PptObjects.HandOn(ole.Read(entry), sink, cancellationToken);
        else if (entry.Name.EndsWith("Ole10Native", StringComparison.OrdinalIgnoreCase))
            HandOnNative(ole.Read(entry, MaxStreamBytes), entry, sink, cancellationToken);
        else if (!OwnStreams.Contains(entry.Name))
            HandOnStream(ole.Read(entry, MaxStreamBytes), entry, sink, cancellationToken, IsMacroStorage(ole, entry.Parent) ? SureOfType : 0);
    }

    // Its streams are compiled modules, which may begin like anything: only a structure that was checked makes one a file.
    private static bool IsMacroStorage(OleFile ole, int parent) =>
        ole.Entries.FirstOrDefault(entry => entry.Id == parent) is { } storage && storage.Name.Equals("VBA", StringComparison.OrdinalIgnoreCase);

    /// <summary>Hands on the macro formulas of a workbook's stream.</summary>
    internal static void HandOnXlm(ReadOnlySpan<byte> stream, IMemberSink sink, CancellationToken cancellationToken)
    {
        var workbook = XlsWorkbook.Read(stream);
        if (workbook.MacroText.Length > 0)
            MemberCopy.Bytes(Encoding.UTF8.GetBytes(workbook.MacroText), sink, new() { Name = "XLM/macros.txt", Relation = "macro", Method = "xlm" }, cancellationToken);
        if (workbook.IsCut)
            sink.NotUnpacked(new() { Name = "XLM/macros.txt" }, UnpackGap.Unsupported, "more macro formulas than are read, or some that are too long or unknown");
        if (workbook.HasOldMacros)
            sink.NotUnpacked(new() { Name = "XLM/macros.txt" }, UnpackGap.Unsupported, "macro formulas of Excel 2 to 4 are not read");
    }

    private static void HandOnNative(ReadOnlyMemory<byte> stream, OleEntry entry, IMemberSink sink, CancellationToken cancellationToken)
    {
        if (OlePackage.Read(stream) is not { } package)
        {
            // Native data of a server that is no packager: the length, then the data.
            HandOnStream(stream.Length > 4 ? stream[4..] : stream, entry, sink, cancellationToken);
            return;
        }
        var member = new ContainerMember { Name = package.FileName, Relation = "embedded", DeclaredSize = package.Data.Length, Method = "package" };
        MemberCopy.Bytes(package.Data, sink, member, cancellationToken);
        if (!package.IsWhole)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the stream ends before the packed file does");
    }

    /// <summary>Hands on a stream that is a file of a type that we know, with a confidence of at least <paramref name="minConfidence"/>.</summary>
    internal static void HandOnStream(ReadOnlyMemory<byte> stream, OleEntry entry, IMemberSink sink, CancellationToken cancellationToken, int minConfidence = 0)
    {
        var identified = FileIdentifier.Identify(stream.Span);
        if (identified.Type.Category is FileCategory.Unknown or FileCategory.Empty || identified.Confidence < minConfidence)
            return;
        var relation = entry.Name is "Package" or "CONTENTS" or "Contents" ? "embedded" : "stream";
        var member = new ContainerMember { Name = OlePaths.Printable(entry.Path), Relation = relation, DeclaredSize = entry.Size, ModifiedAt = entry.ModifiedAt };
        MemberCopy.Bytes(stream, sink, member, cancellationToken);
        if (stream.Length < Math.Min(entry.Size - 4, MaxStreamBytes))
            sink.NotUnpacked(member, UnpackGap.Damaged, "the stream is shorter than declared");
    }
}
