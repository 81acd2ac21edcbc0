using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScanHost.Pipeline.Stages.Yara;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Yara;

/// <summary>Rules on disk, while the program runs.</summary>
public sealed class RuleFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rules_come_from_files_and_from_folders_below_folders()
    {
        folder.Write("rules/sub/a.yar", "rule a { condition: true }"u8.ToArray());
        folder.Write("rules/b.yara", "include \"sub/c.inc\" rule b { condition: c }"u8.ToArray());
        folder.Write("rules/sub/c.inc", "rule c { condition: filename == \"\" }"u8.ToArray());
        folder.Write("rules/readme.txt", "no rules"u8.ToArray());

        var rules = Files().Current.Rules;

        rules.All.Select(rule => (rule.Namespace, rule.Name)).Should().Contain([("b.yara", "b"), ("b.yara", "c"), ("sub/a.yar", "a")]);
    }

    [Fact]
    public void A_change_is_taken_up_and_nothing_else()
    {
        var path = folder.Write("rules/a.yar", "rule a { condition: true }"u8.ToArray());
        var files = Files();
        var first = files.Current;
        files.RefreshNow();
        files.Current.Should().BeSameAs(first);

        File.WriteAllText(path, "rule a { condition: true } rule b { condition: true }");
        files.RefreshNow();

        files.Current.Rules.All.Should().Contain(rule => rule.Name == "b");
        files.Current.Digest.Should().NotBe(first.Digest);
    }

    [Fact]
    public void Rules_that_work_are_not_replaced_by_a_file_that_is_broken()
    {
        var path = folder.Write("rules/a.yar", "rule a { condition: true } rule b { condition: true }"u8.ToArray());
        var files = Files();
        var before = files.Current.Rules;

        File.WriteAllText(path, "rule a { condition: true } rule b { condition: ");
        files.RefreshNow();
        files.Current.Rules.Should().BeSameAs(before);

        File.WriteAllText(path, "rule a { condition: true }");
        files.RefreshNow();
        files.Current.Rules.All.Should().NotContain(rule => rule.Name == "b");
    }

    [Fact]
    public void A_path_that_is_not_there_is_told()
    {
        var files = new RuleFiles(
            Options.Create(new RulesOptions { Paths = [Path.Combine(folder.Path, "no")] }), TimeProvider.System, NullLogger<RuleFiles>.Instance);

        files.Current.Unreadable.Should().ContainSingle();
    }

    private RuleFiles Files() => new(
        Options.Create(new RulesOptions { Paths = [Path.Combine(folder.Path, "rules")] }), TimeProvider.System, NullLogger<RuleFiles>.Instance);
}
