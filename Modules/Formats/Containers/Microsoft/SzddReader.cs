using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Microsoft;

/// <summary>SZDD files of COMPRESS.EXE, also the older form of QBasic's installer. Source: the format notes of libmspack's documentation.</summary>
internal sealed class SzddReader : SingleStreamReader
{
    public override string Name => "szdd";

    protected override string Method => "lzss";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file)
    {
        var isOld = IsOld(file);
        var member = Nameless(file, isOld ? 12 : 14);
        return member with { DeclaredSize = file.U32(isOld ? 8 : 10) };
    }

    protected override Stream Open(ReadOnlyMemory<byte> file)
    {
        if (IsOld(file.Span))
            return new LzssDecoder(file[12..], 4096 - 18, file.Span.U32(8)!.Value);
        return file.Span[8] == 'A'
            ? new LzssDecoder(file[14..], 4096 - 16, file.Span.U32(10)!.Value)
            : throw new UnsupportedDataException("no decoder for this SZDD mode");
    }

    private static bool IsOld(ReadOnlySpan<byte> file) => file.HasAt(0, "SZ "u8);
}
