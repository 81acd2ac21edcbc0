namespace ScanHost.Formats.MachO;

/// <summary>A load command.</summary>
/// <param name="Kind">What it is (<c>LC_</c> in loader.h).</param>
/// <param name="Offset">In the image, in bytes.</param>
/// <param name="Size">In bytes, its header included.</param>
internal readonly record struct MachOCommand(uint Kind, int Offset, int Size);

/// <summary>A part of the image that is mapped into memory.</summary>
public sealed record MachOSegment
{
    /// <summary>One character a byte.</summary>
    public required string Name { get; init; }

    /// <summary>Virtual address.</summary>
    public required ulong Address { get; init; }

    /// <summary>In bytes, in memory.</summary>
    public required ulong Size { get; init; }

    /// <summary>In the image, in bytes.</summary>
    public required ulong FileOffset { get; init; }

    /// <summary>In bytes, in the image.</summary>
    public required ulong FileSize { get; init; }

    /// <summary>Highest protection: 1 read, 2 write, 4 execute.</summary>
    public required uint MaxProtection { get; init; }

    /// <summary>Protection at the start.</summary>
    public required uint InitialProtection { get; init; }

    /// <summary>Declared number of sections.</summary>
    public required uint SectionCount { get; init; }

    /// <summary>Flags.</summary>
    public required uint Flags { get; init; }

    /// <summary>Those that fit into the command.</summary>
    public required IReadOnlyList<MachOSection> Sections { get; init; }
}

/// <summary>A part of a segment.</summary>
public sealed record MachOSection
{
    /// <summary>Name of its segment.</summary>
    public required string SegmentName { get; init; }

    /// <summary>One character a byte.</summary>
    public required string Name { get; init; }

    /// <summary>Virtual address.</summary>
    public required ulong Address { get; init; }

    /// <summary>In bytes.</summary>
    public required ulong Size { get; init; }

    /// <summary>In the image, in bytes.</summary>
    public required uint Offset { get; init; }

    /// <summary>Power of two.</summary>
    public required uint Alignment { get; init; }

    /// <summary>In the image, in bytes.</summary>
    public required uint RelocationOffset { get; init; }

    /// <summary>Number of relocations.</summary>
    public required uint RelocationCount { get; init; }

    /// <summary>Type and attributes.</summary>
    public required uint Flags { get; init; }

    /// <summary>Depends on the type.</summary>
    public required uint Reserved1 { get; init; }

    /// <summary>Depends on the type.</summary>
    public required uint Reserved2 { get; init; }

    /// <summary>Null in 32-bit images.</summary>
    public required uint? Reserved3 { get; init; }
}

/// <summary>A library that it loads, or is.</summary>
/// <param name="Name">Path, one character a byte.</param>
/// <param name="Timestamp">Seconds since 1970; mostly a constant.</param>
/// <param name="CurrentVersion">Three parts: 16, 8 and 8 bits.</param>
/// <param name="CompatibilityVersion">The same.</param>
public sealed record MachOLibrary(string Name, uint Timestamp, uint CurrentVersion, uint CompatibilityVersion);

/// <summary>For which system it was built.</summary>
/// <param name="Platform">1 macOS, 2 iOS...</param>
/// <param name="MinimumSystem">Three parts: 16, 8 and 8 bits.</param>
/// <param name="Sdk">The same.</param>
/// <param name="Tools">Tools that built it.</param>
public sealed record MachOBuildVersion(uint Platform, uint MinimumSystem, uint Sdk, IReadOnlyList<MachOBuildTool> Tools);

/// <summary>A tool that built an image.</summary>
/// <param name="Tool">1 clang, 2 swift, 3 ld...</param>
/// <param name="Version">Three parts: 16, 8 and 8 bits.</param>
public sealed record MachOBuildTool(uint Tool, uint Version);

/// <summary>The system that it needs, in the older form.</summary>
/// <param name="Device">The load command, which tells the system.</param>
/// <param name="Version">Three parts: 16, 8 and 8 bits.</param>
/// <param name="Sdk">The same.</param>
public sealed record MachOMinimumVersion(uint Device, uint Version, uint Sdk);

/// <summary>A command that is a row of numbers.</summary>
/// <param name="Values">In the command's own order.</param>
public sealed record MachONumbers(IReadOnlyList<uint> Values);

/// <summary>What a fat file says of one of its images.</summary>
/// <param name="CpuType">The processor.</param>
/// <param name="CpuSubtype">Its model.</param>
/// <param name="Offset">In the fat file, in bytes.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Alignment">Power of two.</param>
/// <param name="Reserved">Reserved.</param>
public sealed record MachOArchitecture(uint CpuType, uint CpuSubtype, ulong Offset, ulong Size, uint Alignment, uint Reserved);
