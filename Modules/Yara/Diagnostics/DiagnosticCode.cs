namespace ScanHost.Yara;

/// <summary>What a diagnostic is about. The numbers are stable; warnings start at 500.</summary>
public enum DiagnosticCode
{
    /// <summary>The text does not follow the grammar.</summary>
    SyntaxError = 100,

    /// <summary>An expression is nested too deeply to be compiled safely.</summary>
    TooComplex = 101,

    /// <summary>A rule of that name, or something else under it, is there already.</summary>
    DuplicatedIdentifier = 110,

    /// <summary>Two strings of a rule share a name.</summary>
    DuplicatedStringIdentifier = 111,

    /// <summary>A rule has the same tag twice.</summary>
    DuplicatedTag = 112,

    /// <summary>A loop's variable hides one of a loop around it.</summary>
    DuplicatedLoopIdentifier = 113,

    /// <summary>A string has the same modifier twice.</summary>
    DuplicatedModifier = 114,

    /// <summary>A name that nothing has.</summary>
    UndefinedIdentifier = 120,

    /// <summary>A string that the rule does not have.</summary>
    UndefinedString = 121,

    /// <summary>A structure has no such member.</summary>
    InvalidFieldName = 122,

    /// <summary>A string that the condition never uses.</summary>
    UnreferencedString = 123,

    /// <summary>A rule's name fits a wildcard that an earlier rule used.</summary>
    IdentifierMatchesWildcard = 124,

    /// <summary>An operator does not take a value of this type.</summary>
    WrongType = 130,

    /// <summary>A function is not called in one of its ways.</summary>
    WrongArguments = 131,

    /// <summary>Only structures have members.</summary>
    NotAStructure = 132,

    /// <summary>Only arrays and dictionaries have an index.</summary>
    NotIndexable = 133,

    /// <summary>Only functions are called.</summary>
    NotAFunction = 134,

    /// <summary>Not a value by itself, such as a module's name.</summary>
    WrongUsage = 135,

    /// <summary>A value out of its range.</summary>
    InvalidValue = 140,

    /// <summary>A constant division by zero.</summary>
    DivisionByZero = 141,

    /// <summary>A constant beyond 64 bits.</summary>
    IntegerOverflow = 142,

    /// <summary>A shift by a negative number.</summary>
    InvalidOperand = 143,

    /// <summary>Modifiers that exclude each other, or a wrong argument of one.</summary>
    InvalidModifier = 150,

    /// <summary>A string without a byte.</summary>
    EmptyString = 151,

    /// <summary>A hex string that cannot be read.</summary>
    InvalidHexString = 152,

    /// <summary>A regular expression that cannot be read.</summary>
    InvalidRegularExpression = 153,

    /// <summary>More strings than a rule may have.</summary>
    TooManyStrings = 154,

    /// <summary><c>$</c> outside a loop over strings.</summary>
    MisplacedAnonymousString = 155,

    /// <summary>More loops in one another than are allowed.</summary>
    LoopNesting = 160,

    /// <summary>A loop over strings in a loop over strings.</summary>
    NestedForOf = 161,

    /// <summary>A module that is not there.</summary>
    UnknownModule = 170,

    /// <summary>Something that cannot be a module's name.</summary>
    InvalidModuleName = 171,

    /// <summary>An include that cannot be read, is too deep, or includes itself.</summary>
    Include = 172,

    /// <summary>Too many diagnostics; the rest is not shown.</summary>
    TooManyDiagnostics = 199,

    /// <summary>A string so short or common that scanning becomes slow.</summary>
    SlowString = 500,

    /// <summary>A comparison or a count that can only be false.</summary>
    AlwaysFalse = 501,

    /// <summary>A condition that can hardly be meant so.</summary>
    Suspicious = 502,

    /// <summary>Still works, but should be written otherwise.</summary>
    Deprecated = 503,

    /// <summary>A regular expression that can match without end.</summary>
    UnboundedRegularExpression = 504,

    /// <summary>A module that is there in name only, because what it reads is not.</summary>
    ModuleWithoutData = 505,
}
