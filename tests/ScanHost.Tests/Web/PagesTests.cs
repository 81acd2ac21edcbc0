using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ScanHost.Contracts.Jobs;
using ScanHost.TestKit;

namespace ScanHost.Tests.Web;

/// <summary>The pages as a browser without JavaScript gets them.</summary>
public sealed class PagesTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_file_sent_with_the_form_leads_to_its_report()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(EicarFile.Bytes), "files", "test.com" } };

        var page = await host.Client.PostAsync("/", form);
        var address = page.RequestMessage!.RequestUri!.AbsolutePath;
        address.Should().StartWith("/view/");

        await host.Client.GetStringAsync($"/jobs/{address["/view/".Length..]}/events"); // ends when the job has ended
        var report = await host.Client.GetStringAsync(address);
        report.Should().Contain("Verdict:").And.Contain("malicious").And.Contain("EICAR").And.Contain("Do not open it.");
    }

    [Fact]
    public async Task A_report_that_was_taken_over_from_an_earlier_scan_says_so_and_leads_there()
    {
        var earlier = await ScanAsync();
        var later = await ScanAsync();

        (await host.Client.GetStringAsync($"/view/{earlier}")).Should().NotContain("Taken over from");
        (await host.Client.GetStringAsync($"/view/{later}")).Should().Contain("Taken over from").And.Contain($"/view/{earlier}");

        async Task<string> ScanAsync()
        {
            using var answer = await host.Client.PostAsync("/jobs?name=twice.txt&wait=60", new ByteArrayContent("the same words"u8.ToArray()));
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job_id").GetString()!;
        }
    }

    [Fact]
    public async Task Several_files_lead_to_the_list_of_their_jobs()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent([1]), "files", "one.bin" }, { new ByteArrayContent([2]), "files", "two.bin" },
        };

        var page = await host.Client.PostAsync("/", form);

        page.RequestMessage!.RequestUri!.AbsolutePath.Should().Be("/accepted");
        (await page.Content.ReadAsStringAsync()).Should().Contain("one.bin").And.Contain("two.bin");
    }

    [Fact]
    public async Task A_form_without_a_file_says_so()
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "comment" } };

        var page = await host.Client.PostAsync("/", form);

        page.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await page.Content.ReadAsStringAsync()).Should().Contain("No file was chosen.");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>.txt")]
    [InlineData("\"onmouseover=\"alert(1)\".txt")]
    [InlineData("'><img src=x onerror=alert(1)>.txt")]
    [InlineData("evil\u202egpj.exe")]
    public async Task A_hostile_name_is_shown_as_text(string name)
    {
        var job = (await host.ScanAsync(Encoding.UTF8.GetBytes("harmless"), name)).Text("job_id");

        foreach (var address in new[] { "/", $"/view/{job}", $"/accepted?jobs={job}" })
        {
            var page = await host.Client.GetStringAsync(address);
            page.Should().NotContain("<script>alert").And.NotContain("\"onmouseover").And.NotContain("<img src=x").And.NotContain("\u202e");
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/view/none")]
    public async Task Every_page_forbids_inline_scripts_and_styles_and_has_none(string address)
    {
        var answer = await host.Client.GetAsync(address);
        var page = await answer.Content.ReadAsStringAsync();

        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'none'").And.NotContain("unsafe");
        page.Should().NotContain(" style=").And.NotContain("<style").And.NotContain("<script>").And.NotMatchRegex("""\son[a-z]+=""");
    }

    [Fact]
    public async Task An_unknown_job_is_a_page_with_404()
    {
        var answer = await host.Client.GetAsync($"/view/{Guid.Empty}");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("Job not found");
    }

    [Theory]
    [InlineData("done", "Report not available")]
    [InlineData("failed", "The scan failed")]
    [InlineData("scanning", "http-equiv=\"refresh\"")]
    [InlineData("weird", "Status: <strong>weird</strong>")]
    public async Task A_job_without_a_report_says_where_it_stands(string status, string said)
    {
        var id = await host.AddJobAsync(JobStatus.Parse(status));

        (await host.Client.GetStringAsync($"/view/{id}")).Should().Contain(said);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"verdict":7,"score":"x","stages":{},"findings":[null,5,{"artifact":9}],"artifacts":[{"id":0,"parent":0},{"id":0},{}],"coverage":null}""")]
    [InlineData("""{"verdict":"odd","truncated":[{"list":"artifacts","kept":1,"count":3000}],"artifacts":[{"id":0,"name":"a"}]}""")]
    public async Task A_strange_report_is_shown_as_far_as_it_can_be_read(string result)
    {
        var id = await host.AddJobAsync(JobStatus.Done, result);

        (await host.Client.GetAsync($"/view/{id}")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_thousand_artifacts_make_a_page_that_stays_small_and_names_their_number()
    {
        var artifacts = string.Join(',', Enumerable.Range(1, 1999).Select(id => $$"""{"id":{{id}},"parent":0,"name":"file{{id}}","score":0,"verdict":"clean"}"""));
        var id = await host.AddJobAsync(
            JobStatus.Done, $$"""{"verdict":"clean","score":0,"artifacts":[{"id":0,"name":"all.zip","verdict":"clean"},{{artifacts}}]}""");

        var page = await host.Client.GetStringAsync($"/view/{id}");

        page.Should().Contain("100 of 2,000 shown");
        page.Length.Should().BeLessThan(60_000);
        (await host.Client.GetStringAsync($"/view/{id}?show=all")).Should().Contain("file1999");
    }

    [Fact]
    public async Task The_first_page_is_turned_by_the_last_id()
    {
        for (var count = 0; count < 26; count++)
            await host.AddJobAsync(JobStatus.Failed);

        var newest = await host.Client.GetStringAsync("/");
        var older = await host.Client.GetStringAsync(System.Text.RegularExpressions.Regex.Match(newest, @"/\?before=[0-9a-f-]{36}").Value);

        newest.Split("/view/").Should().HaveCount(26);
        older.Split("/view/").Should().HaveCount(2);
        older.Should().Contain("Newest jobs").And.NotContain("rel=\"next\"");
    }
}
