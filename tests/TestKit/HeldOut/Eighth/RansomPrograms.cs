using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Programs with the texts of extortioners: the note, the list of endings, and what they switch off. Their code returns at once.</summary>
public sealed class RansomPrograms : EighthRound
{
    private const string Note = "All your files have been encrypted! Your documents, photos, databases and other important files are no longer accessible. To recover them you must pay in Bitcoin. Download Tor Browser and open http://examplexampleexampleexampleexample.onion/?id=%s . Do not rename encrypted files. Do not try to decrypt with third-party software. After 72 hours the price will double and your data will be published.";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Crypt = "CryptAcquireContextW CryptGenRandom CryptImportKey CryptEncrypt CryptDestroyKey";
        const string Walk = "FindFirstFileW FindNextFileW GetLogicalDrives GetDriveTypeW MoveFileExW SetFileAttributesW CreateProcessW";
        yield return ("locker.exe", new EighthImage().Runtime().Importing("KERNEL32.dll", Walk).Importing("ADVAPI32.dll", Crypt).Importing("MPR.dll", "WNetOpenEnumW WNetEnumResourceW").Manifest("requireAdministrator")
            .With("cmd.exe /c vssadmin.exe delete shadows /all /quiet", "wmic shadowcopy delete", "bcdedit /set {default} recoveryenabled no", "bcdedit /set {default} bootstatuspolicy ignoreallfailures", "wbadmin delete catalog -quiet", "README_TO_RESTORE.txt", Note, ".locked", ".doc;.docx;.xls;.xlsx;.pdf;.jpg;.sql;.mdb;.pst;.vmdk;.bak", "sqlservr.exe", "veeam").Build());
        yield return ("decryptor_setup.exe", new EighthImage { Is64 = false }.Runtime().Importing("KERNEL32.dll", Walk).Importing("ADVAPI32.dll", Crypt + " OpenSCManagerW OpenServiceW ControlService").Importing("RstrtMgr.DLL", "RmStartSession RmRegisterResources RmGetList RmShutdown")
            .With(Note, "HOW TO DECRYPT FILES.txt", "C:\\Windows\\System32\\vssadmin.exe Delete Shadows /All /Quiet", "-----BEGIN PUBLIC KEY-----", "taskkill /f /im sqlwriter.exe", "net stop VSS /y", "schtasks /CREATE /SC ONLOGON /TN lock /TR \"%s\" /RL HIGHEST /F", "Control Panel\\Desktop", "wallpaper.bmp").Resource(10, 5, Noise(16000, 14)).Build());
        yield return ("svcmon.exe", new EighthImage().Runtime().Importing("KERNEL32.dll", Walk).Importing("bcrypt.dll", "BCryptGenRandom BCryptImportKeyPair BCryptEncrypt").Importing("RstrtMgr.DLL", "RmStartSession RmRegisterResources RmGetList")
            .With("{\"note_name\":\"RECOVER-${EXTENSION}-FILES.txt\",\"note\":\"" + Note.Replace("Bitcoin", "XMR", StringComparison.Ordinal) + "\",\"exclude\":[\"$recycle.bin\",\"windows\",\"boot\"],\"kill_services\":[\"mepocs\",\"memtas\",\"veeam\",\"sql\",\"backup\",\"vss\"],\"threads\":8}", "--access-token", "--no-vm-kill", "vss^admin", "del^ete sha^dows", "iisreset.exe /stop", "fsutil behavior set SymlinkEvaluation R2L:1", "wevtutil.exe cl").Build());
        yield return ("encrypt.elf", new EighthUnix().Functions("main encrypt_file search_and_encrypt esxcli_kill daemonize").Imports("fopen", "rename", "popen", "opendir", "EVP_EncryptUpdate", "pthread_create")
            .With("esxcli --formatter=csv --format-param=fields==\"WorldID,DisplayName\" vm process list", "esxcli vm process kill --type=force --world-id=%s", "/vmfs/volumes/", ".vmdk", ".vmsn", ".vswp", "vim-cmd vmsvc/getallvms", "Usage: %s [-p path] [-m 10]", "/etc/motd", "RESTORE_FILES.txt", Note).Elf());
    }
}
