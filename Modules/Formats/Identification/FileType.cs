namespace ScanHost.Formats.Identification;

/// <summary>A file type that we tell apart by content.</summary>
/// <param name="Id">Stable lower-case id, unique: <c>zip</c>, <c>docx</c>, <c>pe</c>, <c>text</c>, <c>empty</c>, <c>unknown</c>.</param>
/// <param name="Mime">Media type, registered where one exists.</param>
/// <param name="Label">What a person calls it: "Zip archive".</param>
/// <param name="Category">The broad kind, which analysers and name heuristics ask for.</param>
/// <param name="Extensions">Usual file name extensions, lower case, without the dot, most usual first; may be empty.</param>
public sealed record FileType(
    string Id, string Mime, string Label, FileCategory Category, params string[] Extensions)
{
    /// <summary>
    /// Id of the broader type that this one is built on, whose readers open it too: <c>zip</c> for <c>docx</c>, <c>ole</c> for
    /// <c>doc</c>, <c>pe</c> for <c>pe-dll</c>, <c>xml</c> for <c>svg</c>. Null when there is none.
    /// </summary>
    public string? Parent { get; init; }

    /// <summary>True when the content of such a file cannot be read without a key or a password.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>True when such a file is there to carry other files: what no reader opens of it is not examined.</summary>
    public bool HoldsFiles
    {
        get => field || Category is FileCategory.Archive or FileCategory.Package or FileCategory.DiskImage;
        init;
    }

    /// <summary>True when this is the type <paramref name="id"/> or built on it, over any number of steps.</summary>
    public bool IsA(string id)
    {
        for (var type = this; type is not null; type = type.Parent is null ? null : FileTypes.Find(type.Parent))
            if (type.Id == id)
                return true;
        return false;
    }
}

/// <summary>The broad kind of a file type.</summary>
public enum FileCategory
{
    /// <summary>Not recognised.</summary>
    Unknown,

    /// <summary>Nothing in it.</summary>
    Empty,

    /// <summary>Plain text, markup and data notations that no program runs by itself.</summary>
    Text,

    /// <summary>Source or script text that an interpreter runs.</summary>
    Script,

    /// <summary>Machine code or byte code: programs and libraries.</summary>
    Executable,

    /// <summary>Holds other files; unpacked.</summary>
    Archive,

    /// <summary>Installable packages.</summary>
    Package,

    /// <summary>Documents: word processing, spreadsheets, presentations, PDF.</summary>
    Document,

    /// <summary>E-mail messages and stores.</summary>
    Email,

    /// <summary>Still pictures.</summary>
    Image,

    /// <summary>Sound.</summary>
    Audio,

    /// <summary>Moving pictures.</summary>
    Video,

    /// <summary>Fonts.</summary>
    Font,

    /// <summary>Disk and file system images.</summary>
    DiskImage,

    /// <summary>Databases and structured binary data.</summary>
    Data,

    /// <summary>Keys, certificates, signatures.</summary>
    Crypto,

    /// <summary>Shortcuts and links that open something else.</summary>
    Shortcut,
}
