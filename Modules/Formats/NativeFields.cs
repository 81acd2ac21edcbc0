namespace ScanHost.Formats;

/// <summary>Reads numbers of an executable in its own byte order and word size; 0 outside of the file.</summary>
internal readonly ref struct NativeFields(ReadOnlySpan<byte> file, bool is64Bit, bool isBigEndian)
{
    private readonly ReadOnlySpan<byte> file = file;

    internal bool Is64Bit { get; } = is64Bit;

    internal bool IsBigEndian { get; } = isBigEndian;

    /// <summary>Size of an address, in bytes.</summary>
    internal int Word => Is64Bit ? 8 : 4;

    internal byte U8(long at) => file.U8(at) ?? 0;

    internal ushort U16(long at) => (IsBigEndian ? file.U16Big(at) : file.U16(at)) ?? 0;

    internal uint U32(long at) => (IsBigEndian ? file.U32Big(at) : file.U32(at)) ?? 0;

    internal ulong U64(long at) => (IsBigEndian ? file.U64Big(at) : file.U64(at)) ?? 0;

    internal ulong Address(long at) => Is64Bit ? U64(at) : U32(at);
}
