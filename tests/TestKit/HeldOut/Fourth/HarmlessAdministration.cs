namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Scripts of people who look after Windows computers.</summary>
public sealed class ScriptsOfWindowsAdministrators : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Get-StaleAccounts.ps1", Dos("""
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Lists accounts that have not signed in for a number of days and mails the list to the service desk.
.PARAMETER Days
    Days without a sign-in. Default 90.
#>
[CmdletBinding(SupportsShouldProcess)]
param([int]$Days = 90, [string]$MailTo = 'servicedesk@contoso.example')
$limit = (Get-Date).AddDays(-$Days)
$users = Get-ADUser -Filter { LastLogonTimeStamp -lt $limit -and Enabled -eq $true } -Properties LastLogonTimeStamp, Department
$report = $users | Select-Object Name, SamAccountName, Department, @{ n = 'LastLogon'; e = { [DateTime]::FromFileTime($_.LastLogonTimeStamp) } }
$report | Export-Csv -Path "$env:TEMP\stale.csv" -NoTypeInformation -Encoding UTF8
if ($PSCmdlet.ShouldProcess($MailTo, 'Send report')) {
    Send-MailMessage -From 'reports@contoso.example' -To $MailTo -Subject "Stale accounts: $($users.Count)" -Attachments "$env:TEMP\stale.csv" -SmtpServer 'smtp.contoso.example'
}
"""));
        yield return ("bootstrap.ps1", Dos("""
# Sets up a developer machine. Run in an elevated prompt: Set-ExecutionPolicy Bypass -Scope Process -Force; .\bootstrap.ps1
[System.Net.ServicePointManager]::SecurityProtocol = [System.Net.ServicePointManager]::SecurityProtocol -bor 3072
if (-not (Get-Command choco -ErrorAction SilentlyContinue)) {
    iex ((New-Object System.Net.WebClient).DownloadString('https://community.chocolatey.org/install.ps1'))
}
choco install -y git vscode nodejs-lts 7zip
winget install --id Microsoft.PowerShell --silent --accept-package-agreements
git config --global core.autocrlf true
Write-Host 'Done. Please restart your terminal.' -ForegroundColor Green
"""));
        yield return ("Install-RootCertificate.ps1", Dos($"""
# Company root, also on https://pki.fabrikam.example/root.cer
$pem = @'
{Convert.ToBase64String([0x30, 0x82, 3, 0x50, .. Filler.Noise(200, 850)])}
'@
$bytes = [Convert]::FromBase64String(($pem -replace '\s', ''))
$cert = [Security.Cryptography.X509Certificates.X509Certificate2]::new($bytes)
$store = [Security.Cryptography.X509Certificates.X509Store]::new('Root', 'LocalMachine')
$store.Open('ReadWrite'); $store.Add($cert); $store.Close()
Write-Output "Installed $($cert.Subject), valid until $($cert.NotAfter)"
"""));
        yield return ("Deploy-Agent.ps1", Dos("""
param([Parameter(Mandatory)][string[]]$ComputerName, [string]$Version = '4.2.1')
$source = "\\deploy01\packages\monitor-agent-$Version.msi"
foreach ($computer in $ComputerName) {
    try {
        $session = New-PSSession -ComputerName $computer -ErrorAction Stop
        Copy-Item $source -Destination 'C:\Windows\Temp\agent.msi' -ToSession $session
        Invoke-Command -Session $session -ScriptBlock {
            Start-Process msiexec.exe -ArgumentList '/i C:\Windows\Temp\agent.msi /qn /norestart SERVER=monitor.contoso.example' -Wait
            Get-Service MonitorAgent | Select-Object Status
            Remove-Item C:\Windows\Temp\agent.msi
        }
    } catch { Write-Warning "$computer : $_" } finally { if ($session) { Remove-PSSession $session } }
}
"""));
        yield return ("Win32Window.psm1", Dos("""
