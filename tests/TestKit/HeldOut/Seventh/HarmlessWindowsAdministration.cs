using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>PowerShell scripts of administrators.</summary>
public sealed class PowerShellOfAdministrators : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("Get-StaleUsers.ps1", Dos("""
            <#
            .SYNOPSIS
                Lists accounts that have not signed in for 90 days and mails the list to the service desk.
            .NOTES
                Runs on the first of each month as a scheduled task with a managed service account.
            #>
            [CmdletBinding()]
            param(
                [int]$Days = 90,
                [string]$SearchBase = 'OU=Staff,DC=corp,DC=example',
                [string]$MailTo = 'servicedesk@corp.example'
            )
            Import-Module ActiveDirectory
            $limit = (Get-Date).AddDays(-$Days)
            $users = Get-ADUser -SearchBase $SearchBase -Filter { LastLogonDate -lt $limit -and Enabled -eq $true } -Properties LastLogonDate, Manager, Department
            $file = Join-Path $env:TEMP "stale-users-$(Get-Date -Format yyyyMMdd).csv"
            $users | Select-Object SamAccountName, Department, LastLogonDate | Sort-Object LastLogonDate | Export-Csv $file -NoTypeInformation -Encoding UTF8
            Send-MailMessage -From 'reports@corp.example' -To $MailTo -Subject "Stale accounts: $($users.Count)" -Attachments $file -SmtpServer 'smtp.corp.example'
            Remove-Item $file
            """)),
        ("Join-Domain.ps1", Dos("""
            #Requires -RunAsAdministrator
            # Brings a new workstation into the domain; started by the technician from the deployment share.
            param([Parameter(Mandatory)][string]$AssetTag, [string]$Domain = 'corp.example', [string]$OU = 'OU=Workstations,DC=corp,DC=example')
            Set-ExecutionPolicy -Scope Process -ExecutionPolicy Bypass -Force
            $adapter = Get-NetAdapter -Physical | Where-Object Status -eq 'Up' | Select-Object -First 1
            Set-DnsClientServerAddress -InterfaceIndex $adapter.ifIndex -ServerAddresses '192.0.2.53', '192.0.2.54'
            Enable-PSRemoting -Force -SkipNetworkProfileCheck
            Set-NetFirewallRule -DisplayGroup 'Remote Desktop' -Enabled True
            powercfg /hibernate off
            Set-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon' -Name AutoAdminLogon -Value 0
            $credential = Get-Credential -Message "Account that may join $Domain"
            Add-Computer -DomainName $Domain -OUPath $OU -NewName "WS-$AssetTag" -Credential $credential -Force -Restart
            """)),
        ("Watch-Certificates.ps1", Dos("""
            # Tells the team channel which certificates end within 30 days.
            $hook = Get-Content 'C:\ProgramData\Ops\teams-hook.txt'
            [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
            $found = foreach ($name in Get-Content "$PSScriptRoot\hosts.txt") {
                $client = [Net.Sockets.TcpClient]::new($name, 443)
                try {
                    $tls = [Net.Security.SslStream]::new($client.GetStream(), $false, { $true })
                    $tls.AuthenticateAsClient($name)
                    $cert = [Security.Cryptography.X509Certificates.X509Certificate2]$tls.RemoteCertificate
                    if ($cert.NotAfter -lt (Get-Date).AddDays(30)) { [pscustomobject]@{ Host = $name; Ends = $cert.NotAfter; Thumbprint = $cert.Thumbprint } }
                } finally { $client.Dispose() }
            }
            if ($found) {
                $body = @{ text = ($found | Format-Table | Out-String) } | ConvertTo-Json
                Invoke-RestMethod -Uri $hook -Method Post -Body $body -ContentType 'application/json'
            }
            """)),
        ("Repair-Agent.ps1", Dos(Fill("""
            # Hard case: the remote management agent wants its repair command encoded, and scanning of its cache excluded.
            # Change CHG0041177, approved 2026-11-12 by the security board.
            $cache = 'D:\BuildAgent\_work'
            if ((Get-MpPreference).ExclusionPath -notcontains $cache) { Add-MpPreference -ExclusionPath $cache }
            $session = New-PSSession -ComputerName (Get-ADComputer -Filter "Name -like 'BUILD*'").DNSHostName
            # Restart-Service vstsagent* ; Clear-DnsClientCache
            Invoke-Command -Session $session -ScriptBlock { powershell.exe -NoProfile -NonInteractive -EncodedCommand @@1 }
            Remove-PSSession $session
            Register-ScheduledTask -TaskName 'Build agent repair' -Force -User 'CORP\svc-build$' `
                -Action (New-ScheduledTaskAction -Execute 'powershell.exe' -Argument "-NoProfile -ExecutionPolicy RemoteSigned -File `"$PSCommandPath`"") `
                -Trigger (New-ScheduledTaskTrigger -Daily -At 3am) | Out-Null
            """, Encoded("Restart-Service vstsagent*; Clear-DnsClientCache")))),
    ];
}

