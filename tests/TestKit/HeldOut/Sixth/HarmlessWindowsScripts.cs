using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>PowerShell as administrators write it: reports, accounts, and an installer that comes from its vendor.</summary>
public sealed class AdministratorsPowerShell : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Get-DiskReport.ps1", Dos("""
            <#
            .SYNOPSIS
                Mails a report about disks that are nearly full.
            .EXAMPLE
                .\Get-DiskReport.ps1 -Servers (Get-Content servers.txt) -To it@firma.example
            #>
            [CmdletBinding()]
            param([Parameter(Mandatory)][string[]]$Servers, [string]$To = 'it@firma.example', [int]$MinimumPercent = 15)
            $rows = foreach ($server in $Servers) {
                try {
                    Get-CimInstance Win32_LogicalDisk -ComputerName $server -Filter 'DriveType=3' -ErrorAction Stop |
                        Select-Object @{n='Server';e={$server}}, DeviceID, @{n='FreePercent';e={[math]::Round(100 * $_.FreeSpace / $_.Size, 1)}}
                } catch { Write-Warning "${server}: $_" }
            }
            $low = $rows | Where-Object FreePercent -lt $MinimumPercent
            if ($low) {
                $body = $low | ConvertTo-Html -Fragment | Out-String
                Send-MailMessage -To $To -From 'monitor@firma.example' -Subject "Disk space: $($low.Count) volumes" -Body $body -BodyAsHtml -SmtpServer mail.firma.example
            }
            $rows | Export-Csv -NoTypeInformation -Path "\\files\reports\disks-$(Get-Date -Format yyyyMMdd).csv"
            """));
        yield return ("Install-Agent.ps1", Dos("""
            #Requires -RunAsAdministrator
            # Installs the monitoring agent on a new server. Called by the deployment share.
            $ErrorActionPreference = 'Stop'
            [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
            $version = '4.8.2'
            $url = "https://downloads.monitoring-vendor.example/agent/$version/agent-$version-x64.msi"
            $expected = '6F0B5E1D7F0A3B0C1E2D3C4B5A69788796A5B4C3D2E1F00112233445566778AB'
            $msi = Join-Path $env:TEMP "agent-$version.msi"
            Invoke-WebRequest -Uri $url -OutFile $msi -UseBasicParsing
            $hash = (Get-FileHash $msi -Algorithm SHA256).Hash
            if ($hash -ne $expected) { throw "The download has the hash $hash, expected $expected" }
            $signature = Get-AuthenticodeSignature $msi
            if ($signature.Status -ne 'Valid') { throw "The signature is $($signature.Status)" }
            $process = Start-Process msiexec.exe -ArgumentList "/i `"$msi`" /qn /norestart SERVER=monitor.firma.example" -Wait -PassThru
            if ($process.ExitCode -notin 0, 3010) { throw "msiexec ended with $($process.ExitCode)" }
            Remove-Item $msi
            Get-Service MonitoringAgent | Set-Service -StartupType Automatic -PassThru | Start-Service
            """));
        yield return ("New-Employees.ps1", Dos("""
            Import-Module ActiveDirectory
            Import-Csv .\new-employees.csv -Delimiter ';' | ForEach-Object {
                $sam = ($_.FirstName.Substring(0, 1) + $_.LastName).ToLower()
                $secret = -join ((48..57) + (65..90) + (97..122) | Get-Random -Count 14 | ForEach-Object { [char]$_ })
                New-ADUser -Name "$($_.FirstName) $($_.LastName)" -SamAccountName $sam -UserPrincipalName "$sam@firma.example" -Path 'OU=Staff,DC=firma,DC=example' `
                    -AccountPassword (ConvertTo-SecureString $secret -AsPlainText -Force) -ChangePasswordAtLogon $true -Enabled $true -Department $_.Department
                Add-ADGroupMember -Identity $_.Department -Members $sam
                [pscustomobject]@{ User = $sam; Password = $secret }
            } | Export-Csv .\letters.csv -NoTypeInformation
            """));
        yield return ("bootstrap.ps1", Dos("""
            # One-time set-up of a developer's machine. Run from an elevated prompt:
            #   powershell -NoProfile -ExecutionPolicy Bypass -File bootstrap.ps1
            Set-ExecutionPolicy RemoteSigned -Scope CurrentUser -Force
            if (-not (Get-Command choco -ErrorAction SilentlyContinue)) {
                [System.Net.ServicePointManager]::SecurityProtocol = [System.Net.ServicePointManager]::SecurityProtocol -bor 3072
                Invoke-Expression ((New-Object System.Net.WebClient).DownloadString('https://community.chocolatey.org/install.ps1'))
            }
            choco install -y git vscode nodejs-lts python3 7zip
            # Builds are slow when each object file is scanned; agreed with the security team, ticket SEC-2291.
            Add-MpPreference -ExclusionPath 'D:\build\obj'
            git config --global core.autocrlf input
            Register-ScheduledTask -TaskName 'Nightly fetch' -Trigger (New-ScheduledTaskTrigger -Daily -At 5am) -Action (New-ScheduledTaskAction -Execute 'git.exe' -Argument '-C D:\src\product fetch --all')
            """));
    }
}

/// <summary>Batch files of offices and builders.</summary>
public sealed class OfficeBatchFiles : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("backup.bat", Dos("""
            @echo off
            setlocal
            set SRC=%USERPROFILE%\Documents
            set DST=\\nas01\backup\%USERNAME%
            for /f "tokens=1-3 delims=." %%a in ("%date%") do set STAMP=%%c-%%b-%%a
            if not exist "%DST%" mkdir "%DST%"
            robocopy "%SRC%" "%DST%" /MIR /R:2 /W:5 /XJ /LOG:"%TEMP%\backup-%STAMP%.log" /NP
            if errorlevel 8 (
              msg %username% "The backup failed, please call the help desk: 4711"
              exit /b 1
            )
            forfiles /p "%TEMP%" /m backup-*.log /d -30 /c "cmd /c del @path" 2>nul
            """));
        yield return ("logon.cmd", Dos("""
            @echo off
            rem Anmeldeskript, Stand 12.11.2026
            net use * /delete /y >nul 2>&1
            net use H: \\files\home\%USERNAME% /persistent:no
            net use P: \\files\projekte /persistent:no
            rundll32 printui.dll,PrintUIEntry /in /n "\\print01\etage3"
            reg add "HKCU\Software\Firma\Client" /v Standort /t REG_SZ /d Koeln /f >nul
            if exist P:\vorlagen xcopy P:\vorlagen "%APPDATA%\Microsoft\Templates" /d /e /y /q >nul
            start "" /min "C:\Program Files\Firma\Client\client.exe" /autostart
            """));
        yield return ("get-deps.bat", Dos("""
            @echo off
            rem Fetches the SDK that the build needs and unpacks it below external\
            set SDK=sdk-2.30.9-vc.zip
            if exist external\%SDK% goto unpack
            curl -L --fail -o external\%SDK% https://github.com/no-such-owner/sdk/releases/download/v2.30.9/%SDK% || (
              certutil -urlcache -split -f https://mirror.firma.example/sdk/%SDK% external\%SDK% || exit /b 1
            )
            :unpack
            certutil -hashfile external\%SDK% SHA256 | findstr /v "hash" > external\%SDK%.actual
            fc external\%SDK%.sha256 external\%SDK%.actual >nul || (echo The checksum does not match. & exit /b 1)
            powershell -NoProfile -Command "Expand-Archive -Force external\%SDK% external\sdk"
            cmake -S . -B build -DSDK_DIR=%CD%\external\sdk && cmake --build build --config Release
            """));
        yield return ("repair-update.bat", Dos("""
            @echo off
            :: Resets the Windows Update components. Run as administrator.
            net session >nul 2>&1 || (echo Please run as administrator & pause & exit /b)
            net stop wuauserv
            net stop bits
            net stop cryptsvc
            ren %systemroot%\SoftwareDistribution SoftwareDistribution.old
            ren %systemroot%\System32\catroot2 catroot2.old
            for %%d in (atl.dll urlmon.dll mshtml.dll jscript.dll vbscript.dll msxml3.dll msxml6.dll wuapi.dll) do regsvr32.exe /s %%d
            netsh winsock reset
            netsh advfirewall reset
            net start cryptsvc
            net start bits
            net start wuauserv
            sfc /scannow
            dism /online /cleanup-image /restorehealth
            """));
    }
}

/// <summary>VBScript and JScript of administrators and of programs that bring them.</summary>
public sealed class AdministratorsScriptHost : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("inventory.vbs", Dos("""
            ' Writes the machine's inventory to the share. GPO "Inventory", start-up script.
            Option Explicit
            Dim wmi, item, fso, file, network
            Set network = CreateObject("WScript.Network")
            Set fso = CreateObject("Scripting.FileSystemObject")
            Set file = fso.CreateTextFile("\\files\inventory$\" & network.ComputerName & ".txt", True)
            Set wmi = GetObject("winmgmts:{impersonationLevel=impersonate}!\\.\root\cimv2")
            For Each item In wmi.ExecQuery("SELECT * FROM Win32_ComputerSystem")
              file.WriteLine "Model: " & item.Manufacturer & " " & item.Model & ", memory " & Round(item.TotalPhysicalMemory / 1073741824, 1) & " GB"
            Next
            For Each item In wmi.ExecQuery("SELECT * FROM Win32_BIOS")
              file.WriteLine "Serial: " & item.SerialNumber
            Next
            For Each item In wmi.ExecQuery("SELECT * FROM Win32_Product")
              file.WriteLine item.Name & vbTab & item.Version
            Next
            file.Close
            """));
        yield return ("update_check.vbs", Dos("""
            ' Part of Lohnbuch 2026: asks whether there is a newer version and offers the download page.
            Const Installed = "26.3.1"
            Dim http, newest, shell
            Set http = CreateObject("MSXML2.ServerXMLHTTP.6.0")
            http.setTimeouts 3000, 3000, 5000, 5000
            http.open "GET", "https://www.lohnbuch.example/version.txt", False
            http.send
            If http.status = 200 Then
              newest = Trim(Replace(http.responseText, vbLf, ""))
              If newest <> Installed Then
                If MsgBox("Version " & newest & " ist erschienen. Zur Download-Seite gehen?", vbYesNo + vbQuestion, "Lohnbuch") = vbYes Then
                  Set shell = CreateObject("WScript.Shell")
                  shell.Run "https://www.lohnbuch.example/download", 1, False
                End If
              End If
            End If
            """));
        yield return ("silent.vbs", Dos(""""
            ' Runs the nightly import without a window
            If WScript.Arguments.Count = 0 Then WScript.Quit 1
            Set sh = CreateObject("WScript.Shell")
            sh.CurrentDirectory = CreateObject("Scripting.FileSystemObject").GetParentFolderName(WScript.ScriptFullName)
            code = sh.Run("cmd /c import.cmd """ & WScript.Arguments(0) & """ >> import.log 2>&1", 0, True)
            WScript.Quit code
            """"));
        yield return ("convert.js", Dos("""
            // Converts all Word documents of a folder to PDF.  cscript //nologo convert.js C:\docs
            var fso = new ActiveXObject("Scripting.FileSystemObject");
            var word = new ActiveXObject("Word.Application");
            word.Visible = false;
            var folder = fso.GetFolder(WScript.Arguments(0));
            for (var files = new Enumerator(folder.Files); !files.atEnd(); files.moveNext()) {
                var file = files.item();
                if (!/\.docx?$/i.test(file.Name) || file.Name.charAt(0) == "~") continue;
                var document = word.Documents.Open(file.Path, false, true);
                document.ExportAsFixedFormat(file.Path.replace(/\.docx?$/i, ".pdf"), 17);
                document.Close(false);
                WScript.Echo(file.Name);
            }
            word.Quit();
            """));
    }
}
