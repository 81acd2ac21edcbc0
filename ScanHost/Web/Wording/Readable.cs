using System.Globalization;
using ScanHost.Contracts.Jobs;
using ScanHost.Wording;

namespace ScanHost.Web.Wording;

/// <summary>Quantities and words for a person.</summary>
internal static class Readable
{
    private static readonly string[] Units = ["KiB", "MiB", "GiB", "TiB"];

    /// <summary>A size: <c>512 bytes</c>, <c>1.4 MiB</c>.</summary>
    public static string Bytes(double bytes)
    {
        if (bytes < 1024)
            return bytes == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{bytes:0} bytes");

        var unit = -1;
        while (bytes >= 1024 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {Units[unit]}");
    }

    /// <summary>A whole number with its thousands apart.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>How long something took: <c>0.4 ms</c>, <c>12.3 s</c>.</summary>
    public static string Milliseconds(double milliseconds) => milliseconds < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.#} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s");

    /// <summary>How long ago: <c>just now</c>, <c>5 min ago</c>, <c>3 days ago</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 10 } => "just now",
        { TotalMinutes: < 1 } => $"{(int)age.TotalSeconds} s ago",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min ago",
        { TotalDays: < 1 } => $"{(int)age.TotalHours} h ago",
        { TotalDays: < 2 } => "1 day ago",
        _ => $"{(int)age.TotalDays} days ago",
    };

    /// <summary>A moment, in UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A moment for a machine.</summary>
    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What a verdict means, and what to do.</summary>
    public static string Meaning(string verdict) => verdict switch
    {
        "clean" => "Everything in this file was examined, and nothing of weight was found.",
        "unknown" => "Nothing of weight was found, but parts of this file could not be examined. What they hold is not known.",
        "suspicious" => "This file has traits that are seldom seen in harmless files. Look closer before you open it.",
        "malicious" => "There is strong evidence that this file does harm. Do not open it.",
        _ => "This version does not know this verdict; it is shown as it is stored.",
    };

    /// <summary>What a status means.</summary>
    public static string Meaning(JobStatus status) => status.Word switch
    {
        "queued" => "The file is stored and waits for a free worker.",
        "scanning" => "The file is being scanned.",
        "done" => "The scan has ended.",
        "failed" => "The scan failed; there is no report.",
        _ => "This version does not know this status; it is shown as it is stored. The job is not completed.",
    };

    /// <summary>Why something was not examined.</summary>
    public static string Gap(string reason) => reason switch
    {
        "encrypted" => "encrypted, and no known password opens it",
        "limit" => "a limit was reached",
        "timeout" => "a stage ran out of time",
        "failed" => "a stage failed",
        "unsupported" => "a method that is not read",
        "damaged" => "damaged or cut short",
        _ => Words(reason),
    };

    /// <summary>A stable word as words: <c>very_high</c> is <c>very high</c>.</summary>
    public static string Words(string word) => VisibleText.Show(word).Replace('_', ' ');
}
