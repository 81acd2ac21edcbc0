using System.Text;
using ScanHost.Formats.Indicators;

namespace ScanHost.Formats.Tests.Indicators;

public sealed class IndicatorFinderTests
{
    [Theory]
    [InlineData("see http://Evil.Invalid/Path?q=1.", "url http://evil.invalid/Path?q=1", "domain evil.invalid")]
    [InlineData("(ftp://files.badhost.ru/a(1).zip)", "url ftp://files.badhost.ru/a(1).zip", "domain files.badhost.ru")]
    [InlineData("http://192.0.2.7:8080/a.exe", "url http://192.0.2.7:8080/a.exe", "ipv4 192.0.2.7")]
    [InlineData("https://[2001:db8::7]/x", "url https://[2001:db8::7]/x", "ipv6 2001:db8::7")]
    [InlineData("connect 198.51.100.23 now", "ipv4 198.51.100.23")]
    [InlineData("at 2001:db8:0:1::99 there", "ipv6 2001:db8:0:1::99")]
    [InlineData("write to Bad.Guy@mail.invalid!", "email Bad.Guy@mail.invalid")]
    [InlineData("beacon to c2.badhost.top every hour", "domain c2.badhost.top")]
    [InlineData("pay 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa today", "btc 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")]
    [InlineData("or bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "btc bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")]
    [InlineData("copy to C:\\Users\\Public\\x.exe", "path C:\\Users\\Public\\x.exe")]
    [InlineData("%APPDATA%\\Microsoft\\run.vbs", "path %APPDATA%\\Microsoft\\run.vbs")]
    [InlineData("open \\\\192.0.2.1\\share\\a.lnk", "path \\\\192.0.2.1\\share\\a.lnk")]
    [InlineData("echo x > /tmp/.hidden/run", "path /tmp/.hidden/run")]
    [InlineData("reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run", "regkey HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run")]
    [InlineData("CreateMutex(Global\\A1B2-once)", "mutex Global\\A1B2-once")]
    [InlineData("hxxps://evil[.]invalid/a", "url https://evil.invalid/a", "domain evil.invalid")]
    [InlineData("evil[.]badhost[.]com and 192[.]0[.]2[.]77", "domain evil.badhost.com", "ipv4 192.0.2.77")]
    [InlineData("joe[at]mail[.]invalid", "email joe@mail.invalid")]
    public void A_name_or_an_address_is_found_in_its_normal_form(string text, params string[] expected) =>
        Found(text).Should().BeEquivalentTo(expected);

    [Theory]
    [InlineData("xmlns=\"http://www.w3.org/2000/svg\"")]
    [InlineData("http://schemas.openxmlformats.org/package/2006/relationships")]
    [InlineData("http://example.com/a and mail@example.org")]
    [InlineData("http://localhost:8080/ and http://127.0.0.1/x and 0.0.0.0")]
    [InlineData("version 4.0.0.0 and 1.2.3.4 and v10.0.22.10 and 1.2.3.4.5")]
    [InlineData("at 12:30:45 and 00:11:22:33:44:55")]
    [InlineData("System.Net.Http this.name foo.bar() a.top = 1")]
    [InlineData("icon@2x.png")]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5")]
    [InlineData("a::b std::string ::1")]
    [InlineData("http:// http://x http://...")]
    public void What_formats_and_programs_say_by_themselves_is_not(string text) => Found(text).Should().BeEmpty();

    [Fact]
    public void Of_a_million_links_a_bounded_number_is_kept()
    {
        var text = new StringBuilder();
        for (var at = 0; at < 100_000; at++)
            text.Append("http://h").Append(at).Append(".invalid/ ");
        var found = new IndicatorList();

        IndicatorFinder.Find(text.ToString(), found);

        found.IsCut.Should().BeTrue();
        found.All.Count(one => one.Type == "url").Should().Be(IndicatorList.MaxOfAType);
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("a@")]
    [InlineData("1.")]
    [InlineData("a.")]
    [InlineData("f:")]
    [InlineData("\\\\")]
    [InlineData("C:\\a\\")]
    [InlineData("[.]")]
    public void A_megabyte_of_one_piece_takes_no_more_than_its_length(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        IndicatorFinder.Find(text, new IndicatorList());

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Letters_of_both_widths_are_read_from_binary_data()
    {
        byte[] data = [0, 1, .. "http://a.invalid/"u8, 0xFF, .. Encoding.Unicode.GetBytes("http://b.invalid/"), 7];
        var found = new IndicatorList();

        IndicatorFinder.Find(PrintableText.Narrow(data), found);
        IndicatorFinder.Find(PrintableText.Wide(data), found);

        found.All.Where(one => one.Type == "url").Select(one => one.Value).Should().Equal("http://a.invalid/", "http://b.invalid/");
    }

    private static IEnumerable<string> Found(string text)
    {
        var found = new IndicatorList();
        IndicatorFinder.Find(text, found);
        return found.All.Select(one => $"{one.Type} {one.Value}");
    }
}
