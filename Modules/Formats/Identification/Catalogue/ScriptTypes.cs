using static ScanHost.Formats.Identification.FileCategory;

namespace ScanHost.Formats.Identification.Catalogue;

/// <summary>Source and script text that an interpreter runs; recognised by first line and by words.</summary>
internal static class ScriptTypes
{
    /// <summary>The rows.</summary>
    internal static TypeTable Table { get; } = new(Script)
    {
        { "shell", "text/x-shellscript", "Shell script", "sh bash zsh" },
        { "fish", "text/x-fish", "Fish script", "fish" },
        { "csh", "text/x-csh", "C shell script", "csh tcsh" },
        { "python", "text/x-python", "Python script", "py pyw" },
        { "perl", "text/x-perl", "Perl script", "pl pm" },
        { "ruby", "text/x-ruby", "Ruby script", "rb" },
        { "php", "text/x-php", "PHP script", "php phtml" },
        { "javascript", "text/javascript", "JavaScript", "js mjs cjs" },
        { "typescript", "text/x-typescript", "TypeScript", "ts tsx" },
        { "jscript-encoded", "text/x-jscript-encoded", "Encoded JScript or VBScript", "jse vbe", "'#@~^'" },
        { "powershell", "text/x-powershell", "PowerShell script", "ps1 psm1 psd1" },
        { "vbscript", "text/vbscript", "VBScript", "vbs" },
        { "vba", "text/x-vba", "Visual Basic module", "bas cls frm" },
        { "batch", "text/x-msdos-batch", "Windows batch file", "bat cmd" },
        { "hta:html", "application/hta", "HTML application", "hta" },
        { "wsf", "text/x-wsf", "Windows script file", "wsf" },
        { "wsc:xml", "text/scriptlet", "Windows script component", "wsc sct" },
        { "lua", "text/x-lua", "Lua script", "lua" },
        { "tcl", "text/x-tcl", "Tcl script", "tcl" },
        { "awk", "text/x-awk", "Awk script", "awk" },
        { "sed", "text/x-sed", "Sed script", "sed" },
        { "expect:tcl", "text/x-expect", "Expect script", "exp" },
        { "r-script", "text/x-r", "R script", "r" },
        { "autoit", "text/x-autoit", "AutoIt script", "au3" },
        { "autohotkey", "text/x-autohotkey", "AutoHotkey script", "ahk" },
        { "applescript", "text/x-applescript", "AppleScript", "applescript scpt", "'FasdUAS '" },
        { "lisp", "text/x-common-lisp", "Lisp or Scheme source", "lisp el scm" },
        { "groovy", "text/x-groovy", "Groovy script", "groovy gradle" },
        { "makefile", "text/x-makefile", "Makefile", "mk mak" },
        { "cmake", "text/x-cmake", "CMake script", "cmake" },
        { "m4", "text/x-m4", "M4 or autoconf source", "m4 ac" },
        { "sql", "application/sql", "SQL script", "sql" },
        { "asp", "text/asp", "ASP page", "asp" },
        { "aspx", "text/x-aspx", "ASP.NET page", "aspx ascx" },
        { "jsp", "text/x-jsp", "JSP page", "jsp" },
        { "coldfusion", "text/x-coldfusion", "ColdFusion page", "cfm" },
        { "reg", "text/x-ms-regedit", "Registry script", "reg", "'REGEDIT4'", "'Windows Registry Editor Version 5.00'" },
        { "inf", "text/x-ms-inf", "Windows setup script", "inf" },
        { "dockerfile", "text/x-dockerfile", "Dockerfile", "dockerfile" },
        { "script", "text/x-script", "Script of another interpreter", "" },
        { "nsi", "text/x-nsis", "NSIS source", "nsi nsh" },
        { "inno-script", "text/x-innosetup", "Inno Setup source", "iss" },
        { "elixir", "text/x-elixir", "Elixir script", "ex exs" },
        { "gdb-script", "text/x-gdb", "GDB script", "gdb" },
        { "systemtap", "text/x-systemtap", "SystemTap script", "stp" },
        { "php-template:php", "text/x-php", "HTML page with PHP", "php" },
        { "msbuild:xml", "text/x-msbuild", "MSBuild project", "csproj vbproj proj targets props" },
    };
}
