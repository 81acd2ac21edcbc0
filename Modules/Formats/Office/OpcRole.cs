namespace ScanHost.Formats.Office;

/// <summary>What a part of a package is for, as far as something can hide in it.</summary>
[Flags]
public enum OpcRole
{
    /// <summary>Nothing that is looked at.</summary>
    None = 0,

    /// <summary>A VBA project.</summary>
    Macros = 1,

    /// <summary>A sheet of Excel 4 macros.</summary>
    MacroSheet = 2,

    /// <summary>The list of a workbook's sheets and names.</summary>
    Workbook = 4,

    /// <summary>Text of Word with its fields: the document, headers, notes, settings.</summary>
    Words = 8,

    /// <summary>A link of a workbook to another file or program.</summary>
    ExternalLink = 16,

    /// <summary>Additions to the ribbon.</summary>
    Ribbon = 32,

    /// <summary>Properties of the user's own.</summary>
    CustomProperties = 64,

    /// <summary>An ActiveX control.</summary>
    Control = 128,

    /// <summary>An embedded file or object.</summary>
    Embedding = 256,

    /// <summary>What a reader reads first: the document, slides, sheets and what they share.</summary>
    Page = 512,

    /// <summary>Where macros keep texts: variables, properties, shared cell texts, descriptions of pictures.</summary>
    Store = 1024,
}
