namespace ScanHost.Formats.MachO;

/// <summary>Reads segments and their sections.</summary>
internal static class MachOSegments
{
    private const uint Segment = 1;
    private const uint Segment64 = 0x19;
    private const int NameSize = 16;

    internal static MachOSegment[] Read(MachOImage image) =>
    [
        .. image.Commands
            .Where(command => command is { Kind: Segment, Size: >= 56 } or { Kind: Segment64, Size: >= 72 })
            .Select(command => ReadOne(image, command)),
    ];

    private static MachOSegment ReadOne(MachOImage image, MachOCommand command)
    {
        var isWide = command.Kind == Segment64;
        var fields = new NativeFields(image.Content.Span, isWide, image.Header.IsBigEndian);
        var at = command.Offset + 24;
        var word = fields.Word;
        var behind = at + (4 * word);
        var count = fields.U32(behind + 8);
        return new()
        {
            Name = Name(image, command.Offset + 8),
            Address = fields.Address(at),
            Size = fields.Address(at + word),
            FileOffset = fields.Address(at + (2 * word)),
            FileSize = fields.Address(at + (3 * word)),
            MaxProtection = fields.U32(behind),
            InitialProtection = fields.U32(behind + 4),
            SectionCount = count,
            Flags = fields.U32(behind + 12),
            Sections = ReadSections(image, fields, behind + 16, command.Offset + command.Size, count),
        };
    }

    private static List<MachOSection> ReadSections(MachOImage image, NativeFields fields, int start, int end, uint count)
    {
        var sections = new List<MachOSection>();
        var size = fields.Is64Bit ? 80 : 68;
        var word = fields.Word;
        for (long at = start; sections.Count < count && at + size <= end; at += size)
        {
            var behind = at + 32 + (2 * word);
            sections.Add(new()
            {
                Name = Name(image, at),
                SegmentName = Name(image, at + NameSize),
                Address = fields.Address(at + 32),
                Size = fields.Address(at + 32 + word),
                Offset = fields.U32(behind),
                Alignment = fields.U32(behind + 4),
                RelocationOffset = fields.U32(behind + 8),
                RelocationCount = fields.U32(behind + 12),
                Flags = fields.U32(behind + 16),
                Reserved1 = fields.U32(behind + 20),
                Reserved2 = fields.U32(behind + 24),
                Reserved3 = fields.Is64Bit ? fields.U32(behind + 28) : null,
            });
        }

        return sections;
    }

    private static string Name(MachOImage image, long at) => ByteText.Field(image.Content.Span.Part(at, NameSize));
}
