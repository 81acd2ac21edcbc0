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

/// <summary>The <c>Workbook</c> stream of a BIFF8 workbook as far as macros go. Source: [MS-XLS].</summary>
public sealed class XlsWorkbook
{
    private const int MaxFormulas = 20_000;
    private const int MaxRecords = 4_000_000;
    private const int MaxTextLength = 4 << 20;

    private readonly List<XlsSheet> sheets = [];
    private readonly List<string> autoNames = [];
    private readonly List<string> names = [];
    private readonly StringBuilder formulas = new();
    private int formulaCount;

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

    /// <summary>True when a limit ended the reading of formulas.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads the records as far as they go; never throws for what they hold.</summary>
    public static XlsWorkbook Read(ReadOnlySpan<byte> stream)
    {
        var workbook = new XlsWorkbook();
        var (at, sheet) = (0L, (string?)null);
        for (var count = 0; count < MaxRecords && stream.U16(at) is { } type && stream.U16(at + 2) is { } length; count++)
        {
            var data = stream.Part(at + 4, length);
            switch (type)
            {
                case 0x0809:
                    sheet = data.U16(2) == 0x0040 ? workbook.SheetAt(at) : null;
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
        if (sheets.Count >= 4096 || data.Length < 8)
            return;
        var visibility = (SheetVisibility)Math.Min(data[4] & 3, 2);
        sheets.Add(new(ShortText(data, 6, 7), visibility, data[5] == 1, data.U32(0)!.Value));
    }

    private void AddName(ReadOnlySpan<byte> data)
    {
        if (data.Length < 15 || names.Count >= 4096)
            return;
        var isBuiltIn = (data.U16(0)!.Value & 0x20) != 0;
        var name = Characters(data, 14, data[3]);
        // The names of Excel itself are stored as one number, 2.5.114.
        if (isBuiltIn && name.Length > 0)
            name = name[0] switch { '\u0001' => "Auto_Open", '\u0002' => "Auto_Close", '\u000A' => "Auto_Activate", '\u000B' => "Auto_Deactivate", _ => $"builtin {(int)name[0]}" };
        names.Add(name);
        if (name.StartsWith("auto_", StringComparison.OrdinalIgnoreCase))
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
        formulas.Append(null, $"{sheet}!R{row + 1}C{column + 1} = {XlmFormula.Write(data.Part(22, length))}\n");
    }

    private void AddValue(ReadOnlySpan<byte> data)
    {
        if (formulas.Length < MaxTextLength)
            formulas.Append("  ' ").Append(Characters(data, 2, Math.Min(data.U16(0) ?? 0, (ushort)4096))).Append('\n');
    }

    private static string ShortText(ReadOnlySpan<byte> data, int lengthAt, int at) => Characters(data, at, data[lengthAt]);

    // A flag byte tells one byte a character from two, 2.5.293.
    private static string Characters(ReadOnlySpan<byte> data, int at, int length) =>
        (data.U8(at) & 1) == 1 ? Encoding.Unicode.GetString(data.Part(at + 1, length * 2L)) : Encoding.Latin1.GetString(data.Part(at + 1, length));
}
