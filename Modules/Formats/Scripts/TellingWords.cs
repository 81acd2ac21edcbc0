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

    /// <summary>The shortest of the words that only code has; a word like <c>assert</c> in prose does not count.</summary>
    private static readonly string[] Sure = [.. All.Except(["iex", "socket", "assert", ".run", "bypass", "amsi", "curl ", "wget "])];

    /// <summary>True when the text is code for sure.</summary>
    internal static bool AreIn(string text) => Sure.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
