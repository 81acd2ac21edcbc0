namespace ScanHost.Formats.Xls;

/// <summary>Names of the functions that macro formulas call, by number: [MS-XLS] 2.5.198.17 (Ftab) and 2.5.198.4 (Cetab). Only those that
/// matter for reading what a macro does.</summary>
internal static class XlmFunctions
{
    private static readonly Dictionary<int, string> Ftab = new()
    {
        [0] = "COUNT", [1] = "IF", [4] = "SUM", [15] = "SIN", [24] = "ABS", [25] = "INT", [29] = "INDEX", [30] = "REPT", [31] = "MID", [32] = "LEN",
        [33] = "VALUE", [36] = "AND", [37] = "OR", [38] = "NOT", [39] = "MOD", [53] = "GOTO", [54] = "HALT", [55] = "RETURN", [63] = "RAND",
        [74] = "NOW", [78] = "OFFSET", [79] = "ABSREF", [80] = "RELREF", [81] = "ARGUMENT", [82] = "SEARCH", [84] = "ERROR", [88] = "SET.NAME",
        [89] = "CALLER", [90] = "DEREF", [94] = "ACTIVE.CELL", [95] = "SELECTION", [96] = "RESULT", [108] = "SET.VALUE", [110] = "EXEC",
        [111] = "CHAR", [115] = "LEFT", [116] = "RIGHT", [118] = "ALERT", [119] = "REPLACE", [120] = "SUBSTITUTE", [121] = "CODE",
        [122] = "NAMES", [123] = "DIRECTORY", [124] = "FIND", [131] = "WHILE", [132] = "FOPEN", [133] = "FCLOSE", [134] = "FSIZE",
        [135] = "FREADLN", [136] = "FREAD", [137] = "FWRITELN", [138] = "FWRITE", [148] = "INDIRECT", [149] = "REGISTER", [150] = "CALL",
        [162] = "CLEAN", [171] = "FOR", [172] = "WHILE", [174] = "NEXT", [185] = "GET.CELL", [186] = "GET.WORKSPACE", [187] = "GET.WINDOW",
        [188] = "GET.DOCUMENT", [201] = "UNREGISTER", [219] = "ADDRESS", [220] = "DAYS360", [221] = "TODAY", [257] = "EVALUATE", [336] = "CONCATENATE",
    };

    private static readonly Dictionary<int, string> Cetab = new()
    {
        [0x00] = "BEEP", [0x01] = "OPEN", [0x03] = "CLOSE.ALL", [0x04] = "SAVE", [0x05] = "SAVE.AS", [0x06] = "FILE.DELETE", [0x11] = "RUN",
        [0x60] = "FORMULA", [0x61] = "FORMULA.FILL", [0x62] = "FORMULA.ARRAY",
    };

    /// <summary>The function's name, or its number.</summary>
    internal static string NameOf(int number, bool isCommand) =>
        (isCommand ? Cetab : Ftab).TryGetValue(number, out var name) ? name : $"{(isCommand ? "CMD" : "FUNC")}{number}";
}
