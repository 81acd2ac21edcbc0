using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ScanHost.Contracts.Jobs;
using ScanHost.Storage.Samples;

namespace ScanHost.Storage.Tests;

/// <summary>A server that accepts connections and says nothing.</summary>
public sealed class S3BucketTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly TcpListener silent = new(IPAddress.Loopback, 0);
    private readonly FakeTimeProvider clock = new();
    private readonly S3Bucket bucket;

    public S3BucketTests()
    {
        silent.Start();
        bucket = new(
            Options.Create(new SamplesOptions { Bucket = "b", Endpoint = $"http://{silent.LocalEndpoint}", AccessKey = "k", SecretKey = "s" }), clock);
    }

    public void Dispose()
    {
        bucket.Dispose();
        silent.Dispose();
    }

    [Fact]
    public async Task A_server_that_is_silent_is_told_as_storage_that_is_unavailable()
    {
        var asked = AskAsync(bytes: 0, default);
        using var heard = await silent.AcceptSocketAsync().WaitAsync(Long);

        clock.Advance(TimeSpan.FromSeconds(29));
        asked.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        await FluentActions.Awaiting(() => asked.WaitAsync(Long)).Should().ThrowAsync<StorageUnavailableException>();
    }

    [Fact]
    public async Task Content_has_a_second_more_for_each_MiB()
    {
        var asked = AskAsync(bytes: 60L << 20, default);
        using var heard = await silent.AcceptSocketAsync().WaitAsync(Long);

        clock.Advance(TimeSpan.FromSeconds(89));
        asked.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        await FluentActions.Awaiting(() => asked.WaitAsync(Long)).Should().ThrowAsync<StorageUnavailableException>();
    }

    [Fact]
    public async Task Who_has_enough_of_waiting_is_canceled_and_told_of_no_outage()
    {
        using var enough = new CancellationTokenSource();
        var asked = AskAsync(bytes: 0, enough.Token);
        using var heard = await silent.AcceptSocketAsync().WaitAsync(Long);

        await enough.CancelAsync();

        await FluentActions.Awaiting(() => asked.WaitAsync(Long)).Should().ThrowAsync<OperationCanceledException>();
    }

    private Task<Amazon.S3.Model.GetObjectResponse> AskAsync(long bytes, CancellationToken cancellationToken) =>
        bucket.TryAsync((s3, patience) => s3.GetObjectAsync("b", "key", patience), bytes, cancellationToken);
}
