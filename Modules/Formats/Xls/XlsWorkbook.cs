using System.Text;

namespace ScanHost.Formats.Xls;

/// <summary>How a sheet is shown, [MS-XLS] 2.4.28.</summary>
public enum SheetVisibility
{
    /// <summary>Shown.</summary>
    Visible,

    /// <summary>Hidden; the menu shows it again.</summary>
    Hidden,

    /// <summary>Hidden so that only a program shows it again.</summary>
    VeryHidden,
}

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Untrusted.</param>
/// <param name="Visibility">How it is shown.</param>
/// <param name="IsMacroSheet">True for a sheet of Excel 4 macros.</param>
/// <param name="Position">Where its records start in the stream, in bytes.</param>
public sealed record XlsSheet(string Name, SheetVisibility Visibility, bool IsMacroSheet, long Position);

/// <summary>
/// The stream of a workbook as far as macros go: <c>Workbook</c> in BIFF8, <c>Book</c> in BIFF5, or a file of its own. Sources: [MS-XLS]; for BIFF5
/// "OpenOffice.org's Documentation of the Microsoft Excel File Format" 5.
/// </summary>
public sealed class XlsWorkbook
{
    private const int MaxFormulas = 20_000;
    private const int MaxTextLength = 4 << 20;
    private const int MaxNames = 4096;

    /// <summary>Versions in the first record, 2.4.21; BIFF2 to BIFF4 have records of other numbers.</summary>
    private const ushort Version5 = 0x0500;
    private const ushort MacroSheet = 0x0040;

    private readonly List<XlsSheet> sheets = [];
    private readonly List<string> autoNames = [];
    private readonly List<string> names = [];
    private readonly StringBuilder formulas = new();
    private int formulaCount;
    private BiffVersion version = BiffVersion.Biff8;

    /// <summary>In the workbook's order.</summary>
    public IReadOnlyList<XlsSheet> Sheets => sheets;

    /// <summary>Defined names that run by themselves: <c>Auto_Open</c>, <c>Auto_Close</c> and the like.</summary>
    public IReadOnlyList<string> AutoNames => autoNames;

    /// <summary>All defined names, bounded in number. Untrusted.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The formulas of the macro sheets, one a line: <c>sheet!cell = formula</c>. Empty without macro sheets.</summary>
    public string MacroText => formulas.ToString();

    /// <summary>True when the records are encrypted (FilePass), so that nothing else is known.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>True when there are macro sheets of BIFF2 to BIFF4, whose formulas are not read.</summary>
    public bool HasOldMacros { get; private set; }

    /// <summary>True when a limit ended the reading of formulas, or one was not read to its end.</summary>
    public bool IsCut { get; private set; }

    /// <summary>True for the names that a workbook's stream has in a compound file: <c>Workbook</c>, <c>Book</c>.</summary>
    public static bool IsStreamName(string name) => name.Equals("Workbook", StringComparison.OrdinalIgnoreCase) || name.Equals("Book", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the records as far as they go; never throws for what they hold.</summary>
    public static XlsWorkbook Read(ReadOnlySpan<byte> stream)
    {
        var workbook = new XlsWorkbook();
        var (at, sheet, isOld) = (0L, (string?)null, stream.U16(0) is 0x0009 or 0x0209 or 0x0409);
        while (stream.U16(at) is { } type && stream.U16(at + 2) is { } length)
        {
            var data = stream.Part(at + 4, length);
            switch (type)
            {
                case 0x0009 or 0x0209 or 0x0409 when isOld:
                    workbook.HasOldMacros |= data.U16(2) == MacroSheet;
                    break;
                case 0x0809:
                    if (at == 0 && data.U16(0) == Version5)
                        workbook.version = BiffVersion.Biff5;
                    sheet = data.U16(2) == MacroSheet ? workbook.SheetAt(at) : null;
                    break;
                case 0x002F:
                    workbook.IsEncrypted = true;
                    return workbook;
                case 0x0085:
                    workbook.AddSheet(data);
                    break;
                case 0x0018:
                    workbook.AddName(data);
                    break;
                case 0x0006 when sheet is not null:
                    workbook.AddFormula(sheet, data);
                    break;
                case 0x0207 when sheet is not null:
                    workbook.AddValue(data);
                    break;
            }
            at += 4 + length;
        }
        return workbook;
    }

    private string SheetAt(long position) => sheets.Find(sheet => sheet.Position == position)?.Name ?? $"macro@{position}";

    private void AddSheet(ReadOnlySpan<byte> data)
    {
        if (sheets.Count >= MaxNames || data.Length < 8)
            return;
        var visibility = (SheetVisibility)Math.Min(data[4] & 3, 2);
        sheets.Add(new(ShortText(data, 6, 7), visibility, data[5] == 1, data.U32(0)!.Value));
    }

    private void AddName(ReadOnlySpan<byte> data)
    {
        if (data.Length < 15)
            return;
        var isBuiltIn = (data.U16(0)!.Value & 0x20) != 0;
        var name = Characters(data, 14, data[3]);
        // The names of Excel itself are stored as one number, 2.5.114.
        if (isBuiltIn && name.Length > 0)
            name = name[0] switch { '\u0001' => "Auto_Open", '\u0002' => "Auto_Close", '\u000A' => "Auto_Activate", '\u000B' => "Auto_Deactivate", _ => $"builtin {(int)name[0]}" };
        if (names.Count < MaxNames)
            names.Add(name);
        if (autoNames.Count < MaxNames && name.StartsWith("auto_", StringComparison.OrdinalIgnoreCase))
            autoNames.Add(name);
    }

    private void AddFormula(string sheet, ReadOnlySpan<byte> data)
    {
        if (formulaCount++ >= MaxFormulas || formulas.Length > MaxTextLength)
        {
            IsCut = true;
            return;
        }
        if (data.U16(0) is not { } row || data.U16(2) is not { } column || data.U16(20) is not { } length)
            return;
        formulas.Append(null, $"{sheet}!R{row + 1}C{column + 1} = {XlmFormula.Write(data.Part(22, length), version, out var isCut)}\n");
        IsCut |= isCut;
    }

    private void AddValue(ReadOnlySpan<byte> data)
    {
        IsCut |= formulas.Length >= MaxTextLength;
        if (formulas.Length < MaxTextLength)
            formulas.Append("  ' ").Append(Characters(data, 2, data.U16(0) ?? 0)).Append('\n');
    }

    private string ShortText(ReadOnlySpan<byte> data, int lengthAt, int at) => Characters(data, at, data[lengthAt]);

    // A flag byte tells one byte a character from two, 2.5.293; BIFF5 has none and one byte a character.
    private string Characters(ReadOnlySpan<byte> data, int at, int length) =>
        version == BiffVersion.Biff5 ? Encoding.Latin1.GetString(data.Part(at, length))
        : (data.U8(at) & 1) == 1 ? Encoding.Unicode.GetString(data.Part(at + 1, length * 2L)) : Encoding.Latin1.GetString(data.Part(at + 1, length));
}
