using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Lists;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Lists;

public sealed class HashListTests : IDisposable
{
    // SHA-256 of "abc", FIPS 180-2 appendix B.1.
    private const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_blocked_file_is_found_with_list_and_label()
    {
        var list = folder.Write("bad.txt", $"# known bad\n\n{Abc.ToUpperInvariant()} , Trojan.Abc \r\n");

        var outcome = await ScanAbcAsync(new() { Block = [list] });

        outcome.Artifacts[0].Listed.Should().Be(new ListEntry(ListKind.Block, "bad.txt", "Trojan.Abc"));
        outcome.Findings.Should().ContainSingle().Which.Should().Match<Finding>(
            finding => finding.Id == "list.blocked" && finding.Severity == Severity.Critical && finding.Confidence == Confidence.High);
    }

    [Fact]
    public async Task An_allowed_file_is_not_unpacked_but_still_matched()
    {
        var box = Box.Of(("inner", EicarFile.Bytes));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(box));
        using var scans = new Scans { Lists = new() { Allow = [folder.Write("good.txt", hash)] } };

        var outcome = await scans.ScanAsync(box);

        outcome.Artifacts.Should().ContainSingle().Which.Listed.Should().Be(new ListEntry(ListKind.Allow, "good.txt", null));
        outcome.Gaps.Should().BeEmpty();
        outcome.Stages.Single(stage => stage.Name == "box").Status.Should().Be(StageStatus.Skipped);
        outcome.Stages.Single(stage => stage.Name == "entropy").Status.Should().Be(StageStatus.Ok);
    }

    [Fact]
    public async Task A_file_on_both_kinds_of_list_is_blocked()
    {
        var good = folder.Write("good.txt", Abc);
        var bad = folder.Write("bad.txt", Abc);

        var outcome = await ScanAbcAsync(new() { Allow = [good], Block = [bad] });

        outcome.Artifacts[0].Listed!.Kind.Should().Be(ListKind.Block);
    }

    [Fact]
    public async Task All_files_of_a_folder_are_lists()
    {
        folder.Write("one.txt", new string('0', 64));
        folder.Write("two.txt", Abc);

        var outcome = await ScanAbcAsync(new() { Allow = [folder.Path] });

        outcome.Artifacts[0].Listed!.List.Should().Be("two.txt");
    }

    [Fact]
    public void A_bad_line_is_logged_with_file_and_number_and_the_good_ones_stay()
    {
        var log = new LogLines<HashListFiles>();
        var path = folder.Write("mixed.txt", $"{Abc}\nnonsense\n{Abc[1..]}\n{new string('1', 64)}\n");

        var lists = Lists(new() { Block = [path] }, log).Current;

        lists.Find(Abc).Should().NotBeNull();
        lists.Find(new string('1', 64)).Should().NotBeNull();
        log.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text).Should().Equal(
            $"Hash list {path}, line 2 is not \"sha256[,label]\" and is left out",
            $"Hash list {path}, line 3 is not \"sha256[,label]\" and is left out");
    }

    [Fact]
    public void A_changed_list_is_read_again_after_a_second_and_not_before()
    {
        var path = folder.Write("list.txt", new string('1', 64));
        var files = Lists(new() { Block = [path] }, new());
        var before = files.Current;

        folder.Write("list.txt", $"{new string('1', 64)}\n{Abc}");
        files.Current.Should().BeSameAs(before);
        clock.Advance(TimeSpan.FromSeconds(1));

        files.Current.Find(Abc).Should().NotBeNull();
        files.Current.Digest.Should().NotBe(before.Digest);
    }

    [Fact]
    public void Lists_that_did_not_change_stay_the_same_object()
    {
        var files = Lists(new() { Block = [folder.Write("list.txt", Abc)] }, new());
        var before = files.Current;

        clock.Advance(TimeSpan.FromSeconds(10));

        files.Current.Should().BeSameAs(before);
    }

    [Fact]
    public void A_list_that_appears_later_is_read_and_one_that_goes_is_forgotten()
    {
        var log = new LogLines<HashListFiles>();
        var path = Path.Combine(folder.Path, "later.txt");
        var files = Lists(new() { Block = [path] }, log);

        files.Current.IsEmpty.Should().BeTrue();
        folder.Write("later.txt", Abc);
        clock.Advance(TimeSpan.FromSeconds(1));
        files.Current.Find(Abc).Should().NotBeNull();
        File.Delete(path);
        clock.Advance(TimeSpan.FromSeconds(1));

        files.Current.IsEmpty.Should().BeTrue();
        log.Lines.Count(line => line.Level == LogLevel.Warning).Should().Be(2);
    }

    [Fact]
    public async Task A_scan_after_the_change_uses_the_new_list_and_names_another_engine()
    {
        var path = folder.Write("list.txt", "");
        using var scans = new Scans { Clock = clock, Lists = new() { Block = [path] } };
        var scanner = scans.Scanner;
        var sample = folder.Write("sample", "abc");
        var before = await scanner.ScanAsync(sample, "abc", null, CancellationToken.None);

        folder.Write("list.txt", Abc);
        clock.Advance(TimeSpan.FromSeconds(1));
        var after = await scanner.ScanAsync(sample, "abc", null, CancellationToken.None);

        before.Findings.Should().BeEmpty();
        after.Findings.Should().ContainSingle(finding => finding.Id == "list.blocked");
        after.Engine.Digest.Should().NotBe(before.Engine.Digest);
    }

    private static async Task<ScanOutcome> ScanAbcAsync(ListsOptions lists)
    {
        using var scans = new Scans { Lists = lists };
        return await scans.ScanAsync("abc"u8.ToArray());
    }

    private HashListFiles Lists(ListsOptions options, LogLines<HashListFiles> log) => new(Options.Create(options), clock, log);
}
