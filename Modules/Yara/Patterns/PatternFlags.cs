namespace ScanHost.Yara.Patterns;

/// <summary>The modifiers of a string that are only on or off, as a rule states them.</summary>
[Flags]
internal enum PatternFlags
{
    /// <summary>No modifier: the text as it is, one byte a character.</summary>
    None = 0,

    /// <summary>One byte a character. Implied where <see cref="Wide"/> is absent.</summary>
    Ascii = 1,

    /// <summary>Each character is followed by a zero byte, as in UTF-16LE.</summary>
    Wide = 2,

    /// <summary>ASCII letters match in both cases; also <c>/i</c> of a regular expression.</summary>
    NoCase = 4,

    /// <summary>A match must not touch a letter or digit on either side.</summary>
    FullWord = 8,

    /// <summary>The string is not reported. Matching does not look at it.</summary>
    Private = 16,

    /// <summary><c>/s</c>: a dot matches a newline too.</summary>
    DotAll = 32,

    /// <summary>Matches the text inside base64, at any of three alignments.</summary>
    Base64 = 64,

    /// <summary>As <see cref="Base64"/>, with a zero byte after each character of the base64 text.</summary>
    Base64Wide = 128,
}
