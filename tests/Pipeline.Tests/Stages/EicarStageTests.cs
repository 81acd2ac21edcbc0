using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages;

public sealed class EicarStageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData(" \t\r\n\u001A")]
    public async Task The_test_file_is_found_with_white_space_behind_it(string tail)
    {
        var outcome = await Scans.OfAsync([.. EicarFile.Bytes, .. tail.Select(letter => (byte)letter)]);

        outcome.Findings.Should().ContainSingle().Which.Should().Match<Finding>(finding =>
            finding.Id == "eicar"
            && finding.Severity == Severity.Critical
            && finding.Confidence == Confidence.High
            && finding.Category == FindingCategory.Signature);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task It_is_at_most_128_bytes_long(int length, bool isFound)
    {
        var outcome = await Scans.OfAsync([.. EicarFile.Bytes, .. Enumerable.Repeat((byte)' ', length - 68)]);

        outcome.Findings.Any(finding => finding.Id == "eicar").Should().Be(isFound);
    }

    [Fact]
    public async Task Text_around_it_makes_it_text_about_it()
    {
        var before = await Scans.OfAsync([(byte)' ', .. EicarFile.Bytes]);
        var after = await Scans.OfAsync([.. EicarFile.Bytes, (byte)'!']);
        var cut = await Scans.OfAsync(EicarFile.Bytes[..67]);

        before.Findings.Concat(after.Findings).Concat(cut.Findings).Should().BeEmpty();
    }
}
