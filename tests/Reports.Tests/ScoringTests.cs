using System.Text.Json.Nodes;
using CsCheck;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;
using ScanHost.Reports.Scoring;
using static ScanHost.Reports.Tests.Evidence;

namespace ScanHost.Reports.Tests;

public sealed class ScoringTests
{
    private static readonly Gen<Finding> AnyFinding = Gen.Select(
        Gen.Int[0, 6], Gen.Enum<Severity>(), Gen.Enum<FindingCategory>(), Gen.Int[0, 5],
        (id, severity, category, artifact) => Finding($"{category}.{id}", severity, category, artifact));

    private static readonly Artifact[] Tree =
        [Artifact(), Artifact(1, 0), Artifact(2, 1, relation: "carved"), Artifact(3, 0), Artifact(4, 3), Artifact(5, 3, relation: "overlay")];

    [Fact]
    public void The_order_of_the_findings_does_not_matter() => AnyFinding.Array[0, 12].Sample(findings =>
        new Assessment(Scan(Tree, findings)).Score == new Assessment(Scan(Tree, [.. findings.Reverse()])).Score);

    [Fact]
    public void The_same_finding_twice_counts_once() => AnyFinding.Array[1, 8].Sample(findings =>
        new Assessment(Scan(Tree, findings)).Score == new Assessment(Scan(Tree, [.. findings, findings[0]])).Score);

    [Fact]
    public void One_more_finding_never_lowers_the_score() => Gen.Select(AnyFinding.Array[0, 8], AnyFinding).Sample((findings, more) =>
        new Assessment(Scan(Tree, findings)).Score <= new Assessment(Scan(Tree, [.. findings, more])).Score);

    [Fact]
    public void A_score_is_from_0_to_100_and_no_child_lowers_its_parent() => AnyFinding.Array[0, 12].Sample(findings =>
    {
        var assessment = new Assessment(Scan(Tree, findings));
        return assessment.Score is >= 0 and <= 100
            && assessment.Score >= Math.Min(assessment.OwnScoreOf(0), 69) // its own findings alone may not open the gate
            && assessment.Score >= assessment.ScoreOf(1) && assessment.Score >= assessment.ScoreOf(3);
    });

    [Fact]
    public void Many_weak_oddities_of_one_kind_are_never_malicious()
    {
        var findings = Enumerable.Range(0, 50).Select(at => Finding($"active.{at}", Severity.VeryHigh, FindingCategory.Active)).ToList();

        var assessment = new Assessment(Scan([Artifact()], findings));

        assessment.Verdict.Should().Be(Verdict.Suspicious);
        assessment.Score.Should().Be(69);
        assessment.Breakdown.Gate.Applied.Should().BeTrue();
    }

    [Fact]
    public void The_child_that_opens_the_gate_counts_although_another_one_weighs_more()
    {
        Artifact[] tree = [Artifact(), Artifact(1, 0), Artifact(2, 0)];

        var assessment = new Assessment(Scan(tree, [
            Finding("a", Severity.VeryHigh, FindingCategory.Active),
            Finding("b", Severity.VeryHigh, FindingCategory.Active, 1), Finding("c", Severity.Low, FindingCategory.Network, 1),
            Finding("d", Severity.High, FindingCategory.Obfuscation, 2)]));

        assessment.Verdict.Should().Be(Verdict.Malicious);
        assessment.Contributions().Should().Equal(11, 0, 0, 10);
    }

    [Fact]
    public void Two_strong_kinds_of_evidence_are_malicious()
    {
        var assessment = new Assessment(Scan([Artifact()],
            [Finding("a", Severity.VeryHigh, FindingCategory.Active), Finding("b", Severity.VeryHigh, FindingCategory.Obfuscation)]));

        assessment.Verdict.Should().Be(Verdict.Malicious);
    }

    [Fact]
    public void A_thousand_odd_children_weigh_as_much_as_the_worst_one()
    {
        Artifact[] artifacts = [Artifact(), .. Enumerable.Range(1, 1000).Select(id => Artifact(id, 0))];
        var findings = artifacts.Skip(1).Select(artifact => Finding("odd", Severity.Medium, FindingCategory.Structure, artifact.Id)).ToList();

        new Assessment(Scan(artifacts, findings)).Score.Should().Be(20);
    }

