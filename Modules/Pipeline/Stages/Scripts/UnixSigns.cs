using System.Text.RegularExpressions;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>What scripts of shells, of Python and of PHP give away.</summary>
internal static partial class UnixSigns
{
    public static IReadOnlyList<ScriptSign> Shell { get; } =
    [
        new(ScriptHeuristics.ShCurlPipe, CurlPipe()),
        new(ScriptHeuristics.ShReverseShell, ReverseShell()),
        new(ScriptHeuristics.ShPersist, Persistence()),
    ];

    public static IReadOnlyList<ScriptSign> Python { get; } =
    [
        new(ScriptHeuristics.PyExecDecoded, ExecOfDecoded()),
        ScriptSign.All(ScriptHeuristics.PySetupNetwork, SetupCall(), SetupAction()),
        ScriptSign.All(ScriptHeuristics.PyReverseShell, Socket(), Duplicate(), ShellStart()),
    ];

    public static IReadOnlyList<ScriptSign> Php { get; } =
    [
        new(ScriptHeuristics.PhpWebShell, RunsInput()),
        new(ScriptHeuristics.PhpObfuscated, UnpacksItself()),
    ];

    [GeneratedRegex(@"\b(?:curl|wget)\b[^\n|;#]{0,200}https?://[^\n|;]{0,200}\|\s*(?:sudo\s+)?(?:/bin/)?(?:ba|z|da)?sh\b", RegexOptions.CultureInvariant)]
    private static partial Regex CurlPipe();

    [GeneratedRegex(@"(?:bash|sh)\s+-i\s*[>&<]+\s*/dev/(?:tcp|udp)/|exec\s+\d+<>\s*/dev/(?:tcp|udp)/\S+[\s\S]{0,200}(?:sh|bash)\b|\bnc(?:at|\.traditional)?\s+(?:-\w+\s+)*(?:-e|-c)\s+/?\S*sh\b|\bnc\s[^\n|]{0,80}-e\s+/bin/|mkfifo\s+(?<pipe>\S+?)[;\s][^\n]{0,200}\b(?:nc|telnet|openssl)\b[^\n]{0,200}\k<pipe>|socat\s[^\n]{0,100}exec:['""]?(?:/bin/)?(?:ba)?sh", RegexOptions.CultureInvariant)]
    private static partial Regex ReverseShell();

    [GeneratedRegex(@"(?:\(\s*crontab\s+-l[^)\n]{0,100}\)|echo\s[^\n|]{0,300})\|\s*crontab\s+-(?:\s|$)?|(?:echo|printf|cat)\s[^\n]{0,300}>>?\s*/etc/(?:cron\.\w+/|crontab\b|ld\.so\.preload)|>>\s*(?:~|\$HOME|/root)/\.ssh/authorized_keys", RegexOptions.CultureInvariant)]
    private static partial Regex Persistence();

    [GeneratedRegex(@"\b(?:exec|eval)\s*\(\s*(?:compile\s*\(\s*)?(?:__import__\s*\(\s*['""]\w+['""]\s*\)\s*\.\s*|\w+\s*\.\s*)*(?:b64decode|decompress|loads|unhexlify|fromhex|a85decode|b32decode)\s*\(|\b(?:exec|eval)\s*\(\s*(?:compile\s*\(\s*)?(?:bytes\s*\(\s*\[|['""]{1,3}(?:\\x[0-9a-f]{2}){20})|exec\s*\(\s*\(\s*_\s*\)\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExecOfDecoded();

    [GeneratedRegex(@"\bsetup\s*\(\s*(?:\*\*|\w+\s*=)[\s\S]{0,8000}", RegexOptions.CultureInvariant)]
    private static partial Regex SetupCall();

    [GeneratedRegex(@"\brequests\.(?:get|post)\s*\(|\burlopen\s*\(|\burlretrieve\s*\(|\bsocket\.socket\s*\(|http\.client\.HTTPS?Connection\s*\(|os\.system\s*\(\s*[f]?['""][^'""]{0,200}(?:curl|wget|powershell|https?://)|subprocess\.\w+\s*\(\s*\[?\s*[f]?['""][^'""]{0,200}(?:curl|wget|powershell|https?://)", RegexOptions.CultureInvariant)]
    private static partial Regex SetupAction();

    [GeneratedRegex(@"\bsocket\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Socket();

    [GeneratedRegex(@"\bdup2\s*\(\s*\w+\.fileno\s*\(\s*\)\s*,\s*[012]", RegexOptions.CultureInvariant)]
    private static partial Regex Duplicate();

    [GeneratedRegex(@"(?:pty\.spawn|subprocess\.\w+|os\.system|os\.exec\w*)\s*\(\s*\[?\s*['""](?:/bin/)?(?:ba|z|da)?sh", RegexOptions.CultureInvariant)]
    private static partial Regex ShellStart();

    [GeneratedRegex(@"\b(?:eval|assert|system|shell_exec|passthru|exec|popen|proc_open|create_function)\s*\(\s*@?(?:\(\s*)?(?:(?:base64_decode|stripslashes|gzinflate|str_rot13|trim|urldecode)\s*\(\s*)*@?\$_(?:POST|GET|REQUEST|COOKIE|SERVER)\s*\[|\$_(?:POST|GET|REQUEST|COOKIE)\s*\[[^\]]{1,40}\]\s*\(\s*\$_(?:POST|GET|REQUEST|COOKIE)|`\s*\$_(?:POST|GET|REQUEST)|preg_replace\s*\(\s*['""]/[^'""]{0,40}/\w*e\w*['""]\s*,\s*\$_(?:POST|GET|REQUEST)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunsInput();

    [GeneratedRegex(@"\b(?:eval|assert|create_function)\s*\(\s*@?(?:['""]\s*['""]\s*,\s*)?(?:(?:gzinflate|gzuncompress|gzdecode|str_rot13|strrev|base64_decode|convert_uudecode|hex2bin)\s*\(\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnpacksItself();
}
