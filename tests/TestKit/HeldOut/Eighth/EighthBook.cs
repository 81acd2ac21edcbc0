using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Writes the stream of a BIFF8 workbook: sheets of texts and, on macro sheets, of formulas.</summary>
internal sealed class EighthBook
{
    private readonly List<(string Name, byte State, bool IsMacro, List<byte[]> Cells)> sheets = [];
    private readonly List<byte[]> names = [];

    /// <summary>Begins a sheet: 0 shown, 1 hidden, 2 very hidden.</summary>
    public EighthBook Sheet(string name, byte state = 0, bool isMacro = false)
    {
        sheets.Add((name, state, isMacro, []));
        return this;
    }

    /// <summary>A text cell.</summary>
    public EighthBook Text(int row, int column, string text)
    {
        var characters = Encoding.Latin1.GetBytes(text);
        sheets[^1].Cells.Add(Record(0x0204, [.. Short(row), .. Short(column), 15, 0, .. Short(characters.Length), 0, .. characters]));
        return this;
    }

    /// <summary>A formula cell.</summary>
    public EighthBook Formula(int row, int column, byte[] tokens)
    {
        sheets[^1].Cells.Add(Record(0x0006, [.. Short(row), .. Short(column), 15, 0, .. new byte[8], 0, 0, 0, 0, 0, 0, .. Short(tokens.Length), .. tokens]));
        return this;
    }

    /// <summary>A name that Excel runs when it opens the workbook: cell A1 of a sheet.</summary>
    public EighthBook AutoOpen(bool isHidden = false)
    {
        byte[] reference = [0x3A, 0, 0, 0, 0, 0, 0];
        names.Add(Record(0x0018, [(byte)(isHidden ? 0x21 : 0x20), 0, 0, 1, .. Short(reference.Length), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, .. reference]));
        return this;
    }

    /// <summary>A text in a formula.</summary>
    public static byte[] S(string text) => [0x17, (byte)text.Length, 0, .. Encoding.Latin1.GetBytes(text)];

    /// <summary>A whole number in a formula.</summary>
    public static byte[] N(int number) => [0x1E, .. Short(number)];

    /// <summary>A cell of the sheet.</summary>
    public static byte[] Cell(int row, int column) => [0x44, .. Short(row), .. Short(column)];

    /// <summary>A call: 110 EXEC, 111 CHAR, 149 REGISTER, 150 CALL, 54 HALT, 96 FORMULA, 53 GOTO, 118 ALERT, 186 GET.WORKSPACE.</summary>
    public static byte[] Call(int function, params byte[][] arguments) => [.. arguments.SelectMany(one => one), 0x42, (byte)arguments.Length, .. Short(function)];

    /// <summary>Pieces with an ampersand between them.</summary>
    public static byte[] Joined(params byte[][] pieces) => [.. pieces[0], .. pieces.Skip(1).SelectMany(piece => (byte[])[.. piece, 0x08])];

    /// <summary>The stream.</summary>
    public byte[] Build()
    {
        var bof = Record(0x0809, [0, 6, 5, 0, 0xBB, 0x0D, 0xCC, 7, 0, 0, 0, 0, 6, 0, 0, 0]);
        // A workbook of this kind says that its references go to itself, and to which sheets.
        byte[] links = names.Count == 0 ? [] : [.. Record(0x01AE, [.. Short(sheets.Count), 1, 4]), .. Record(0x0017, [1, 0, 0, 0, .. Short(sheets.FindIndex(sheet => sheet.IsMacro)), .. Short(sheets.FindIndex(sheet => sheet.IsMacro))])];
        byte[] rest = [.. Record(0x0042, [0xB0, 4]), .. links, .. names.SelectMany(name => name)];
        var start = bof.Length + rest.Length + sheets.Sum(sheet => 12 + sheet.Name.Length) + 4;
        var bodies = sheets.ConvertAll(sheet => (byte[])[.. Record(0x0809, [0, 6, (byte)(sheet.IsMacro ? 0x40 : 0x10), 0, 0xBB, 0x0D, 0xCC, 7, 0, 0, 0, 0, 6, 0, 0, 0]), .. Record(0x0200, [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 16, 0, 0, 0]), .. sheet.Cells.SelectMany(cell => cell), .. Record(0x000A, [])]);
        var file = new List<byte>(bof);
        file.AddRange(Record(0x0042, [0xB0, 4]));
        for (var at = 0; at < sheets.Count; at++)
        {
            file.AddRange(Record(0x0085, [.. BitConverter.GetBytes(start + bodies.Take(at).Sum(body => body.Length)), sheets[at].State, (byte)(sheets[at].IsMacro ? 1 : 0), (byte)sheets[at].Name.Length, 0, .. Encoding.Latin1.GetBytes(sheets[at].Name)]));
        }
        file.AddRange(rest[6..]);
        file.AddRange(Record(0x000A, []));
        return [.. file, .. bodies.SelectMany(body => body)];
    }

    private static byte[] Record(ushort type, byte[] data)
    {
        var record = new byte[4 + data.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(record, type);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(2), (ushort)data.Length);
        data.CopyTo(record, 4);
        return record;
    }

    private static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];
}
