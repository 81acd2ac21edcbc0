namespace ScanHost.Formats.MachO;

/// <summary>A file of Apple's systems: one image, or a fat file with one for each of several processors.</summary>
public sealed class MachOFile
{
    private const uint Fat = 0xCAFEBABE;
    private const uint Fat64 = 0xCAFEBABF;
    private const int MaxArchitectures = 1024;

    private readonly ReadOnlyMemory<byte> content;

    private MachOFile(ReadOnlyMemory<byte> content) => this.content = content;

    /// <summary>The image of a file for one processor; null of a fat file.</summary>
    public MachOImage? Image { get; private init; }

    /// <summary>The first four bytes with the big end first; null when it is no fat file.</summary>
    public uint? FatMagic { get; private init; }

    /// <summary>How many images the fat file declares; null when it is none.</summary>
    public uint? DeclaredCount { get; private init; }

    /// <summary>Of a fat file; empty when the table does not lie in the file as a whole.</summary>
    public IReadOnlyList<MachOArchitecture> Architectures => field ??= ReadArchitectures();

    /// <summary>The images of a fat file, by architecture; null where none can be read.</summary>
    public IReadOnlyList<MachOImage?> Images => field ??= [.. Architectures.Select(OpenImage)];

    /// <summary>Opens a file.</summary>
    /// <returns>Null when it is neither an image nor a fat file. Java classes begin like fat files: those declare images by the thousand
    /// and have none.</returns>
    public static MachOFile? TryOpen(ReadOnlyMemory<byte> content)
    {
        if (content.Span.U32Big(0) is (Fat or Fat64 or 0xBEBAFECA or 0xBFBAFECA) and var magic && content.Span.U32Big(4) is { } count)
            return new(content) { FatMagic = magic, DeclaredCount = count };
        return MachOImage.TryOpen(content) is { } image ? new(content) { Image = image } : null;
    }

    // The table has the big end first, whatever the images have.
    private MachOArchitecture[] ReadArchitectures()
    {
        var size = FatMagic is Fat64 or 0xBFBAFECA ? 32 : 20;
        var file = content.Span;
        if (DeclaredCount is not { } count || count > MaxArchitectures || !file.Has(8, count * (long)size))
            return [];
        var architectures = new MachOArchitecture[count];
        for (var i = 0; i < count; i++)
        {
            var at = 8 + (i * size);
            architectures[i] = size == 20
                ? new(Number(at), Number(at + 4), Number(at + 8), Number(at + 12), Number(at + 16), 0)
                : new(Number(at), Number(at + 4), Long(at + 8), Long(at + 16), Number(at + 24), Number(at + 28));
        }

        return architectures;
    }

    private uint Number(int at) => content.Span.U32Big(at) ?? 0;

    private ulong Long(int at) => content.Span.U64Big(at) ?? 0;

    private MachOImage? OpenImage(MachOArchitecture architecture) =>
        architecture.Offset <= int.MaxValue && architecture.Size <= int.MaxValue
        && content.Span.Has((long)architecture.Offset, (long)architecture.Size)
            ? MachOImage.TryOpen(content.Slice((int)architecture.Offset, (int)architecture.Size))
            : null;
}
