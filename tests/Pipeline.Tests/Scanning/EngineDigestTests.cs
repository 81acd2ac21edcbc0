using ScanHost.Pipeline.Lists;
using ScanHost.Pipeline.Scanning;
using ScanHost.Pipeline.Stages;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Scanning;

public sealed class EngineDigestTests
{
    [Fact]
    public void The_same_stages_lists_and_settings_have_the_same_digest()
    {
        using var one = new Scans();
        using var other = new Scans();

        one.Scanner.Engine.Should().Be(other.Scanner.Engine);
        one.Scanner.Engine.Digest.Should().MatchRegex("^[0-9a-f]{64}$");
        one.Scanner.Engine.Version.Should().MatchRegex(@"^\d+\.\d+\.\d+$");
    }

    [Fact]
    public void Whatever_can_change_a_finding_changes_the_digest()
    {
        using var folder = new TemporaryFolder();
        var list = folder.Write("known.txt", new string('a', 64));
        using var plain = new Scans();
        using var listed = new Scans { Lists = new ListsOptions { Block = [list] } };
        using var allowed = new Scans { Lists = new ListsOptions { Allow = [list] } };
        using var limited = new Scans { Limits = new() { MaxDepth = 11 } };
        using var unopened = new Scans { Readers = [] };
        using var newer = new Scans { Stages = [new ScriptedStage("x", (_, _) => { }) { Version = "2" }] };
        using var older = new Scans { Stages = [new ScriptedStage("x", (_, _) => { })] };
        using var otherRules = new Scans { Stages = [new ScriptedStage("x", (_, _) => { }) { Fingerprint = "rules" }] };

        Scans[] all = [plain, listed, allowed, limited, unopened, newer, older, otherRules];

        all.Select(scans => scans.Scanner.Engine.Digest).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Code_that_was_changed_has_another_digest_even_when_no_version_tells()
    {
        var before = ScanEngine.Digest([new EicarStage()], new(), [Guid.NewGuid()]);

        ScanEngine.Digest([new EicarStage()], new(), [Guid.NewGuid()]).Should().NotBe(before);
    }

    [Fact]
    public void A_limit_of_the_doors_alone_leaves_the_digest_as_it_is()
    {
        using var plain = new Scans();
        using var other = new Scans { Limits = new() { MaxFileBytes = 1, MaxFilesPerSubmission = 1, MaxReportBytes = 1 << 20 } };

        other.Scanner.Engine.Digest.Should().Be(plain.Scanner.Engine.Digest);
    }

    [Fact]
    public void Two_stages_of_one_name_are_refused()
    {
        var creating = () => ScanEngine.Create([new EicarStage(), new EicarStage()], new());

        creating.Should().Throw<ArgumentException>().WithMessage("*eicar*");
    }
}
