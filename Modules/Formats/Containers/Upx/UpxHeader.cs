namespace ScanHost.Formats.Containers.Upx;

/// <summary>The header that UPX keeps for itself. Fields as packhead.cpp of UPX names them, in the layout of its versions since 1.</summary>
/// <param name="Offset">Where it stands.</param>
/// <param name="Format">The kind of program: 9 is a 32-bit PE, 36 a 64-bit one.</param>
/// <param name="Method">How the data is compressed.</param>
/// <param name="ContentAdler">Adler-32 of what comes out.</param>
/// <param name="DataAdler">Adler-32 of the compressed data.</param>
/// <param name="ContentSize">Bytes that come out.</param>
/// <param name="DataSize">Bytes of the compressed data.</param>
/// <param name="Filter">What was done to the code before.</param>
/// <param name="FilterMark">The byte that marks a changed call.</param>
internal sealed record UpxHeader(
    int Offset, byte Format, byte Method, uint ContentAdler, uint DataAdler, uint ContentSize, uint DataSize, byte Filter, byte FilterMark)
{
    internal const int Length = 32;

    /// <summary>So far into a program or its section the mark is looked for.</summary>
    internal const int SearchedBytes = 4096;

    internal static UpxHeader? Read(ReadOnlySpan<byte> file, long at) => at < 0 || !file.Has(at, Length) || !file.HasAt(at, "UPX!"u8)
        ? null
        : new(
            (int)at, file[(int)at + 5], file[(int)at + 6], file.U32(at + 8)!.Value, file.U32(at + 12)!.Value, file.U32(at + 16)!.Value,
            file.U32(at + 20)!.Value, file[(int)at + 28], file[(int)at + 29]);
}
