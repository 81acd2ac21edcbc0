using System.Globalization;

namespace ScanHost.Corpus.Tests;

/// <summary>What a long run has seen so far, in the file that SCANHOST_CORPUS_LOG names: a run that is stopped has not been for nothing.</summary>
internal static class BenignLog
{
    private const int Every = 1000;

    private static readonly string? File = Environment.GetEnvironmentVariable("SCANHOST_CORPUS_LOG");
    private static readonly Lock Writing = new();

    /// <summary>Notes a line, if any, and now and then how many files were scanned.</summary>
    public static void Write(int scanned, string? line)
    {
        if (File is null || (line is null && scanned % Every != 0))
            return;
        lock (Writing)
            System.IO.File.AppendAllText(File, string.Create(CultureInfo.InvariantCulture, $"[{scanned}] {line}\n"));
    }
}
