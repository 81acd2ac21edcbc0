namespace ScanHost.Formats.Elf;

/// <summary>A row of the section header table.</summary>
public sealed record ElfSection
{
    /// <summary>Type: symbols for linking.</summary>
    public const uint SymbolTable = 2;

    /// <summary>Type: strings.</summary>
    public const uint StringTable = 3;

    /// <summary>Type: no bytes in the file.</summary>
    public const uint NoBits = 8;

    /// <summary>Type: symbols for dynamic linking.</summary>
    public const uint DynamicSymbols = 11;

    /// <summary>One character a byte; null when it cannot be read.</summary>
    public required string? Name { get; init; }

    /// <summary>What it holds.</summary>
    public required uint Type { get; init; }

    /// <summary>1 writable, 2 in memory, 4 executable.</summary>
    public required ulong Flags { get; init; }

    /// <summary>Virtual address.</summary>
    public required ulong Address { get; init; }

    /// <summary>In the file, in bytes.</summary>
    public required ulong Offset { get; init; }

    /// <summary>In bytes.</summary>
    public required ulong Size { get; init; }

    /// <summary>Another section that belongs to it.</summary>
    public required uint Link { get; init; }
}

/// <summary>A row of the program header table.</summary>
public sealed record ElfSegment
{
    /// <summary>Type: mapped into memory.</summary>
    public const uint Load = 1;

    /// <summary>Type: dynamic linking.</summary>
    public const uint Dynamic = 2;

    /// <summary>Type: path of the program that starts it.</summary>
    public const uint Interpreter = 3;

    /// <summary>Type: whether the stack is executable.</summary>
    public const uint GnuStack = 0x6474E551;

    /// <summary>Flag: executable.</summary>
    public const uint Execute = 1;

    /// <summary>Flag: writable.</summary>
    public const uint Write = 2;

    /// <summary>Flag: readable.</summary>
    public const uint Read = 4;

    /// <summary>What it is for.</summary>
    public required uint Type { get; init; }

    /// <summary>How it may be used.</summary>
    public required uint Flags { get; init; }

    /// <summary>In the file, in bytes.</summary>
    public required ulong Offset { get; init; }

    /// <summary>Where it goes.</summary>
    public required ulong VirtualAddress { get; init; }

    /// <summary>Where it goes on machines without virtual memory.</summary>
    public required ulong PhysicalAddress { get; init; }

    /// <summary>In bytes, in the file.</summary>
    public required ulong FileSize { get; init; }

    /// <summary>In bytes, in memory.</summary>
    public required ulong MemorySize { get; init; }

    /// <summary>In bytes.</summary>
    public required ulong Alignment { get; init; }

    /// <summary>True when it may be executed.</summary>
    public bool IsExecutable => (Flags & Execute) != 0;

    /// <summary>True when it may be written.</summary>
    public bool IsWritable => (Flags & Write) != 0;
}

/// <summary>A symbol.</summary>
public sealed record ElfSymbol
{
    /// <summary>One character a byte; null when it cannot be read.</summary>
    public required string? Name { get; init; }

    /// <summary>Mostly an address.</summary>
    public required ulong Value { get; init; }

    /// <summary>In bytes.</summary>
    public required ulong Size { get; init; }

    /// <summary>0 none, 1 data, 2 function, 3 section, 4 file.</summary>
    public required int Type { get; init; }

    /// <summary>0 local, 1 global, 2 weak.</summary>
    public required int Bind { get; init; }

    /// <summary>0 default, 1 internal, 2 hidden, 3 protected.</summary>
    public required int Visibility { get; init; }

    /// <summary>Which section it is defined in; 0 when it is imported.</summary>
    public required ushort SectionIndex { get; init; }
}

/// <summary>An entry of the dynamic section.</summary>
/// <param name="Tag">What it is.</param>
/// <param name="Value">Address or number.</param>
public sealed record ElfDynamicEntry(ulong Tag, ulong Value)
{
    /// <summary>Tag: the end.</summary>
    public const ulong End = 0;

    /// <summary>Tag: a library that it needs.</summary>
    public const ulong Needed = 1;

    /// <summary>Tag: address of the strings.</summary>
    public const ulong Strings = 5;

    /// <summary>Tag: its name as a library.</summary>
    public const ulong SharedName = 14;

    /// <summary>Tag: where libraries are looked for, the old way.</summary>
    public const ulong RPath = 15;

    /// <summary>Tag: where libraries are looked for.</summary>
    public const ulong RunPath = 29;
}