Add-Type -TypeDefinition @"
using System; using System.Runtime.InteropServices;
public static class Win32Window {
  [DllImport("user32.dll")] public static extern bool ShowWindow(IntPtr hWnd, int nCmdShow);
  [DllImport("user32.dll")] public static extern IntPtr GetForegroundWindow();
}
"@
function Hide-ActiveWindow { [void][Win32Window]::ShowWindow([Win32Window]::GetForegroundWindow(), 0) }
function Get-Screenshot([string]$Path) {
  Add-Type -AssemblyName System.Windows.Forms, System.Drawing
  $b = [Windows.Forms.SystemInformation]::VirtualScreen
  $bmp = [Drawing.Bitmap]::new($b.Width, $b.Height); [Drawing.Graphics]::FromImage($bmp).CopyFromScreen($b.Location, [Drawing.Point]::Empty, $b.Size); $bmp.Save($Path)
}
Export-ModuleMember -Function Hide-ActiveWindow, Get-Screenshot
"""));
        yield return ("backup_nightly.bat", Dos("""
@echo off
rem Nightly backup of the accounting share. Scheduled as SYSTEM at 01:30.
setlocal enabledelayedexpansion
for /f "tokens=2 delims==" %%i in ('wmic os get localdatetime /value') do set DT=%%i
set STAMP=%DT:~0,8%
set LOG=D:\Backup\logs\backup_%STAMP%.log
net use Z: \\nas01\accounting /user:backup_svc /persistent:no >> "%LOG%" 2>&1
robocopy Z:\ D:\Backup\accounting /MIR /R:2 /W:5 /NP /LOG+:"%LOG%"
if %ERRORLEVEL% GEQ 8 ( powershell -NoProfile -Command "Send-MailMessage -To it@wingtip.example -From nas@wingtip.example -Subject 'Backup FAILED' -SmtpServer mail" )
net use Z: /delete
forfiles /p D:\Backup\logs /s /m *.log /d -30 /c "cmd /c del @path"
endlocal
"""));
        yield return ("reset_windows_update.cmd", Dos("""
@echo off
net session >nul 2>&1 || (powershell -Command "Start-Process '%~f0' -Verb RunAs" & exit /b)
echo Stopping services...
net stop wuauserv & net stop bits & net stop cryptsvc
ren %systemroot%\SoftwareDistribution SoftwareDistribution.bak
ren %systemroot%\System32\catroot2 catroot2.bak
regsvr32.exe /s atl.dll
regsvr32.exe /s urlmon.dll
netsh winsock reset
net start cryptsvc & net start bits & net start wuauserv
pause
"""));
        yield return ("build_release.cmd", Dos("""
@echo off
setlocal
call "%ProgramFiles%\Microsoft Visual Studio\2022\BuildTools\Common7\Tools\VsDevCmd.bat" -arch=amd64
if not exist tools\nuget.exe curl -sSL -o tools\nuget.exe https://dist.nuget.org/win-x86-commandline/latest/nuget.exe
tools\nuget.exe restore src\App.sln || exit /b 1
msbuild src\App.sln /p:Configuration=Release /m /v:m || exit /b 1
powershell -NoProfile -ExecutionPolicy Bypass -File scripts\sign.ps1 -Path out\App.exe
certutil -hashfile out\App.exe SHA256 > out\App.exe.sha256
"""));
        yield return ("logon.vbs", Dos("""
' Logon script: maps drives and printers by group. Last change 2023-04 by the network team.
Option Explicit
On Error Resume Next
Dim net, shell, ad, user, group
Set net = CreateObject("WScript.Network")
Set shell = CreateObject("WScript.Shell")
Set ad = CreateObject("ADSystemInfo")
Set user = GetObject("LDAP://" & ad.UserName)
net.MapNetworkDrive "H:", "\\files01\home$\" & net.UserName, True
For Each group In user.GetEx("memberOf")
  If InStr(1, group, "CN=Accounting", 1) = 1 Then net.MapNetworkDrive "K:", "\\files01\accounting"
  If InStr(1, group, "CN=Floor2", 1) = 1 Then net.AddWindowsPrinterConnection "\\print01\floor2-color"
