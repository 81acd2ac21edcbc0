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
    public void Code_is_found_where_a_browser_runs_it(string page, string code) =>
        HtmlOutline.Read(page).Scripts.Should().ContainSingle().Which.Text.Should().Be(code);

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
