namespace ScanHost.Formats.Vba;

/// <summary>A module of a VBA project.</summary>
/// <param name="Name">Its name. Untrusted.</param>
/// <param name="StreamPath">Path of its stream in the compound file.</param>
/// <param name="IsProcedural">True for a standard module (<c>.bas</c>); false for a class, a document or a form.</param>
/// <param name="Source">Its source text, lines as stored; empty when there is none.</param>
/// <param name="IsWhole">False when the compressed source is damaged or cut by the limit.</param>
/// <param name="Cache">What stands before the source: the compiled form, which the program may run instead of the source.</param>
public sealed record VbaModule(string Name, string StreamPath, bool IsProcedural, string Source, bool IsWhole, ReadOnlyMemory<byte> Cache)
{
    /// <summary>The module's name with the extension under which the editor exports it.</summary>
    public string FileName => Name + (IsProcedural ? ".bas" : ".cls");
}
