namespace ScanHost.Formats.Identification.Text;

/// <summary>Reads the first line of a script: <c>#!/usr/bin/env -S python3 -u</c>.</summary>
internal static class Interpreter
{
    internal static string? Of(string content)
    {
        if (!content.StartsWith("\n#!", StringComparison.Ordinal))
            return null;
        var end = content.IndexOf('\n', 1);
        var line = content[3..(end < 0 ? Math.Min(content.Length, 259) : Math.Min(end, 259))];
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var name = word[(word.LastIndexOf('/') + 1)..].TrimEnd("0123456789.-".ToCharArray()).ToLowerInvariant();
            if (name is "" or "env" || word.StartsWith('-') || word.Contains('='))
                continue;
            return name is "sh" or "bash" or "dash" && IsTclInShell(content) ? "tcl" : Known.GetValueOrDefault(name, "script");
        }
        return "script";
    }

    private static bool IsTclInShell(string content) =>
        content.Contains("\nexec tclsh", StringComparison.Ordinal) || content.Contains("\nexec wish", StringComparison.Ordinal);

    private static readonly Dictionary<string, string> Known = new()
    {
        ["sh"] = "shell", ["bash"] = "shell", ["dash"] = "shell", ["ash"] = "shell", ["ksh"] = "shell", ["zsh"] = "shell",
        ["busybox"] = "shell", ["mksh"] = "shell", ["fish"] = "fish", ["csh"] = "csh", ["tcsh"] = "csh",
        ["python"] = "python", ["pypy"] = "python", ["pythonw"] = "python", ["perl"] = "perl", ["ruby"] = "ruby", ["jruby"] = "ruby",
        ["php"] = "php", ["node"] = "javascript", ["nodejs"] = "javascript", ["deno"] = "javascript", ["gjs"] = "javascript",
        ["bun"] = "javascript", ["pwsh"] = "powershell", ["powershell"] = "powershell", ["lua"] = "lua", ["luajit"] = "lua",
        ["tclsh"] = "tcl", ["wish"] = "tcl", ["expect"] = "expect", ["awk"] = "awk", ["gawk"] = "awk", ["mawk"] = "awk", ["nawk"] = "awk",
        ["sed"] = "sed", ["rscript"] = "r-script", ["osascript"] = "applescript", ["groovy"] = "groovy", ["make"] = "makefile",
        ["cmake"] = "cmake", ["elixir"] = "elixir", ["escript"] = "erlang", ["guile"] = "lisp", ["sbcl"] = "lisp", ["emacs"] = "lisp",
        ["gdb"] = "gdb-script", ["stap"] = "systemtap", ["nft"] = "script",
        // An entry of a menu that may be executed: freedesktop.org, Desktop Entry Specification.
        ["xdg-open"] = "desktop",
    };
}
