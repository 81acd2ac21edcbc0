using ScanHost.Yara.Syntax;

namespace ScanHost.Yara.Semantics;

/// <summary>How error messages call types and operators.</summary>
internal static class TypeNames
{
    public static string Of(YaraType? type) => type switch
    {
        YaraType.Integer => "integer",
        YaraType.Float => "float",
        YaraType.String => "string",
        YaraType.Regex => "regexp",
        YaraType.Boolean => "boolean",
        _ => "unknown",
    };

    public static string Of(TokenKind sign) => Words.NameOf(sign).Trim('\'', '<', '>') is { Length: > 0 } word
        ? word.Replace(@"\\", @"\", StringComparison.Ordinal)
        : Words.NameOf(sign);
}
