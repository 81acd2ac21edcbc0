using ScanHost.Formats.Html;

namespace ScanHost.Formats.Tests.Html;

public sealed class HtmlOutlineTests
{
    [Theory]
    [InlineData("<script>a<b</script>", "a<b")]
    [InlineData("<SCRIPT type=text/javascript >x</ScRiPt >", "x")]
    [InlineData("<p onclick='run(&quot;a&quot;)'>", "run(\"a\")")]
    [InlineData("<a href=\"javascript:go(1)\">", "go(1)")]
    [InlineData("<script>never closed", "never closed")]
    [InlineData("<!-- <script>no</script> --><script>yes</script>", "yes")]
    [InlineData("<div\nonload = go() class=x>", "go()")]
    [InlineData("<!--><script>a</script><!-- -->", "a")]
    [InlineData("<!---><script>a</script><!-- -->", "a")]
    [InlineData("<!-- x --!><script>a</script><!-- -->", "a")]
    [InlineData("<!-----><script>a</script><!-- -->", "a")]
    [InlineData("<![CDATA[ > <script>a</script> ]]>", "a")]
    [InlineData("<svg><![CDATA[><!-- ]]></svg><script>a</script><!-- -->", "a")]
    [InlineData("<svg><desc><![CDATA[ > <script>a</script> ]]></desc></svg>", "a")]
    [InlineData("<svg><p><![CDATA[ > <script>a</script> ]]></p></svg>", "a")]
    [InlineData("<script>a</scriptx>b</script>", "a</scriptx>b")]
    [InlineData("<script>a</script/>", "a")]
    [InlineData("<script/>a<b</script>", "a<b")]
    [InlineData("<script><!--<script>a</script>b--></script>", "<!--<script>a</script>b-->")]
    [InlineData("<script><!--<script></script>--></script><p>", "<!--<script></script>-->")]
    [InlineData("<script><!-->a</script>", "<!-->a")]
    [InlineData("<title><!--</title><script>a</script>-->", "a")]
    [InlineData("<svg><style><!--</style>--><p onclick='abc()'></svg>", "abc()")]
    [InlineData("<svg><title><p onclick='abc()'></title></svg>", "abc()")]
    [InlineData("<img src=a/onerror='abc()'>", null)]
    [InlineData("<svg:svg xmlns:svg='a'><svg:script>\n<![CDATA[a<b]]></svg:script>", "\n<![CDATA[a<b]]>")]
    [InlineData("<job><script src='a.js'/><script>a<b</script></job>", "a<b")]
    [InlineData("<html><title/><p onclick='abc()'>", "abc()")]
    [InlineData("<svg><script href='a.js'/><p onclick='abc()'></svg>", "abc()")]
    [InlineData("<html xmlns='a'><title/><p onclick='abc()'>", "abc()")]
    [InlineData("<html xmlns='a'><title><!--</title><p onclick='abc()'>-->", "abc()")]
    [InlineData("<html xmlns='a'><script src='a.js'/><p onclick='abc()'>", "abc()")]
    public void Code_is_found_where_a_browser_runs_it(string page, string? code) =>
        HtmlOutline.Read(page).Scripts.Select(script => script.Text).Where(text => text.Trim().Length > 0).Should().Equal(code is null ? [] : [code]);

    [Fact]
    public void An_attribute_behind_three_hundred_others_is_read_and_one_behind_ten_thousand_is_told()
    {
        static string Tag(int attributes) => $"<p {string.Join(' ', Enumerable.Range(0, attributes).Select(at => $"a{at}"))} onclick=go()>";

        HtmlOutline.Read(Tag(300)).Should().Match<HtmlOutline>(page => page.Scripts.Count == 1 && !page.IsCut);
        HtmlOutline.Read(Tag(10_000)).Should().Match<HtmlOutline>(page => page.Scripts.Count == 0 && page.IsCut);
    }

    [Fact]
    public void The_page_in_a_frames_attribute_is_handed_on_and_its_form_counts()
    {
        var page = HtmlOutline.Read("<iframe srcdoc='<form action=a><input type=password></form><iframe srcdoc=\"<input>\">'></iframe>");

        page.Frames.Should().ContainSingle().Which.Text.Should().StartWith("<form");
        page.Forms.Should().ContainSingle().Which.HasPassword.Should().BeTrue();
    }

    [Fact]
    public void Title_forms_links_and_text_are_told_apart()
    {
        var page = HtmlOutline.Read(
            "<title>A &amp; B</title><form action=x><input type=PASSWORD><input></form><a href=' y ' download>Z</a><meta http-equiv=Refresh content='0;URL=w'>");

        page.Title.Should().Be("A & B");
        page.Forms.Should().ContainSingle().Which.Should().Match<HtmlForm>(form => form.Action == "x" && form.HasPassword && form.FieldCount == 2);
        page.Links.Should().Contain(link => link.Tag == "a" && link.Address == "y" && link.IsDownload);
        page.VisibleText.Should().Contain("Z");
        page.Refresh.Should().Be("w");
    }

    [Fact]
    public void A_million_nested_tags_cost_no_more_than_their_length()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        HtmlOutline.Read(string.Concat(Enumerable.Repeat("<div>", 1_000_000)));
        HtmlOutline.Read(string.Concat(Enumerable.Repeat("<a x", 200_000)));
        HtmlOutline.Read(string.Concat(Enumerable.Repeat("<!-", 200_000)));
        HtmlOutline.Read("<script>" + string.Concat(Enumerable.Repeat("</", 400_000)));
        HtmlOutline.Read("<script>" + string.Concat(Enumerable.Repeat("<!--<script>-", 100_000)));
        HtmlOutline.Read(string.Concat(Enumerable.Repeat("<!---", 200_000)));
        HtmlOutline.Read(string.Concat(Enumerable.Repeat("<svg><desc>", 100_000)));
        HtmlOutline.Read(string.Concat(Enumerable.Repeat("<iframe/srcdoc=", 20_000)));

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Every_prefix_and_two_thousand_mutations_are_read()
    {
        const string page = "<!DOCTYPE html><html><head><title>t</title><script src=a>x</script></head><body onload=\"f('&lt;')\"><form action='b'>"
            + "<input type=password></form><img src=data:image/png;base64,AAAA><![CDATA[x]]><!-- c --><svg/></body></html>";
        var random = new Random(5);

        for (var length = 0; length <= page.Length; length++)
            HtmlOutline.Read(page[..length]);
        for (var mutation = 0; mutation < 2000; mutation++)
        {
            var letters = page.ToCharArray();
            for (var count = 0; count < 4; count++)
                letters[random.Next(letters.Length)] = "<>/='\"!-& \0"[random.Next(11)];
            HtmlOutline.Read(new string(letters));
        }
    }
}
