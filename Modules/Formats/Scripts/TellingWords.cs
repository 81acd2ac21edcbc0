using System.Buffers;

namespace ScanHost.Formats.Scripts;

/// <summary>Words by which text that came out of a decoder is known to be code that does something.</summary>
internal static class TellingWords
{
    /// <summary>All, in lower case.</summary>
    internal static readonly string[] All =
    [
        "http://", "https://", "ftp://", "powershell", "mshta", "wscript.shell", "shell.application", "adodb.stream", "xmlhttp", "winhttp", "scripting.filesystemobject",
        "cmd.exe", "cmd /c", "regsvr32", "rundll32", "certutil", "bitsadmin", "schtasks", "reg add", "iex", "invoke-expression", "invoke-webrequest", "downloadstring",
        "downloadfile", "webclient", "frombase64string", "reflection.assembly", "virtualalloc", "createthread", "amsi", "mppreference", "eval(", "executeglobal",
        "execute(", "createobject", "activexobject", "child_process", "exec(", "system(", "subprocess", "socket", "/bin/sh", "curl ", "wget ", "base64_decode", "assert",
        "$_post", "$_request", "winmgmts", "win32_process", ".run", "start-process", "currentversion\\run", "bypass", "/dev/tcp/", "$_get", "$_cookie",
    ];

    private const int MaxCount = 100;

    /// <summary>The shortest of the words that only code has; a word like <c>assert</c> in prose does not count.</summary>
    private static readonly string[] Sure = [.. All.Except(["iex", "socket", "assert", ".run", "bypass", "amsi", "curl ", "wget "])];

    // Without the system's tables of languages, a search of a string that ignores the case goes letter by letter; these search by vectors.
    private static readonly SearchValues<string> AnySure = SearchValues.Create(Sure, StringComparison.OrdinalIgnoreCase);

    private static readonly (string Word, SearchValues<string> Search)[] Each = [.. All.Select(word => (word, SearchValues.Create([word], StringComparison.OrdinalIgnoreCase)))];

    /// <summary>True when the text is code for sure.</summary>
    internal static bool AreIn(string text) => text.AsSpan().ContainsAny(AnySure);

    /// <summary>True when one of the words stands in a text more often than in another. A hundred times is as often as any number.</summary>
    internal static bool AreMoreIn(string text, string other)
    {
        if (string.Equals(text, other, StringComparison.Ordinal))
            return false;
        foreach (var (word, search) in Each)
            if (Count(text, word.Length, search) is > 0 and var count && count > Count(other, word.Length, search))
                return true;
        return false;
    }

    /// <summary>The words that a text lacks.</summary>
    internal static IEnumerable<SearchValues<string>> MissingIn(string text) => Each.Where(one => !text.AsSpan().ContainsAny(one.Search)).Select(one => one.Search);

    private static int Count(ReadOnlySpan<char> text, int length, SearchValues<string> search)
    {
        var count = 0;
        for (int at; count < MaxCount && (at = text.IndexOfAny(search)) >= 0; text = text[(at + length)..])
            count++;
        return count;
    }
}
