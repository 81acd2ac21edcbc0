using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Stages;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages;

public sealed class PasswordTests
{
    [Theory]
    [InlineData("invoice_pw-Tr0ub4dor.zip", "Tr0ub4dor")]
    [InlineData("Tr0ub4dor&3.zip", "Tr0ub4dor&3")]
    public async Task A_word_of_the_archives_name_opens_it_and_is_noted_on_the_child(string name, string password)
    {
        var outcome = await ScanAsync(Zip("note.txt", "hello", password), name);

        outcome.Gaps.Should().BeEmpty();
        outcome.Artifacts[1].Facts["member"]["password"]!.GetValue<string>().Should().Be(password);
    }

    [Fact]
    public async Task A_word_of_the_name_of_what_contains_the_archive_opens_it()
    {
        var outcome = await ScanAsync(Box.Of(("inner.zip", Zip("note.txt", "hello", "qwertz99")), ("tail", [1])), "mail with qwertz99.box");

        outcome.Gaps.Should().BeEmpty();
        outcome.Artifacts.Should().Contain(artifact => artifact.Name == "note.txt" && artifact.Parent == 1);
    }

    [Fact]
    public async Task What_another_stage_reads_of_the_parent_opens_its_children()
    {
        var reading = new ScriptedStage("body", (scan, _) =>
        {
            if (scan.Facts.Depth == 0)
                scan.Learn(facts => facts with { PasswordCandidates = ["from the body"] });
        });

        var outcome = await ScanAsync(Box.Of(("inner.zip", Zip("note.txt", "hello", "from the body")), ("tail", [1])), "mail", reading);

        outcome.Gaps.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_its_password_an_archive_is_an_encrypted_gap()
    {
        var outcome = await ScanAsync(Zip("note.txt", "hello", "unguessable"), "archive.zip");

        outcome.Gaps.Should().ContainSingle().Which.Reason.Should().Be(GapReason.Encrypted);
        outcome.Findings.Should().Contain(finding => finding.Id == "archive.encrypted");
    }

    [Fact]
    public async Task The_same_encrypted_bytes_are_tried_again_where_the_password_is_known()
    {
        var zip = Zip("note.txt", "hello", "s3cretword");

        var outcome = await ScanAsync(Box.Of(("first.zip", zip), ("s3cretword.zip", zip)), "two.box");

        outcome.Artifacts.Should().Contain(artifact => artifact.Name == "note.txt" && artifact.Parent == 2);
    }

    private static async Task<ScanOutcome> ScanAsync(byte[] file, string name, params IScanStage[] stages)
    {
        using var scans = new Scans { Readers = [new Box(), .. ContainerReaders.All], Stages = stages };
        return await scans.ScanAsync(file, name);
    }

    private static byte[] Zip(string name, string content, string password)
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, System.Text.Encoding.ASCII.GetBytes(content));
        ForeignTool.Run(folder.Path, "zip", "-P", password, "out.zip", name);
        return folder.Read("out.zip");
    }
}
