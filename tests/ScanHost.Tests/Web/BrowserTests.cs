using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ScanHost.Tests.Web;

/// <summary>The pages in a real browser: Debian's chromium, which tests/packages.txt lists.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private RunningHost host = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async Task InitializeAsync()
    {
        File.Exists(Chromium).Should().BeTrue("the browser tests need the Debian package chromium (tests/packages.txt)");
        host = await RunningHost.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_dropped_file_is_followed_live_to_its_report()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync(
            """
            () => new MutationObserver(() => sessionStorage.setItem('said',
                (sessionStorage.getItem('said') ?? '') + document.querySelector('[data-status]').textContent))
                .observe(document.querySelector('[data-status]'), { childList: true })
            """);
        var dropped = await page.EvaluateHandleAsync(
            "() => { const data = new DataTransfer(); data.items.add(new File(['hello'], 'dropped.txt')); return data; }");

        await page.DispatchEventAsync("[data-submit]", "drop", new { dataTransfer = dropped });
        await page.WaitForURLAsync("**/view/*");

        (await page.EvaluateAsync<string>("() => sessionStorage.getItem('said')")).Should().Contain("The scan has ended");
        (await page.TextContentAsync("h1")).Should().Be("dropped.txt");
        (await page.TextContentAsync(".verdict")).Should().Contain("clean");
    }

    [Fact]
    public async Task Without_JavaScript_a_chosen_file_ends_at_its_report()
    {
        var page = await OpenAsync(javaScript: false);
        await page.SetInputFilesAsync("#files", new FilePayload { Name = "chosen.txt", MimeType = "text/plain", Buffer = "hello"u8.ToArray() });

        await page.ClickAsync("button[type=submit]");
        await page.WaitForSelectorAsync(".verdict"); // the page refreshes itself until then

        page.Url.Should().Contain("/view/");
        (await page.TextContentAsync("h1")).Should().Be("chosen.txt");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_pages_break_no_accessibility_rule(ColorScheme scheme)
    {
        var report = await host.ScanAsync(TestKit.EicarFile.Bytes, "evil\u202egpj.exe");
        var page = await OpenAsync(scheme: scheme);

        foreach (var address in new[] { "/", $"/view/{report.Text("job_id")}", "/view/none" })
        {
            await page.GotoAsync(host.Client.BaseAddress + address.TrimStart('/'));
            var result = await page.RunAxe();
            result.Violations.Select(broken => $"{broken.Id}: {string.Join(' ', broken.Nodes.Select(node => node.Html))}").Should().BeEmpty();
        }
    }

    [Fact]
    public async Task At_320_pixels_nothing_scrolls_sideways()
    {
        var report = await host.ScanAsync(TestKit.EicarFile.Bytes, new string('w', 300) + ".exe");
        var page = await OpenAsync(width: 320);

        foreach (var address in new[] { "/", $"/view/{report.Text("job_id")}" })
        {
            await page.GotoAsync(host.Client.BaseAddress + address.TrimStart('/'));
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(320, address);
        }
    }

    private async Task<IPage> OpenAsync(bool javaScript = true, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        var context = await browser.NewContextAsync(new()
        {
            JavaScriptEnabled = javaScript, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 },
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(host.Client.BaseAddress!.ToString());
        return page;
    }
}
