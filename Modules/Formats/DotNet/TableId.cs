namespace ScanHost.Formats.DotNet;

/// <summary>Numbers of the metadata tables that are read: ECMA-335, II.22.</summary>
internal enum TableId
{
    Module = 0,
    TypeRef = 1,
    TypeDef = 2,
    Field = 4,
    MethodDef = 6,
    Param = 8,
    InterfaceImpl = 9,
    MemberRef = 10,
    Constant = 11,
    CustomAttribute = 12,
    ModuleRef = 26,
    TypeSpec = 27,
    ImplMap = 28,
    FieldRva = 29,
    Assembly = 32,
    AssemblyRef = 35,
    ManifestResource = 40,
    NestedClass = 41,
    GenericParam = 42,
}