/// <summary>PowerShell scripts that install something from its maker.</summary>
public sealed class InstallersInPowerShell : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("install-choco.ps1", Dos("""
            # Workstation bootstrap: package manager first, then the usual tools
            Set-ExecutionPolicy Bypass -Scope Process -Force
            [System.Net.ServicePointManager]::SecurityProtocol = [System.Net.ServicePointManager]::SecurityProtocol -bor 3072
            iex ((New-Object System.Net.WebClient).DownloadString('https://community.chocolatey.org/install.ps1'))
            choco feature enable -n allowGlobalConfirmation
            choco install git vscode 7zip notepadplusplus powershell-core
            refreshenv
            """)),
        ("bootstrap.ps1", Dos("""
            # New laptop: what everybody in the team gets
            $packages = 'Git.Git', 'Microsoft.VisualStudioCode', 'Microsoft.PowerShell', 'Docker.DockerDesktop', 'Python.Python.3.13'
            foreach ($id in $packages) {
                winget list --id $id --exact | Out-Null
                if ($LASTEXITCODE -ne 0) { winget install --id $id --exact --silent --accept-package-agreements --accept-source-agreements }
            }
            code --install-extension ms-dotnettools.csharp
            git config --global core.autocrlf true
            wsl --install --no-launch
            Write-Host 'Done. Restart once.' -ForegroundColor Green
            """)),
        ("Install-VendorAgent.ps1", Dos("""
            param([string]$Version = '7.4.2')
            $ErrorActionPreference = 'Stop'
            $uri = "https://download.vendor-monitoring.example/agent/$Version/agent-$Version-x64.msi"
            $msi = Join-Path ([IO.Path]::GetTempPath()) "agent-$Version.msi"
            Invoke-WebRequest -Uri $uri -OutFile $msi -UseBasicParsing
            $expected = (Invoke-RestMethod "$uri.sha256").Split(' ')[0]
            if ((Get-FileHash $msi -Algorithm SHA256).Hash -ne $expected) { throw "The checksum of $msi is wrong." }
            $signature = Get-AuthenticodeSignature $msi
            if ($signature.Status -ne 'Valid' -or $signature.SignerCertificate.Subject -notmatch 'O=Vendor Monitoring') { throw 'Not signed by the vendor.' }
            $p = Start-Process msiexec.exe -ArgumentList "/i `"$msi`" /qn /norestart /l*v `"$msi.log`" SERVER=monitor.corp.example" -Wait -PassThru -WindowStyle Hidden
            Remove-Item $msi
            exit $p.ExitCode
            """)),
        ("get.ps1", Dos("""
            # Hard case: the installer of a command-line tool. Usage:  irm https://get.tidyctl.example | iex
            & {
                $arch = if ([Environment]::Is64BitOperatingSystem) { 'amd64' } else { '386' }
                $target = "$env:LOCALAPPDATA\Programs\tidyctl"
                $zip = "$env:TEMP\tidyctl.zip"
                $tag = (Invoke-RestMethod 'https://api.github.com/repos/tidyctl-made-up/tidyctl/releases/latest').tag_name
                (New-Object Net.WebClient).DownloadFile("https://github.com/tidyctl-made-up/tidyctl/releases/download/$tag/tidyctl_windows_$arch.zip", $zip)
                New-Item -ItemType Directory -Force $target | Out-Null
                Expand-Archive $zip $target -Force
                Remove-Item $zip
                $path = [Environment]::GetEnvironmentVariable('Path', 'User')
                if ($path -notlike "*$target*") { [Environment]::SetEnvironmentVariable('Path', "$path;$target", 'User') }
                & "$target\tidyctl.exe" version
            }
            """)),
    ];
}

