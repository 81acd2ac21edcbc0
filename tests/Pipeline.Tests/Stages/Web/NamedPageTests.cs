using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Web;

/// <summary>Browsers take a file for a page by its name, wherever in it the markup begins.</summary>
public sealed class NamedPageTests
{
    private const string Pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n";

    private static readonly string Smuggles =
        $"<script>var d='{new string('A', 120)}';var b=new Blob([Uint8Array.from(atob(d),c=>c.charCodeAt(0))]);a.href=URL.createObjectURL(b);</script>";

    public static TheoryData<string> Heads =>
    [
        "Please wait", $"<!-- {new string('x', 9000)} -->", new string(' ', 9000), "<details ontoggle=x>", "\u0001", Pdf, "GIF89a\u0001\0\u0001\0\0\0\0;", "{\"a\": 1}", "#!/bin/sh\n",
        new string('x', 70_000),
    ];

    [Theory]
    [MemberData(nameof(Heads))]
    public async Task A_page_is_looked_at_as_one_whatever_stands_before_its_script(string head)
    {
        var content = Encoding.Latin1.GetBytes(head + Smuggles);

        (await FindingsAsync(content, "a.html")).Should().Contain(WebHeuristics.Smuggling.Id);
        (await FindingsAsync(content, "a.txt")).Should().NotContain(WebHeuristics.Smuggling.Id);
    }

    [Theory]
    [InlineData("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>location='https://x.invalid/'</script></svg>", "svg.script")]
    [InlineData("a.hta", "<script>new ActiveXObject('WScript.Shell').Run('calc')</script>", "hta.exec")]
    public async Task A_drawing_and_an_application_are_too(string name, string markup, string finding)
    {
        var content = Encoding.Latin1.GetBytes($"<!-- {new string('x', 9000)} -->{markup}");

        (await FindingsAsync(content, name)).Should().Contain(finding);
    }

    [Fact]
    public async Task An_application_behind_the_head_of_a_picture_runs() =>
        (await FindingsAsync(Encoding.Latin1.GetBytes("GIF89a\u0001\0\u0001\0\0\0\0;<script>new ActiveXObject('WScript.Shell').Run('calc')</script>"), "a.hta")).Should().Contain("hta.exec");

    [Theory]
    [InlineData("a.html", "{% extends 'base.html' %}\n{% block title %}Home{% endblock %}\n", "text")]
    [InlineData("a.html", "{% extends 'base.html' %}\n{% block body %}<p>Home</p>{% endblock %}\n", "html")]
    [InlineData("a.html", "<?php include 'head.php'; ?>\n<p>Home</p>\n", "php")]
    [InlineData("a.html", "just some words, 1 < 2\n", "text")]
    [InlineData("a.svg", "just some words\n", "text")]
    [InlineData("a.txt", "Please wait <b>a moment</b>\n", "text")]
    public async Task A_harmless_template_is_no_polyglot_and_complete(string name, string text, string type)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };

        var outcome = await scans.ScanAsync(Encoding.UTF8.GetBytes(text), name);

        outcome.Artifacts[0].Type.Id.Should().Be(type);
        outcome.Findings.Should().BeEmpty();
        outcome.Gaps.Should().BeEmpty();
    }

    [Fact]
    public async Task A_picture_under_the_name_of_a_page_stays_a_picture()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };

        var outcome = await scans.ScanAsync(InertFiles.Png(), "a.html");

        outcome.Artifacts[0].Type.Id.Should().Be("png");
        outcome.Findings.Should().NotContain(finding => finding.Id == Heuristics.Polyglot.Id);
    }

    [Theory]
    [InlineData("<input type=hidden value='{0}'>")]
    [InlineData("<div data-x='{0}'></div>")]
    [InlineData("<!-- {0} -->")]
    [InlineData("<div hidden>{0}</div>")]
    [InlineData("<script>var x='{0}'</script>")]
    public async Task A_file_in_base64_comes_out_of_a_page_once_wherever_it_stands(string place)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };

        foreach (var length in new[] { 400, 150_000 })
        {
            var noise = new byte[length];
            new Random(1).NextBytes(noise);
            var archive = InertFiles.Zip(("a.bin", noise));
            var outcome = await scans.ScanAsync(Encoding.ASCII.GetBytes("<!DOCTYPE html><html><body>" + place.Replace("{0}", Convert.ToBase64String(archive), StringComparison.Ordinal) + "</body></html>"), "a.html");

            outcome.Artifacts.Where(artifact => artifact is { Type.Id: "zip", Origin: "html" }).Should().ContainSingle().Which.Sha256.Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(archive)));
            outcome.Findings.Should().Contain(finding => finding.Id == WebHeuristics.CarriedContainer.Id);
        }
    }

    [Fact]
    public async Task The_page_in_a_frames_attribute_is_an_artifact()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };

        var outcome = await scans.ScanAsync(Encoding.ASCII.GetBytes($"<!DOCTYPE html><html><iframe srcdoc=\"<html>{Smuggles}</html>\"></iframe></html>"), "a.html");

        outcome.Artifacts.Should().Contain(artifact => artifact.Name == "frame-1.html" && artifact.Relation == "embedded");
        outcome.Findings.Should().Contain(finding => finding.Id == WebHeuristics.Smuggling.Id && finding.Artifact != 0);
    }

    [Fact]
    public async Task A_text_that_calls_itself_a_page_and_is_longer_than_is_read_is_a_gap()
    {
        var text = new string('x', SourceText.MaxBytes) + Smuggles;

        var outcome = await Scans.OfAsync(Encoding.ASCII.GetBytes(text), "a.html");

        outcome.Gaps.Should().Contain(gap => gap.Stage == "web" && gap.Reason == GapReason.Limit);
    }

    private static async Task<IReadOnlyList<string>> FindingsAsync(byte[] content, string name)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        return [.. (await scans.ScanAsync(content, name)).Findings.Where(finding => finding.Artifact == 0).Select(finding => finding.Id)];
    }
}
