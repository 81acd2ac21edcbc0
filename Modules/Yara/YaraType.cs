namespace ScanHost.Yara;

/// <summary>The type of an expression, an external variable or a module's field.</summary>
public enum YaraType
{
    /// <summary>True or false; what a condition must be in the end.</summary>
    Boolean,

    /// <summary>64 bits, signed.</summary>
    Integer,

    /// <summary>IEEE 754 double precision.</summary>
    Float,

    /// <summary>Any bytes, zero bytes included.</summary>
    String,

    /// <summary>A regular expression: the right side of <c>matches</c>, or an argument.</summary>
    Regex,
}