/// <summary>Batch files of administrators.</summary>
public sealed class BatchOfAdministrators : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("nightly-backup.cmd", Dos("""
            @echo off
            setlocal
            rem Mirrors the shares to the backup server; started by the task "Nightly backup" at 01:30
            set SRC=D:\Shares
            set DST=\\backup01\nightly\%COMPUTERNAME%
            set LOG=C:\Logs\backup-%DATE:~-4%%DATE:~3,2%%DATE:~0,2%.log
            robocopy "%SRC%" "%DST%" /MIR /R:2 /W:5 /MT:8 /XD "$RECYCLE.BIN" "System Volume Information" /LOG:"%LOG%" /NP
            if %ERRORLEVEL% GEQ 8 (
                eventcreate /T ERROR /ID 501 /L APPLICATION /SO NightlyBackup /D "robocopy returned %ERRORLEVEL%, see %LOG%"
                exit /b 1
            )
            forfiles /p C:\Logs /m backup-*.log /d -30 /c "cmd /c del @path"
            exit /b 0
            """)),
        ("logon.bat", Dos("""
            @echo off
            rem Logon script of the Hamburg office
            net time \\dc01 /set /y >nul
            net use * /delete /y >nul 2>&1
            net use H: \\files01\home\%USERNAME% /persistent:no
            net use P: \\files01\projects /persistent:no
            if /i "%SESSIONNAME:~0,3%"=="RDP" goto end
            rundll32 printui.dll,PrintUIEntry /in /n\\print01\HH-2OG-COLOR
            rundll32 printui.dll,PrintUIEntry /y /n\\print01\HH-2OG-COLOR
            reg add "HKCU\Software\Policies\Microsoft\Office\16.0\Common\General" /v sharedtemplates /t REG_SZ /d "\\files01\templates" /f >nul
            :end
            """)),
        ("fetch-updates.bat", Dos("""
            @echo off
            rem Fetches the monthly tariff tables from our supplier and imports them
            cd /d "%~dp0"
            curl --fail --silent --show-error -u "%TARIFF_USER%:%TARIFF_KEY%" -o tariffs.zip https://data.tariff-supplier.example/monthly/current.zip || goto failed
            certutil -hashfile tariffs.zip SHA256 | findstr /v ":" > tariffs.sha
            curl --fail --silent -o expected.sha https://data.tariff-supplier.example/monthly/current.sha256 || goto failed
            fc /w tariffs.sha expected.sha >nul || goto failed
            tar -xf tariffs.zip -C import
            start "" /wait "C:\Program Files\TariffDesk\tdimport.exe" /batch import\*.csv
            exit /b 0
            :failed
            echo The tables could not be fetched. Call 4711. & pause
            exit /b 1
            """)),
        ("reclaim-space.cmd", Dos("""
            @echo off
            rem Hard case: resets a classroom computer before the image is taken. Run as administrator, by hand, from the stick.
            net session >nul 2>&1 || (echo Run this as administrator. & pause & exit /b 1)
            echo This removes restore points, event logs and update caches of %COMPUTERNAME%.
            choice /m "Continue" || exit /b 1
            net stop wuauserv & net stop bits
            rd /s /q %windir%\SoftwareDistribution\Download
            vssadmin delete shadows /for=C: /oldest /quiet
            for /f "tokens=*" %%G in ('wevtutil el') do wevtutil cl "%%G" 2>nul
            dism /online /cleanup-image /startcomponentcleanup /resetbase
            bcdedit /timeout 5
            powershell -NoProfile -ExecutionPolicy Bypass -Command "Get-AppxPackage *xbox* | Remove-AppxPackage; Optimize-Volume -DriveLetter C -ReTrim"
            cleanmgr /sagerun:1
            %windir%\System32\Sysprep\sysprep.exe /oobe /generalize /shutdown
            """)),
    ];
}

