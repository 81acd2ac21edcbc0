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
    /// <param name="namesBefore">How many ordinary names stand before the one that runs.</param>
    /// <param name="isBiff5">True for the records of Excel 5: characters have one byte and no flags before them.</param>
    public static byte[] MacroSheet(
        string formula, byte autoName = 1, byte visibility = 0, bool isMacroSheet = true, bool isEncrypted = false, int namesBefore = 0, bool isBiff5 = false)
    {
        var globals = new MemoryStream();
        byte[] flags = isBiff5 ? [] : [0];
        Bof(globals, 5, isBiff5);
        if (isEncrypted)
            Record(globals, 0x002F, [1, 0, 1, 0, 1, 0]);
        for (var count = 0; count < namesBefore; count++)
            Record(globals, 0x0018, [0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, .. flags, (byte)'n']);
        if (autoName > 0)
            Record(globals, 0x0018, [0x20, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, .. flags, autoName]);
        var name = "Macro1"u8;
        byte[] sheet = [0, 0, 0, 0, visibility, (byte)(isMacroSheet ? 1 : 0), (byte)name.Length, .. flags, .. name];
        // The position of the sheet follows from the length of this record itself and of the end record.
        BinaryPrimitives.WriteInt32LittleEndian(sheet, (int)globals.Length + 4 + sheet.Length + 4);
        Record(globals, 0x0085, sheet);
        Record(globals, 0x000A, []);
        Bof(globals, (byte)(isMacroSheet ? 0x40 : 0x10), isBiff5);
        var tokens = Tokens(formula, flags);
        byte[] cell = [0, 0, 0, 0, 0, 0, .. new byte[8], 0, 0, 0, 0, 0, 0, (byte)tokens.Length, (byte)(tokens.Length >> 8), .. tokens];
        Record(globals, 0x0006, cell);
        Record(globals, 0x000A, []);
        return globals.ToArray();
    }

    private static void Bof(MemoryStream stream, byte kind, bool isBiff5) =>
        Record(stream, 0x0809, [0, (byte)(isBiff5 ? 5 : 6), kind, 0, .. new byte[isBiff5 ? 4 : 12]]);

    private static byte[] Tokens(string formula, byte[] flags)
    {
        var name = formula[1..formula.IndexOf('(', StringComparison.Ordinal)];
        var arguments = formula[(name.Length + 2)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries);
        var tokens = new MemoryStream();
        foreach (var argument in arguments)
        {
            var text = argument.Trim('"');
            tokens.Write([0x17, (byte)text.Length, .. flags]);
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