    [Fact]
    public void Of_two_containers_with_the_same_bytes_both_are_what_is_in_them()
    {
        Artifact[] artifacts = [Artifact(), Artifact(1, parent: 0), Artifact(2, parent: 0), Twin(3, parent: 2, of: 1), Artifact(4, parent: 1)];
        var hostile = new Assessment(Scan(artifacts, [Finding("a", Severity.Critical, FindingCategory.Signature, artifact: 4)]));
        var unopened = new Assessment(Scan(artifacts, [], new CoverageGap(4, "zip", GapReason.Encrypted, "")));

        Enumerable.Range(0, 5).Select(hostile.VerdictOn).Should().AllBeEquivalentTo(Verdict.Malicious);
        Enumerable.Range(0, 5).Select(unopened.VerdictOn).Should().AllBeEquivalentTo(Verdict.Unknown);
    }

    [Fact]
    public void An_archive_that_contains_itself_is_scored_once()
    {
        Artifact[] artifacts = [Artifact(), Twin(1, parent: 0, of: 0), Artifact(2, parent: 0), Twin(3, parent: 2, of: 1)];
        var assessment = new Assessment(Scan(artifacts, [Finding("a", Severity.High, FindingCategory.Container), Finding("a", Severity.High, FindingCategory.Container, artifact: 2)]));

        assessment.Score.Should().Be(51);
    }

    [Fact]
    public void Archives_that_contain_each_other_are_scored_by_what_was_unpacked()
    {
        // 1 holds 3, which is 2; 2 holds 4, which is 1.
        Artifact[] artifacts = [Artifact(), Artifact(1, parent: 0), Artifact(2, parent: 0), Twin(3, parent: 1, of: 2), Twin(4, parent: 2, of: 1)];
        var assessment = new Assessment(Scan(artifacts, [Finding("a", Severity.Critical, FindingCategory.Signature, artifact: 4)]));

        new[] { 0, 2, 4 }.Select(assessment.VerdictOn).Should().AllBeEquivalentTo(Verdict.Malicious);
    }

    private static Artifact Twin(int id, int parent, int of) =>
        Artifact(id, parent) with { Facts = new Dictionary<string, JsonObject> { ["same_bytes"] = new() { ["artifact"] = of } } };

    [Fact]
    public void Without_full_coverage_nothing_is_clean()
    {
        var gap = new CoverageGap(0, "zip", GapReason.Encrypted, "It is encrypted.");

        new Assessment(Scan([Artifact()], [])).Verdict.Should().Be(Verdict.Clean);
        new Assessment(Scan([Artifact()], [], gap)).Verdict.Should().Be(Verdict.Unknown);
    }

    [Fact]
    public void An_allow_listed_file_is_clean_but_a_signature_on_it_is_shown_as_suspicious()
    {
        var known = Artifact(listed: new(ListKind.Allow, "known.txt", null));
        var odd = Finding("odd", Severity.High, FindingCategory.Structure);
        var signature = Finding("eicar", Severity.Critical, FindingCategory.Signature);

        new Assessment(Scan([known], [odd])).Verdict.Should().Be(Verdict.Clean);
        new Assessment(Scan([known], [odd, signature])).Verdict.Should().Be(Verdict.Suspicious);
    }

    [Fact]
    public void A_block_listed_file_scores_100() =>
        new Assessment(Scan([Artifact(listed: new(ListKind.Block, "bad.txt", null))], [])).Score.Should().Be(100);

    [Fact]
    public void A_contribution_is_what_the_score_would_lose()
    {
        var assessment = new Assessment(Scan([Artifact(), Artifact(1, 0)],
            [Finding("eicar", Severity.Critical, FindingCategory.Signature, 1), Finding("fact", Severity.Info, FindingCategory.Structure)]));

        assessment.Contributions().Should().Equal(95, 0);
        assessment.Breakdown.Because.Should().Equal(0, 1);
    }
}