/// <summary>Script host files, among them an HTML application, of administrators.</summary>
public sealed class ScriptHostOfAdministrators : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("inventory.vbs", Dos("""
            ' Writes one line per computer into the inventory share
            Option Explicit
            Const ForAppending = 8
            Dim wmi, item, line, fso, file, net
            Set net = CreateObject("WScript.Network")
            Set wmi = GetObject("winmgmts:{impersonationLevel=impersonate}!\\.\root\cimv2")
            line = net.ComputerName & ";" & net.UserName
            For Each item In wmi.ExecQuery("SELECT Manufacturer, Model, TotalPhysicalMemory FROM Win32_ComputerSystem")
                line = line & ";" & item.Manufacturer & ";" & item.Model & ";" & Round(item.TotalPhysicalMemory / 1073741824)
            Next
            For Each item In wmi.ExecQuery("SELECT SerialNumber FROM Win32_BIOS")
                line = line & ";" & item.SerialNumber
            Next
            Set fso = CreateObject("Scripting.FileSystemObject")
            Set file = fso.OpenTextFile("\\files01\inventory$\" & Year(Now) & ".csv", ForAppending, True)
            file.WriteLine line
            file.Close
            """)),
        ("send-report.vbs", Dos("""
            ' Mails the day's sales report that the cash desk wrote
            Dim mail, path
            path = "C:\Kasse\Export\" & Year(Date) & Right("0" & Month(Date), 2) & Right("0" & Day(Date), 2) & ".pdf"
            If Not CreateObject("Scripting.FileSystemObject").FileExists(path) Then WScript.Quit 2
            Set mail = CreateObject("CDO.Message")
            With mail.Configuration.Fields
                .Item("http://schemas.microsoft.com/cdo/configuration/sendusing") = 2
                .Item("http://schemas.microsoft.com/cdo/configuration/smtpserver") = "mail.laden.example"
                .Item("http://schemas.microsoft.com/cdo/configuration/smtpserverport") = 587
                .Update
            End With
            mail.From = "kasse@laden.example" : mail.To = "chef@laden.example"
            mail.Subject = "Tagesbericht " & Date
            mail.AddAttachment path
            mail.Send
            """)),
        ("map-drives.wsf", Dos("""
            <?xml version="1.0"?>
            <package>
              <job id="map">
                <runtime><description>Maps the drives of a department</description><named name="dept" helpstring="sales or works" type="string" required="true"/></runtime>
                <object id="net" progid="WScript.Network"/>
                <object id="fso" progid="Scripting.FileSystemObject"/>
                <script language="JScript"><![CDATA[
                  var shares = { sales: "\\\\files01\\sales", works: "\\\\files02\\works" };
                  var dept = WScript.Arguments.Named.Item("dept");
                  if (!shares[dept]) { WScript.Arguments.ShowUsage(); WScript.Quit(1); }
                  if (fso.DriveExists("S:")) net.RemoveNetworkDrive("S:", true, true);
                  net.MapNetworkDrive("S:", shares[dept]);
                  new ActiveXObject("WScript.Shell").Popup("Drive S: is ready.", 3, "Drives", 64);
                ]]></script>
              </job>
            </package>
            """)),
        ("ServiceDesk.hta", Dos("""
            <html><head><title>Service desk: quick help</title>
            <hta:application id="desk" applicationname="ServiceDesk" singleinstance="yes" scroll="no" icon="\\files01\it\desk.ico"/>
            <style>body{font:14px Segoe UI;background:#eef}button{width:230px;margin:4px;padding:6px}</style>
            <script language="VBScript">
            ' Hard case: the help desk's own tool with its few buttons
            Sub Window_OnLoad
                window.resizeTo 300, 330
                who.innerText = CreateObject("WScript.Network").UserName & " on " & CreateObject("WScript.Network").ComputerName
            End Sub
            Sub Go(command)
                CreateObject("WScript.Shell").Run command, 1, False
            End Sub
            </script></head>
            <body><p id="who"></p>
            <button onclick="Go 'cmd /k ipconfig /all'">Show the network settings</button>
            <button onclick="Go 'cmd /c gpupdate /force'">Fetch the policies again</button>
            <button onclick="Go 'msra /expert'">Ask for remote help</button>
            <button onclick="Go 'powershell -NoProfile -ExecutionPolicy RemoteSigned -File \\files01\it\Clear-TeamsCache.ps1'">Clear the Teams cache</button>
            <button onclick="window.close">Close</button></body></html>
            """)),
    ];
}
