using ScanHost.Formats.Containers.Carving;

namespace ScanHost.Formats.Containers.Upx;

/// <summary>
/// Packed PE programs. One block holds the image from its first section on, and behind it the original headers and what is needed to put
/// imports, relocations and resources back. Source: pefile.cpp of UPX (unpack0, rebuildImports, rebuildRelocs, rebuildResources).
/// </summary>
internal static class UpxPe
{
    private const byte Win32 = 9, Win64 = 36;
    private const int SectionHeader = 40;
    private const int BeforeSection = 64;
    private const int SearchedInSection = 1024;

    /// <summary>UPX's header near the start of the second section; null when there is none.</summary>
    internal static UpxHeader? FindHeader(ReadOnlySpan<byte> file)
    {
        if (PeImage.Read(file) is not { Sections.Count: >= 2 } packed)
            return null;
        var from = Math.Max(0L, packed.Sections[1].RawStart - (long)BeforeSection);
        var at = file.Part(from, SearchedInSection).IndexOf("UPX!"u8);
        return at < 0 ? null : UpxHeader.Read(file, from + at);
    }

    internal static UpxProgram? Unpack(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        var packed = PeImage.Read(file.Span) ?? throw new InvalidDataException("the headers are cut short");
        var header = FindHeader(file.Span) ?? throw new UnsupportedDataException("its header was removed");
        if (header.Format is not (Win32 or Win64))
            throw new UnsupportedDataException($"no decoder for format {header.Format}");
        var data = file.Part(header.Offset + UpxHeader.Length, header.DataSize);
        if (data.Length < header.DataSize || header.ContentSize < 4)
            throw new InvalidDataException("the file ends before the packed data does");
        var content = UpxMethod.Room(header.ContentSize, data.Length);
        UpxMethod.Decode(data, header.Method, content);
        var isProven = Adler32.Of(content) == header.ContentAdler;
        cancellationToken.ThrowIfCancellationRequested();
        var image = UpxImage.Open(content, header);
        image.UndoFilter(header);
        image.RestoreImports(file.Span, packed);
        image.RestoreRelocations();
        image.RestoreResources(file.Span, packed);
        return new(Write(file, packed, image), UpxMethod.NameOf(header.Method), isProven);
    }

    // DOS header and stub of the packed file, the original headers, the sections, the overlay.
    private static byte[] Write(ReadOnlyMemory<byte> file, PeImage packed, UpxImage image)
    {
        using var output = new MemoryStream();
        output.Write(file.Span[..packed.HeaderAt]);
        output.Write(image.Header);
        output.Write(image.SectionTable);
        var first = image.Sections.Where(section => section.RawStart > 0).Select(section => (long)section.RawStart).DefaultIfEmpty(0L).First();
        if (first > output.Length && first <= file.Length + UpxMethod.MaxBytes)
            output.SetLength(first);
        output.Position = output.Length;
        foreach (var section in image.Sections.Where(section => section.RawStart > 0))
            output.Write(image.Part(section.Address, image.Align(section.RawSize)));
        var end = ProgramEnd.Of(file.Span) ?? file.Length;
        output.Write(file.Span[(int)end..]);
        return output.ToArray();
    }

    /// <summary>What is needed of a PE's headers.</summary>
    internal sealed record PeImage(int HeaderAt, bool Is64, IReadOnlyList<PeImage.Section> Sections, int Directories)
    {
        internal sealed record Section(uint Address, uint RawSize, uint RawStart);

        internal static PeImage? Read(ReadOnlySpan<byte> file)
        {
            if (file.U32(0x3C) is not { } at || at > int.MaxValue || !file.HasAt(at, "PE\0\0"u8) || file.U16(at + 6) is not { } count || file.U16(at + 20) is not { } optional)
                return null;
            var is64 = file.U16(at + 24) == 0x20B;
            var sections = ReadSections(file, at + 24L + optional, count);
            return sections.Count == count ? new((int)at, is64, sections, (int)at + 24 + (is64 ? 112 : 96)) : null;
        }

        internal static List<Section> ReadSections(ReadOnlySpan<byte> file, long at, int count)
        {
            var sections = new List<Section>();
            for (; sections.Count < count && file.Has(at, SectionHeader); at += SectionHeader)
                sections.Add(new(file.U32(at + 12)!.Value, file.U32(at + 16)!.Value, file.U32(at + 20)!.Value));
            return sections;
        }

        /// <summary>Address and size of a data directory.</summary>
        internal (uint Address, uint Size) Directory(ReadOnlySpan<byte> file, int index) =>
            (file.U32(Directories + (index * 8)) ?? 0, file.U32(Directories + (index * 8) + 4) ?? 0);

        /// <summary>Bytes of the file from an address to the end of its section.</summary>
        internal ReadOnlySpan<byte> At(ReadOnlySpan<byte> file, uint address)
        {
            var section = Sections.LastOrDefault(section => section.Address <= address);
            return section is null ? [] : file.Part(section.RawStart + (long)(address - section.Address), section.RawSize - (long)(address - section.Address));
        }
    }
}