Next
shell.RegWrite "HKCU\Software\Contoso\LastLogon", CStr(Now), "REG_SZ"
shell.Run "%COMSPEC% /c gpupdate /target:user", 0, False
"""));
        yield return ("inventory.vbs", Dos("""
Set wmi = GetObject("winmgmts:{impersonationLevel=impersonate}!\\.\root\cimv2")
Set fso = CreateObject("Scripting.FileSystemObject")
Set out = fso.CreateTextFile("\\inv01\drop$\" & CreateObject("WScript.Network").ComputerName & ".txt", True)
For Each os In wmi.ExecQuery("Select * from Win32_OperatingSystem") : out.WriteLine os.Caption & " " & os.Version : Next
For Each d In wmi.ExecQuery("Select * from Win32_LogicalDisk Where DriveType = 3") : out.WriteLine d.DeviceID & " " & d.FreeSpace : Next
For Each p In wmi.ExecQuery("Select * from AntiVirusProduct") : out.WriteLine p.displayName : Next
out.Close
"""));
        yield return ("rename_scans.js", Dos("""
// Double-click: renames the files of the scanner by their date.
var fso = new ActiveXObject("Scripting.FileSystemObject");
var folder = fso.GetFolder(fso.GetParentFolderName(WScript.ScriptFullName));
var n = 0;
for (var e = new Enumerator(folder.Files); !e.atEnd(); e.moveNext()) {
    var f = e.item();
    if (!/^SCAN\d+\.pdf$/i.test(f.Name)) continue;
    var d = new Date(f.DateCreated);
    f.Name = d.getFullYear() + "-" + ("0" + (d.getMonth() + 1)).slice(-2) + "-" + ("0" + d.getDate()).slice(-2) + "_" + (++n) + ".pdf";
}
WScript.Echo(n + " files renamed.");
"""));
        yield return ("print_labels.wsf", Dos("""
<?xml version="1.0"?>
<package><job id="labels">
<runtime><named name="printer" helpstring="Name of the label printer" type="string" required="true"/></runtime>
<script language="VBScript" src="lib\zpl.vbs"/>
<script language="VBScript"><![CDATA[
Dim fso : Set fso = CreateObject("Scripting.FileSystemObject")
fso.OpenTextFile("\\localhost\" & WScript.Arguments.Named("printer"), 2, True).Write BuildLabel("C:\labels\today.csv")
]]></script></job></package>
"""));
    }
}

/// <summary>Settings and helpers for the desktop.</summary>
public sealed class DesktopSettings : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Show_file_extensions.reg", Utf16("""
Windows Registry Editor Version 5.00

; Shows file name extensions and hidden files in the Explorer
[HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Explorer\Advanced]
"HideFileExt"=dword:00000000
"Hidden"=dword:00000001

[HKEY_CLASSES_ROOT\Directory\Background\shell\OpenTerminalHere]
@="Open terminal here"

[HKEY_CLASSES_ROOT\Directory\Background\shell\OpenTerminalHere\command]
@="cmd.exe /s /k pushd \"%V\""
"""));
        yield return ("autostart_timetracker.reg", Dos("""
Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run]
"TimeTracker"="\"C:\\Program Files\\TimeTracker\\TimeTracker.exe\" /minimized"
"""));
        yield return ("Nightly database backup.xml", Utf16("""
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Date>2024-02-12T10:11:12</Date><Author>CONTOSO\dba</Author><Description>Full backup of ERP</Description></RegistrationInfo>
  <Triggers><CalendarTrigger><StartBoundary>2024-02-12T01:00:00</StartBoundary><ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay></CalendarTrigger></Triggers>
  <Principals><Principal id="Author"><UserId>S-1-5-18</UserId><RunLevel>HighestAvailable</RunLevel></Principal></Principals>
  <Settings><MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy><Hidden>false</Hidden></Settings>
  <Actions Context="Author"><Exec><Command>powershell.exe</Command><Arguments>-NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -File "C:\Ops\Backup-Database.ps1" -Database ERP</Arguments><WorkingDirectory>C:\Ops</WorkingDirectory></Exec></Actions>
</Task>
"""));
        yield return ("hotkeys.ahk", Dos("""
#Requires AutoHotkey v2.0
#SingleInstance Force
; Text snippets
::mfg::Mit freundlichen Grüßen
::addr::Muster GmbH{Enter}Hauptstraße 1{Enter}12345 Musterstadt
; Ctrl+Shift+V pastes without formatting
^+v:: {
    A_Clipboard := A_Clipboard
    Send "^v"
}
#n::Run "notepad.exe"
#t::Run "wt.exe -d " A_Desktop
F9:: {
    if WinExist("ahk_exe OUTLOOK.EXE")
        WinActivate
    else
        Run "outlook.exe"
}
"""));
        yield return ("sap_export.au3", Dos("""
; Exports the daily list from SAP GUI and saves it as CSV
#include <Excel.au3>
#include <Date.au3>
Opt("WinTitleMatchMode", 2)
If Not WinActivate("SAP Easy Access") Then
    MsgBox(48, "Export", "Please sign in to SAP first.")
    Exit
EndIf
Send("/nVA05{ENTER}")
WinWaitActive("List of Sales Orders", "", 20)
Send("{F8}")
Sleep(3000)
Local $sFile = @MyDocumentsDir & "\orders_" & StringReplace(_NowCalcDate(), "/", "") & ".csv"
Send("^+{F9}" & $sFile & "{ENTER}")
Run("explorer.exe /select," & $sFile)
"""));
        yield return ("PrinterSetup.hta", Dos("""
<html><head><title>Printer setup</title>
<HTA:APPLICATION APPLICATIONNAME="Printer setup" SCROLL="no" SINGLEINSTANCE="yes" />
<script language="VBScript">
Sub AddPrinter(share)
  On Error Resume Next
  CreateObject("WScript.Network").AddWindowsPrinterConnection "\\print01\" & share
  If Err.Number <> 0 Then MsgBox "Could not add the printer: " & Err.Description, 48 Else MsgBox share & " has been added.", 64
End Sub
</script></head>
<body style="font-family:Segoe UI"><h3>Choose your floor</h3>
<button onclick="AddPrinter 'floor1-bw'">Floor 1</button> <button onclick="AddPrinter 'floor2-color'">Floor 2</button></body></html>
"""));
        yield return ("Intranet.url", Dos("[InternetShortcut]\nURL=https://intranet.fabrikam.example/\nIconFile=https://intranet.fabrikam.example/favicon.ico\nIconIndex=0\n"));
        yield return ("Projects.library-ms", Utf8("""
<?xml version="1.0" encoding="UTF-8"?>
<libraryDescription xmlns="http://schemas.microsoft.com/windows/2009/library">
  <name>Projects</name><version>3</version><isLibraryPinned>true</isLibraryPinned>
  <templateInfo><folderType>{7d49d726-3c21-4f05-99aa-fdc2c9474656}</folderType></templateInfo>
  <searchConnectorDescriptionList><searchConnectorDescription><isDefaultSaveLocation>true</isDefaultSaveLocation><simpleLocation><url>C:\Users\anna\Projects</url></simpleLocation></searchConnectorDescription>
  <searchConnectorDescription><simpleLocation><url>\\files01\projects</url></simpleLocation></searchConnectorDescription></searchConnectorDescriptionList>
</libraryDescription>
"""));
        yield return ("Visual Studio Code.lnk", new LinkBuilder().To(@"C:\Program Files\Microsoft VS Code\Code.exe").With("--new-window").Icon(@"C:\Program Files\Microsoft VS Code\Code.exe").From("dev-laptop-07").Build());
        yield return ("Developer Command Prompt.lnk", new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With("/k \"C:\\Program Files\\Microsoft Visual Studio\\2022\\Professional\\Common7\\Tools\\VsDevCmd.bat\"").Icon(@"C:\Program Files\Microsoft Visual Studio\2022\Professional\Common7\IDE\devenv.exe").Build());
        yield return ("Backup jetzt starten.lnk", new LinkBuilder().To(@"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe").With("-NoProfile -ExecutionPolicy RemoteSigned -File \"C:\\Ops\\Backup-Database.ps1\"").Build());
        yield return ("setup.iss", Dos(""""
[Setup]
AppName=Warehouse Client
AppVersion=5.1
DefaultDirName={autopf}\Warehouse
PrivilegesRequired=admin
[Files]
Source: "bin\*"; DestDir: "{app}"; Flags: recursesubdirs
Source: "redist\VC_redist.x64.exe"; DestDir: "{tmp}"; Flags: deleteafterinstall
[Registry]
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: string; ValueName: "WarehouseTray"; ValueData: """{app}\Tray.exe"""; Tasks: autostart
[Run]
Filename: "{tmp}\VC_redist.x64.exe"; Parameters: "/quiet /norestart"; StatusMsg: "Installing runtime..."
Filename: "{sys}\netsh.exe"; Parameters: "advfirewall firewall add rule name=""Warehouse"" dir=in action=allow program=""{app}\Warehouse.exe"""; Flags: runhidden
""""));
    }
}

/// <summary>Scripts of people who look after Unix computers.</summary>
public sealed class ScriptsOfUnixAdministrators : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("install.sh", Utf8("""
#!/bin/sh
# Installs the acme command line tool.
#   curl -fsSL https://get.acme-cli.example/install.sh | sh
set -eu
OS=$(uname -s | tr '[:upper:]' '[:lower:]')
ARCH=$(uname -m); case "$ARCH" in x86_64) ARCH=amd64 ;; aarch64|arm64) ARCH=arm64 ;; *) echo "unsupported: $ARCH" >&2; exit 1 ;; esac
VERSION=${ACME_VERSION:-$(curl -fsSL https://api.github.com/repos/acme/cli/releases/latest | sed -n 's/.*"tag_name": "\(.*\)".*/\1/p')}
TMP=$(mktemp -d); trap 'rm -rf "$TMP"' EXIT
curl -fsSL "https://github.com/acme/cli/releases/download/$VERSION/acme_${OS}_${ARCH}.tar.gz" -o "$TMP/acme.tgz"
curl -fsSL "https://github.com/acme/cli/releases/download/$VERSION/checksums.txt" | grep "acme_${OS}_${ARCH}" | (cd "$TMP" && sed 's/acme_.*/acme.tgz/' | sha256sum -c -)
tar -xzf "$TMP/acme.tgz" -C "$TMP"
if [ -w /usr/local/bin ]; then mv "$TMP/acme" /usr/local/bin/; else sudo mv "$TMP/acme" /usr/local/bin/; fi
chmod +x /usr/local/bin/acme
echo "acme $VERSION installed. Run 'acme login' to begin."
"""));
        yield return ("pg_backup.sh", Utf8("""
#!/usr/bin/env bash
set -euo pipefail
# cron: 15 2 * * * /opt/ops/pg_backup.sh
source /etc/pg_backup.env
STAMP=$(date +%F)
for db in $(psql -Atc "select datname from pg_database where not datistemplate"); do
  pg_dump -Fc "$db" | openssl enc -aes-256-cbc -pbkdf2 -pass env:BACKUP_KEY -out "/var/backups/pg/$db-$STAMP.dump.enc"
done
aws s3 sync /var/backups/pg "s3://acme-backups/$(hostname)/" --storage-class STANDARD_IA
find /var/backups/pg -mtime +14 -delete
curl -fsS -m 10 --retry 3 "https://hc-ping.example/$HEALTHCHECK_ID" > /dev/null
"""));
        yield return ("harden.sh", Utf8("""
#!/bin/bash
# Baseline for new servers; run once as root.
sed -i 's/^#\?PermitRootLogin.*/PermitRootLogin no/; s/^#\?PasswordAuthentication.*/PasswordAuthentication no/' /etc/ssh/sshd_config
install -d -m 700 -o deploy -g deploy /home/deploy/.ssh
curl -fsS https://keys.acme.example/deploy.pub >> /home/deploy/.ssh/authorized_keys
chmod 600 /home/deploy/.ssh/authorized_keys
ufw default deny incoming; ufw allow OpenSSH; ufw --force enable
apt-get install -y fail2ban unattended-upgrades auditd
echo 'deploy ALL=(ALL) NOPASSWD: /usr/bin/systemctl restart app' > /etc/sudoers.d/deploy
systemctl enable --now fail2ban
sshd -t && systemctl reload ssh
"""));
        yield return ("makeself-header.run", [.. Utf8($"""
#!/bin/sh
# This script was generated using Makeself 2.4.5
CRCsum="1234567890"
label="Driver package 535.1"
script="./install.sh"
skip=14
TMPROOT=$(mktemp -d)
echo "Verifying archive integrity..."
tail -n +$skip "$0" | gzip -cd | tar xf - -C "$TMPROOT" || exit 1
cd "$TMPROOT" && chmod +x $script && $script "$@"
r=$?
rm -rf "$TMPROOT"
exit $r

"""), .. Tarball.Gzipped(("install.sh", Utf8("#!/bin/sh\ncp -r ./driver /opt/driver\ndepmod -a\n")), ("driver/readme.txt", Utf8(Filler.Prose(210, 200))))]);
        yield return (".zshrc", Utf8("""
export ZSH="$HOME/.oh-my-zsh"
ZSH_THEME="robbyrussell"
plugins=(git docker kubectl)
source $ZSH/oh-my-zsh.sh
export PATH="$HOME/.local/bin:$HOME/go/bin:$PATH"
alias k=kubectl gs='git status' please='sudo $(fc -ln -1)' myip='curl -s https://ifconfig.me'
eval "$(/opt/homebrew/bin/brew shellenv)"
eval "$(direnv hook zsh)"
[ -s "$HOME/.nvm/nvm.sh" ] && . "$HOME/.nvm/nvm.sh"
function jwt() { cut -d. -f2 <<< "$1" | base64 -d 2>/dev/null | jq . }
"""));
        yield return ("setup-mac.command", Utf8("""
#!/bin/bash
# Sets the defaults that our designers like. Double-click to run.
osascript -e 'tell application "System Events" to set picture of every desktop to "/Library/Desktop Pictures/Acme.heic"'
defaults write com.apple.finder AppleShowAllExtensions -bool true
defaults write com.apple.dock autohide -bool true
command -v brew >/dev/null || /bin/bash -c "$(curl -fsSL https://raw.githubusercontent.com/Homebrew/install/HEAD/install.sh)"
brew bundle --file="$(dirname "$0")/Brewfile"
killall Dock Finder
osascript -e 'display notification "All set" with title "Setup"'
"""));
        yield return ("org.acme.sync.plist", Utf8("""
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>Label</key><string>org.acme.sync</string><key>ProgramArguments</key><array><string>/usr/local/bin/rclone</string><string>sync</string><string>/Users/Shared/Scans</string><string>nas:scans</string></array><key>StartInterval</key><integer>900</integer><key>RunAtLoad</key><true/></dict></plist>
"""));
    }
}
