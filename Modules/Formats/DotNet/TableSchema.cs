namespace ScanHost.Formats.DotNet;

/// <summary>
/// The columns of every table: ECMA-335, II.22. A column is a number of 2 or 4 bytes, an index into a heap (<c>S</c>, <c>G</c>, <c>B</c>),
/// an index into a table (<c>T</c> and its number) or a coded index (<c>C</c> and its kind).
/// </summary>
internal static class TableSchema
{
    internal const int Count = 45;

    internal static readonly string[] Columns =
    [
        "2 S G G G", "Cr S S", "4 S S Ct T4 T6", "T4", "2 S B", "T6", "4 2 2 S B T8", "T8", "2 2 S", "T2 Ct", "Cp S B", "2 Cc B",
        "Ca Cy B", "Cm B", "2 Cd B", "2 4 T2", "4 T4", "B", "T2 T20", "T20", "2 S Ct", "T2 T23", "T23", "2 S B", "2 T6 Cs", "T2 Cx Cx",
        "S", "B", "2 Cf S T26", "4 T4", "4 4", "4", "4 2 2 2 2 4 B S S", "4", "4 4 4", "2 2 2 2 4 B S S B", "4 T35", "4 4 4 T35", "4 S B",
        "4 4 S S Ci", "4 4 S Ci", "T2 T2", "2 2 Cg S", "Cx B", "T42 Ct",
    ];

    /// <summary>The tables to which a coded index may point, and how many low bits tell which: II.24.2.6.</summary>
    internal static (int Bits, int[] Tables) Coded(char kind) => kind switch
    {
        't' => (2, [2, 1, 27]),
        'c' => (2, [4, 8, 23]),
        'a' => (5, [6, 4, 1, 2, 8, 9, 10, 0, 14, 23, 20, 17, 26, 27, 32, 35, 38, 39, 40, 42, 44, 43]),
        'm' => (1, [4, 8]),
        'd' => (2, [2, 6, 32]),
        'p' => (3, [2, 1, 26, 6, 27]),
        's' => (1, [20, 23]),
        'x' => (1, [6, 10]),
        'f' => (1, [4, 6]),
        'i' => (2, [38, 35, 39]),
        'y' => (3, [6, 10]),
        'r' => (2, [0, 26, 35, 1]),
        'g' => (1, [2, 6]),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
