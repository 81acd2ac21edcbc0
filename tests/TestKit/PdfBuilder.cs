using System.Globalization;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes PDF files object by object, with a right cross-reference table.</summary>
public sealed class PdfBuilder
{
    private readonly SortedDictionary<int, byte[]> objects = [];

    private string catalogue = "";

    /// <summary>A document of one empty page.</summary>
    public static byte[] Document() => new PdfBuilder().Build();

    /// <summary>Adds entries to the catalogue.</summary>
    public PdfBuilder Catalogue(string entries)
    {
        catalogue += " " + entries;
        return this;
    }

    public PdfBuilder Add(int number, string body)
    {
        objects[number] = Encoding.Latin1.GetBytes(body);
        return this;
    }

    public PdfBuilder Stream(int number, string entries, byte[] data)
    {
        objects[number] = [.. Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<< {entries} /Length {data.Length} >>\nstream\n")), .. data, .. "\nendstream"u8];
        return this;
    }

    public byte[] Build()
    {
        Add(1, $"<< /Type /Catalog /Pages 2 0 R{catalogue} >>");
        Add(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        if (!objects.ContainsKey(3))
            Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>");
        var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00E2\u00E3\n"u8);
        var offsets = new Dictionary<int, long>();
        foreach (var (number, body) in objects)
        {
            offsets[number] = file.Length;
            Write(file, $"{number} 0 obj\n");
            file.Write(body);
            file.Write("\nendobj\n"u8);
        }
        var table = file.Length;
        var size = objects.Keys.Max() + 1;
        Write(file, $"xref\n0 {size}\n0000000000 65535 f \n");
        for (var number = 1; number < size; number++)
            Write(file, $"{offsets.GetValueOrDefault(number):D10} {(offsets.ContainsKey(number) ? 0 : 65535):D5} {(offsets.ContainsKey(number) ? 'n' : 'f')} \n");
        Write(file, $"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    private static void Write(MemoryStream file, FormattableString text) => file.Write(Encoding.Latin1.GetBytes(text.ToString(CultureInfo.InvariantCulture)));
}
