using System.Globalization;

namespace ScanHost.Benchmarks.Measuring;

/// <summary>Where a section prints its tables: Markdown on standard output, what goes on meanwhile on standard error.</summary>
internal sealed class Page
{
    public Page(string section, bool isQuick)
    {
        IsQuick = isQuick;
        Console.WriteLine($"\n## {section}\n");
    }

    /// <summary>True when a look is enough: everything runs a fifth as long.</summary>
    public bool IsQuick { get; }

    /// <summary>A number of repetitions, scaled to how thorough the run is.</summary>
    public int Scaled(int count) => IsQuick ? Math.Max(count / 5, 1) : count;

    /// <summary>Prints a table.</summary>
    public static void Table(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Console.WriteLine($"### {title}\n");
        Console.WriteLine($"| {string.Join(" | ", columns)} |");
        Console.WriteLine($"|{string.Concat(columns.Select(_ => " --- |"))}");
        foreach (var row in rows)
            Console.WriteLine($"| {string.Join(" | ", row)} |");
        Console.WriteLine();
    }

    /// <summary>Says what is being measured now.</summary>
    public static void Say(string what) => Console.Error.WriteLine($"... {what}");

    /// <summary>A number for a table.</summary>
    public static string Show(double value) => value switch
    {
        double.NaN => "-",
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
