using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes the <c>Workbook</c> stream of an inert BIFF8 workbook with one Excel 4 macro sheet, [MS-XLS].</summary>
public static class BiffBuilder
{
    private static readonly Dictionary<string, ushort> Functions = new() { ["EXEC"] = 110, ["CALL"] = 150, ["REGISTER"] = 149, ["ALERT"] = 118, ["HALT"] = 54 };

    /// <summary>A workbook.</summary>
    /// <param name="formula">One call with text arguments: <c>=EXEC("calc")</c>.</param>
    /// <param name="autoName">A name that Excel runs by itself, as its number; 0 for none.</param>
    /// <param name="visibility">0 shown, 1 hidden, 2 very hidden.</param>
    /// <param name="isMacroSheet">False for a worksheet.</param>
    /// <param name="isEncrypted">True to put a FilePass record in.</param>
    public static byte[] MacroSheet(string formula, byte autoName = 1, byte visibility = 0, bool isMacroSheet = true, bool isEncrypted = false)
    {
        var globals = new MemoryStream();
        Record(globals, 0x0809, [0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        if (isEncrypted)
            Record(globals, 0x002F, [1, 0, 1, 0, 1, 0]);
        if (autoName > 0)
            Record(globals, 0x0018, [0x20, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, autoName]);
        var name = "Macro1"u8;
        byte[] sheet = [0, 0, 0, 0, visibility, (byte)(isMacroSheet ? 1 : 0), (byte)name.Length, 0, .. name];
        // The position of the sheet follows from the length of this record itself and of the end record.
        BinaryPrimitives.WriteInt32LittleEndian(sheet, (int)globals.Length + 4 + sheet.Length + 4);
        Record(globals, 0x0085, sheet);
        Record(globals, 0x000A, []);
        Record(globals, 0x0809, [0, 6, (byte)(isMacroSheet ? 0x40 : 0x10), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        var tokens = Tokens(formula);
        byte[] cell = [0, 0, 0, 0, 0, 0, .. new byte[8], 0, 0, 0, 0, 0, 0, (byte)tokens.Length, (byte)(tokens.Length >> 8), .. tokens];
        Record(globals, 0x0006, cell);
        Record(globals, 0x000A, []);
        return globals.ToArray();
    }

    private static byte[] Tokens(string formula)
    {
        var name = formula[1..formula.IndexOf('(', StringComparison.Ordinal)];
        var arguments = formula[(name.Length + 2)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries);
        var tokens = new MemoryStream();
        foreach (var argument in arguments)
        {
            var text = argument.Trim('"');
            tokens.Write([0x17, (byte)text.Length, 0]);
            tokens.Write(Encoding.Latin1.GetBytes(text));
        }
        tokens.Write([0x42, (byte)arguments.Length, (byte)Functions[name], 0]);
        return tokens.ToArray();
    }

    private static void Record(MemoryStream stream, ushort type, ReadOnlySpan<byte> data)
    {
        stream.Write([(byte)type, (byte)(type >> 8), (byte)data.Length, (byte)(data.Length >> 8)]);
        stream.Write(data);
    }
}
