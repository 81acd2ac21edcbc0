namespace ScanHost.Formats.DotNet;

/// <summary>A stream of the metadata.</summary>
/// <param name="Name">One character a byte.</param>
/// <param name="Offset">In the file, in bytes.</param>
/// <param name="Size">In bytes.</param>
public sealed record DotNetHeap(string Name, long Offset, uint Size);

/// <summary>A version of four parts.</summary>
/// <param name="Major">First.</param>
/// <param name="Minor">Second.</param>
/// <param name="Build">Third.</param>
/// <param name="Revision">Fourth.</param>
public sealed record DotNetVersion(uint Major, uint Minor, uint Build, uint Revision);

/// <summary>The assembly that the file is.</summary>
/// <param name="Name">Null when it cannot be read.</param>
/// <param name="Culture">Null when it has none.</param>
/// <param name="Version">Its version.</param>
public sealed record DotNetAssembly(string? Name, string? Culture, DotNetVersion Version);

/// <summary>An assembly that it uses.</summary>
/// <param name="Name">Null when it cannot be read.</param>
/// <param name="PublicKeyOrToken">Empty when there is none.</param>
/// <param name="Version">The version that it was built with.</param>
public sealed record DotNetAssemblyReference(string? Name, ReadOnlyMemory<byte> PublicKeyOrToken, DotNetVersion Version);

/// <summary>A row of the table of resources.</summary>
/// <param name="Name">Null when it cannot be read.</param>
/// <param name="Offset">Of its content in the file, in bytes; null when another file has it, or this one does not reach there.</param>
/// <param name="Length">Declared, in bytes; may reach beyond the file. Null without an offset.</param>
public sealed record DotNetManifestResource(string? Name, long? Offset, uint? Length);

/// <summary>A file that is kept in the assembly.</summary>
/// <param name="Name">Null when it cannot be read.</param>
/// <param name="Offset">In the file, in bytes.</param>
/// <param name="Length">In bytes.</param>
public sealed record DotNetResource(string? Name, long Offset, uint Length);

/// <summary>A function of a native library that it calls.</summary>
/// <param name="Library">As it was written; may lack its extension.</param>
/// <param name="Function">Name in that library.</param>
public sealed record DotNetPlatformInvoke(string Library, string Function);

/// <summary>A method or field of another type that it uses.</summary>
/// <param name="Type">Full name of the type; null when it is not a plain one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Signature">As encoded: ECMA-335, II.23.2.</param>
public sealed record DotNetMemberReference(string? Type, string Name, ReadOnlyMemory<byte> Signature);

/// <summary>A type of the assembly.</summary>
public sealed record DotNetClass
{
    /// <summary>Without the number of its generic parameters.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace; of nested types with the enclosing type; null when it cannot be read.</summary>
    public required string? Namespace { get; init; }

    /// <summary>Both, with a dot.</summary>
    public required string? FullName { get; init; }

    /// <summary>In the words of C#.</summary>
    public required string Visibility { get; init; }

    /// <summary>True for interfaces, false for classes.</summary>
    public required bool IsInterface { get; init; }

    /// <summary>True when it cannot be instantiated.</summary>
    public required bool IsAbstract { get; init; }

    /// <summary>True when nothing derives from it.</summary>
    public required bool IsSealed { get; init; }

    /// <summary>Names.</summary>
    public required IReadOnlyList<string> GenericParameters { get; init; }

    /// <summary>What it derives from, and the interfaces that it implements.</summary>
    public required IReadOnlyList<string> BaseTypes { get; init; }

    /// <summary>Those whose signature can be read.</summary>
    public required IReadOnlyList<DotNetMethod> Methods { get; init; }
}

/// <summary>A method of a type.</summary>
public sealed record DotNetMethod
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>In the words of C#.</summary>
    public required string Visibility { get; init; }

    /// <summary>Flags: ECMA-335, II.23.1.10.</summary>
    public required uint Flags { get; init; }

    /// <summary>In the words of C#; null of constructors.</summary>
    public required string? ReturnType { get; init; }

    /// <summary>Names.</summary>
    public required IReadOnlyList<string> GenericParameters { get; init; }

    /// <summary>In order.</summary>
    public required IReadOnlyList<DotNetParameter> Parameters { get; init; }

    /// <summary>True when it belongs to the type itself.</summary>
    public bool IsStatic => (Flags & 0x10) != 0;

    /// <summary>True when it cannot be overridden.</summary>
    public bool IsFinal => (Flags & 0x20) != 0;

    /// <summary>True when it can be overridden.</summary>
    public bool IsVirtual => (Flags & 0x40) != 0;

    /// <summary>True when it has no body.</summary>
    public bool IsAbstract => (Flags & 0x400) != 0;
}

/// <summary>A parameter of a method.</summary>
/// <param name="Name">Null when it cannot be read.</param>
/// <param name="Type">In the words of C#.</param>
public sealed record DotNetParameter(string? Name, string Type);
