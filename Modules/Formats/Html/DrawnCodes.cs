using ScanHost.Formats.Images;

namespace ScanHost.Formats.Html;

/// <summary>
/// Codes that a page draws without a picture: a table whose cells are dark or light, or lines of the block letters of Unicode (U+2580, U+2584,
/// U+2588). Filters that look at pictures do not see them, cameras do.
/// </summary>
public static class DrawnCodes
{
    /// <summary>Sides of the smallest and the largest QR code with room around it, in modules (ISO/IEC 18004 5.3).</summary>
    private const int MinSide = 21;
    private const int MaxSide = 200;
    private const int MaxCodes = 4;
    private const int Scale = 4;
    private const int Quiet = 4;

    /// <summary>The pictures that a camera would see; at most 4.</summary>
    public static IEnumerable<Raster> In(string page, CancellationToken cancellationToken)
    {
        var rows = new List<List<string>>();
        var lines = new List<string>();
        var tokens = new HtmlTokenizer(page);
        var count = 0;
        while (count < MaxCodes && tokens.Next() is { } token)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (token is { Kind: HtmlTokenKind.StartTag, Name: "tr" })
                rows.Add([]);
            else if (token is { Kind: HtmlTokenKind.StartTag, Name: "td" or "th" } && rows is [.., { Count: < MaxSide } row])
                row.AddRange(Enumerable.Repeat(Paint(token), int.TryParse(token.Get("colspan"), out var span) ? Math.Clamp(span, 1, MaxSide) : 1));
            else if (token is { Kind: HtmlTokenKind.EndTag, Name: "table" })
            {
                if (OfRows(rows) is { } drawn && ++count > 0)
                    yield return drawn;
                rows.Clear();
            }
            else if (token.Kind == HtmlTokenKind.Text)
                lines.AddRange(token.Text.Split('\n').Where(line => line.AsSpan().ContainsAny('█', '▀', '▄')));
        }
        // Dark letters on a light page, or light ones on a dark page.
        foreach (var ink in new[] { true, false })
            if (OfLines(lines, ink) is { } letters)
                yield return letters;
    }

    private static string Paint(HtmlToken cell) => $"{cell.Get("bgcolor")}|{cell.Get("style")}|{cell.Get("class")}".ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);

    // Two kinds of cells in a rectangle.
    private static Raster? OfRows(List<List<string>> rows)
    {
        var square = rows.Where(row => row.Count >= MinSide).ToList();
        if (square.Count is < MinSide or > MaxSide || square.Any(row => row.Count != square[0].Count) || square[0].Count > MaxSide)
            return null;
        var paints = square.SelectMany(row => row).Distinct(StringComparer.Ordinal).Take(3).ToArray();
        if (paints.Length != 2)
            return null;
        var dark = DarkOf(paints);
        return Picture(square.Count, square[0].Count, (y, x) => square[y][x] == dark);
    }

    private static string DarkOf(string[] paints) => Array.Find(paints, paint => Black(paint)) ?? (paints[0] == "||" ? paints[1] : paints[0]);

    private static bool Black(string paint) =>
        paint.Contains("black", StringComparison.Ordinal) || paint.Contains("#000", StringComparison.Ordinal) || paint.StartsWith("000", StringComparison.Ordinal)
        || paint.Contains("rgb(0,0,0", StringComparison.Ordinal) || paint.Contains("#111", StringComparison.Ordinal) || paint.Contains("dark", StringComparison.Ordinal);

    // Each letter is one module wide and two high.
    private static Raster? OfLines(List<string> lines, bool ink)
    {
        var width = lines.Count > 0 ? lines.Max(line => line.Length) : 0;
        if (width is < MinSide or > MaxSide || lines.Count is < MinSide / 2 or > MaxSide)
            return null;
        return Picture(lines.Count * 2, width, (y, x) => x < lines[y / 2].Length && lines[y / 2][x] is var letter && ink == (letter == '█' || letter == (y % 2 == 0 ? '▀' : '▄')));
    }

    private static Raster Picture(int height, int width, Func<int, int, bool> isDark)
    {
        var (high, wide) = ((height + (2 * Quiet)) * Scale, (width + (2 * Quiet)) * Scale);
        var rgba = new byte[high * wide * 4];
        Array.Fill(rgba, (byte)255);
        for (var y = 0; y < height * Scale; y++)
            for (var x = 0; x < width * Scale; x++)
                if (isDark(y / Scale, x / Scale))
                    rgba.AsSpan((((y + (Quiet * Scale)) * wide) + x + (Quiet * Scale)) * 4, 3).Clear();
        return new(wide, high, rgba);
    }
}
