using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScanHost.Tests.Api;

/// <summary>What the HTTP door does with what should not come in.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private const int MaxFileBytes = 100_000;

    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync(
        ("Limits:MaxFileBytes", $"{MaxFileBytes}"), ("Limits:MaxFilesPerSubmission", "3"),
        ("Samples:MaxInlineBytes", "0")); // so that what a submission leaves behind can be seen as files

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("length")]
    [InlineData("chunked")]
    [InlineData("multipart")]
    public async Task A_file_over_the_limit_is_refused_with_the_limits_name_and_value_and_leaves_nothing(string way)
    {
        var file = new byte[MaxFileBytes + 1];
        using HttpContent body = way == "multipart"
            ? new MultipartFormDataContent { { new ByteArrayContent(file), "file", "big.bin" } }
            : new ByteArrayContent(file);
        var request = new HttpRequestMessage(HttpMethod.Post, "/jobs?name=big.bin") { Content = body };
        request.Headers.TransferEncodingChunked = way == "chunked";

        var problem = await (await host.Client.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);

        problem.Text("limit").Should().Be("Limits:MaxFileBytes");
        problem.GetProperty("value").GetInt64().Should().Be(MaxFileBytes);
        FilesOf("incoming").Concat(FilesOf("samples")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_of_just_the_limit_is_taken() =>
        (await host.PostAsync(new byte[MaxFileBytes])).StatusCode.Should().Be(HttpStatusCode.Accepted);

    [Fact]
    public async Task Jobs_accepted_before_a_later_file_is_refused_are_told()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent([1]), "file", "small.bin" },
            { new ByteArrayContent(new byte[MaxFileBytes + 1]), "file", "big.bin" },
        };

        var problem = await (await host.Client.PostAsync("/jobs", form)).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);

        var job = problem.GetProperty("jobs").EnumerateArray().Should().ContainSingle().Subject;
        job.Text("name").Should().Be("small.bin");
        (await host.Client.GetAsync(job.GetProperty("links").Text("self"))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task More_files_than_allowed_are_refused_and_those_before_are_told()
    {
        using var form = new MultipartFormDataContent();
        for (var at = 0; at < 4; at++)
            form.Add(new ByteArrayContent([1]), "file", $"{at}");

        var problem = await (await host.Client.PostAsync("/jobs", form)).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);

        problem.Text("limit").Should().Be("Limits:MaxFilesPerSubmission");
        problem.GetProperty("jobs").GetArrayLength().Should().Be(3);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\ncut")]
    [InlineData("multipart/form-data; boundary=b", "no boundary at all")]
    [InlineData("multipart/form-data; boundary=b", "--b--\r\n")]
    [InlineData("multipart/form-data", "--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nfield\r\n--b--\r\n")]
    public async Task A_broken_form_or_one_without_a_file_is_400_and_leaves_nothing(string type, string body)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        await (await host.Client.PostAsync("/jobs", content)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);

        FilesOf("incoming").Concat(FilesOf("samples")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_multipart_body_that_is_no_form_is_415()
    {
        using var mixed = new MultipartContent("mixed") { new StringContent("x") };

        await (await host.Client.PostAsync("/jobs", mixed)).ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_post_without_a_body_is_400()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);

        await socket.GetStream().WriteAsync("POST /jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());

        using var reader = new StreamReader(socket.GetStream());
        (await reader.ReadLineAsync()).Should().Be("HTTP/1.1 400 Bad Request");
    }

    [Fact]
    public async Task A_client_that_goes_away_in_the_middle_leaves_nothing()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);
            await socket.GetStream().WriteAsync("POST /jobs?name=half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nhalf"u8.ToArray());
            await Until(() => FilesOf("incoming").Length == 1);
            socket.Client.LingerState = new LingerOption(true, 0);
        }

        await Until(() => FilesOf("incoming").Length == 0);
        FilesOf("samples").Should().BeEmpty();
        (await host.Store.ListAsync(new(), CancellationToken.None)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a\u0007b\nc\u001b[31m.exe")]
    [InlineData("invoice\u202efdp.exe")]
    [InlineData("")]
    public async Task Any_name_is_kept_as_data(string name)
    {
        var report = await host.ScanAsync([9], name);

        var job = await (await host.Client.GetAsync($"/jobs/{report.Text("job_id")}")).JsonAsync();
        job.Text("name").Should().Be(name);
        FilesOf("samples").Should().ContainSingle().Which.Should().MatchRegex("/[0-9a-f]{2}/[0-9a-f]{62}$");
    }

    [Theory]
    [InlineData("10x")]
    [InlineData("-1s")]
    [InlineData("s")]
    [InlineData("-Infinity")]
    [InlineData("NaNs")]
    public async Task A_wait_that_is_no_time_is_400(string wait) =>
        await (await host.PostAsync([1], $"?wait={wait}")).ShouldBeProblemAsync(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_wait_that_is_too_long_names_the_limit_and_takes_nothing()
    {
        var problem = await (await host.PostAsync([1], "?wait=301s")).ShouldBeProblemAsync(HttpStatusCode.BadRequest);

        problem.Text("limit").Should().Be("Api:MaxWaitSeconds");
        problem.GetProperty("value").GetInt32().Should().Be(300);
        FilesOf("samples").Should().BeEmpty();
    }

    [Theory]
    [InlineData("/jobs?limit=0")]
    [InlineData("/jobs?limit=501")]
    [InlineData("/jobs?limit=many")]
    [InlineData("/jobs?before=x")]
    public async Task A_query_that_cannot_be_is_400(string address) =>
        await (await host.Client.GetAsync(address)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Unknown_addresses_and_methods_are_problems_too()
    {
        await (await host.Client.GetAsync("/nowhere")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await host.Client.PutAsync("/jobs", null)).ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed);
        await (await host.Client.GetAsync("/jobs/no-id")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "Job not found");
        await (await host.Client.GetAsync("/jobs/no-id/events")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "Job not found");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://attacker.example")]
    [InlineData("Origin", "null")]
    public async Task A_page_of_another_site_cannot_submit(string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/jobs") { Content = new ByteArrayContent([1]) };
        request.Headers.Add(header, value);

        await (await host.Client.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Our_own_page_can_submit()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/jobs") { Content = new ByteArrayContent([1]) };
        request.Headers.Add("Origin", host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));

        (await host.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/jobs") { Headers = { Host = "attacker.example" } };

        await (await host.Client.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.MisdirectedRequest);
    }

    private string[] FilesOf(string folder) => Directory.GetFiles(Path.Combine(host.DataPath, folder), "*", SearchOption.AllDirectories);

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(10, patience.Token);
    }
}
