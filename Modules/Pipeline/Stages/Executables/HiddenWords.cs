using System.Text;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>
/// Finds names of telling functions in texts that are written so that a search does not: a letter between any two, backwards, or in base64. Whoever
/// calls such a function honestly writes its name.
/// </summary>
internal static class HiddenWords
{
    private const int MaxTexts = 100_000;
    private const int MaxLetters = 400;

    private static readonly string[] Telling =
    [
        "VirtualProtect", "VirtualAlloc", "AmsiScanBuffer", "AmsiInitialize", "EtwEventWrite", "WriteProcessMemory", "CreateRemoteThread", "NtUnmapViewOfSection", "ZwUnmapViewOfSection",
        "SetThreadContext", "ResumeThread", "CreateProcessA", "System.Reflection.Assembly", "EntryPoint", "GetExportedTypes", "InvokeMember", "AppDomain", "FromBase64String", "powershell", "DownloadString", "DownloadData", "RegAsm.exe", "MSBuild.exe",
    ];

    /// <summary>The first such name with the text that hides it; null when there is none.</summary>
    /// <param name="scan">Is told when there are more texts than are looked at.</param>
    /// <param name="texts">UTF-16.</param>
    public static string? In(IScanContext scan, IEnumerable<ReadOnlyMemory<byte>> texts)
    {
        var count = 0;
        foreach (var text in texts.Where(text => text.Length is >= 20 and <= 2 * MaxLetters).Select(text => Encoding.Unicode.GetString(text.Span)))
        {
            if (++count > MaxTexts)
            {
                scan.Miss(GapReason.Limit, $"Only the first {MaxTexts} texts are looked at for names that they hide.");
                return null;
            }
            if (Word(text) is not null)
                continue;
            if (Readings(text).Select(Word).FirstOrDefault(word => word is not null) is { } word)
                return $"{word}: {text}";
        }

        return null;
    }

    /// <summary>True when the name is one by which an assembly is loaded or run.</summary>
    public static bool Loads(string found) => found.StartsWith("System.Reflection.Assembly", StringComparison.Ordinal) || found.StartsWith("EntryPoint", StringComparison.Ordinal)
        || found.StartsWith("InvokeMember", StringComparison.Ordinal) || found.StartsWith("GetExportedTypes", StringComparison.Ordinal);

    private static string? Word(string text) => Array.Find(Telling, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Readings(string text)
    {
        var turned = new string([.. text.Reverse()]);
        yield return turned;
        if (Spaced(text) is { } apart)
            yield return apart;
        if (Base64(text) is { } plain)
            yield return plain;
        if (Base64(turned) is { } other)
            yield return other;
    }

    private static string? Spaced(string text)
    {
        for (var at = 3; at < text.Length; at += 2)
            if (text[at] != text[1])
                return null;
        return char.IsLetterOrDigit(text[1]) ? null : string.Concat(text.Where((_, at) => at % 2 == 0));
    }

    private static string? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
