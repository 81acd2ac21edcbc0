using System.IO.Compression;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Stages;

public sealed class ContainerShapeTests
{
    [Theory]
    [InlineData("archive.single_exec", "setup.exe")]
    [InlineData("archive.single_exec", "invoice/invoice.scr")]
    [InlineData("archive.lnk_or_script_only", "invoice.lnk")]
    [InlineData("archive.lnk_or_script_only", "a.js", "b.vbs")]
    public async Task The_names_of_the_members_tell_a_lure(string finding, params string[] names)
    {
        (await FindingsAsync(Zip(names), "archive.zip")).Should().Contain(finding);
    }

    [Theory]
    [InlineData("setup.exe", "readme.txt")]
    [InlineData("letter.docx")]
    [InlineData("a.js", "package.json")]
    [InlineData("a.js", "b.js", "c.js", "d.js")]
    public async Task What_harmless_archives_hold_is_no_finding(params string[] names)
    {
        (await FindingsAsync(Zip(names), "archive.zip")).Should().NotContain(id => id.StartsWith("archive."));
    }

    [Theory]
    [InlineData("picture.jpg")]
    [InlineData("report.pdf")]
    public async Task An_archive_under_the_name_of_a_picture_or_document_is_disguised(string name)
    {
        (await FindingsAsync(Zip("a.txt"), name)).Should().Contain("archive.disguised");
    }

    [Theory]
    [InlineData("archive.zip")]
    [InlineData("archive.dat")]
    public async Task An_archive_under_a_name_of_its_own_is_not(string name)
    {
        (await FindingsAsync(Zip("a.txt"), name)).Should().NotContain("archive.disguised");
    }

    [Fact]
    public async Task More_members_than_the_limit_end_the_scan_and_say_so()
    {
        using var scans = new Scans { Readers = ContainerReaders.All, Limits = new() { MaxArtifacts = 50 } };

        var outcome = await scans.ScanAsync(Zip([.. Enumerable.Range(0, 200).Select(number => $"{number}.txt")]), "many.zip");

        outcome.Artifacts.Should().HaveCount(50);
        outcome.Gaps.Should().ContainSingle().Which.Limit.Should().Be("MaxArtifacts");
        outcome.Findings.Should().Contain(finding => finding.Id == "archive.bomb_count");
    }

    private static async Task<IEnumerable<string>> FindingsAsync(byte[] file, string name)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        var outcome = await scans.ScanAsync(file, name);
        return outcome.Findings.Select(finding => finding.Id);
    }

    private static byte[] Zip(params string[] names)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in names)
            {
                using var member = zip.CreateEntry(name).Open();
                member.Write(System.Text.Encoding.UTF8.GetBytes($"content of {name}"));
            }
        return output.ToArray();
    }
}
