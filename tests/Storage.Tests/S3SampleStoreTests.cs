using System.Security.Cryptography;
using System.Text;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Samples;
using ScanHost.TestKit;
using ScanHost.TestKit.S3;

namespace ScanHost.Storage.Tests;

/// <summary>The S3 sample store against a real server that speaks S3.</summary>
public sealed class S3SampleStoreTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private S3Server server = null!;
    private StorageHost host = null!;

    public async Task InitializeAsync()
    {
        server = await S3Server.StartAsync();
        host = await StorageHost.StartAsync(Settings(server.Settings));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Known_bytes_are_kept_once_and_read_back_as_they_were()
    {
        var first = await PutAsync("hello"u8.ToArray());
        var second = await PutAsync("hello"u8.ToArray());

        second.Should().Be(first);
        server.Keys.Should().ContainSingle().Which.Should().StartWith($"scans/2c/{first}/");
        (await ReadAsync(first)).Should().Equal("hello"u8.ToArray());
        Transit().Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_larger_than_one_part_arrives_whole()
    {
        var large = RandomNumberGenerator.GetBytes(20 << 20);

        var sha256 = await PutAsync(large);

        sha256.Should().Be(Convert.ToHexStringLower(SHA256.HashData(large)));
        (await ReadAsync(sha256)).Should().Equal(large);
        Transit().Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_leaves_nothing()
    {
        var put = () => PutAsync(new byte[(30 << 20) + 1]);

        (await put.Should().ThrowAsync<LimitExceededException>()).Which.Limit.Should().Be("Limits:MaxFileBytes");
        server.Keys.Should().BeEmpty();
        Transit().Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_not_stored_is_not_found()
    {
        (await host.Samples.OpenAsync(new string('a', 64), default)).Should().BeNull();
    }

    [Fact]
    public async Task Only_what_nobody_submitted_for_long_enough_is_listed_and_removed()
    {
        var sha256 = await PutAsync("hello"u8.ToArray());
        var other = await PutAsync("world"u8.ToArray());

        (await ListAsync(TimeSpan.FromHours(1))).Should().BeEmpty();
        await host.Samples.RemoveUntouchedAsync(sha256, TimeSpan.FromHours(1), default);
        server.Keys.Should().HaveCount(2);

        (await ListAsync(TimeSpan.FromSeconds(-5))).Should().BeEquivalentTo([sha256, other]);
        await host.Samples.RemoveUntouchedAsync(sha256, TimeSpan.FromSeconds(-5), default);
        await host.Samples.RemoveUntouchedAsync(sha256, TimeSpan.FromSeconds(-5), default);
        server.Keys.Should().ContainSingle().Which.Should().Contain(other);
    }

    [Fact]
    public async Task A_host_whose_clock_is_wrong_sweeps_nothing_that_was_just_handed_in()
    {
        var sha256 = await PutAsync("hello"u8.ToArray());
        await using var ahead = await StorageHost.StartAheadAsync(TimeSpan.FromDays(2), Settings(server.Settings, "ahead"));

        (await ahead.Samples.ListUntouchedAsync(TimeSpan.FromHours(1), default).ToListAsync()).Should().BeEmpty();
        await ahead.Samples.RemoveUntouchedAsync(sha256, TimeSpan.FromHours(1), default);

        server.Keys.Should().ContainSingle();
    }

    [Fact]
    public async Task A_submission_renews_the_sample_under_a_key_that_a_sweeper_has_not_seen()
    {
        await PutAsync("hello"u8.ToArray());
        var seenBySweeper = server.Keys.Single();

        await PutAsync("hello"u8.ToArray());

        server.Keys.Should().ContainSingle().Which.Should().NotBe(seenBySweeper);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("jello")]
    public async Task Bytes_that_changed_in_the_store_are_never_handed_out_and_a_new_submission_heals_them(string changed)
    {
        var sha256 = await PutAsync("hello"u8.ToArray());
        server.Place(server.Keys.Single(), Encoding.ASCII.GetBytes(changed));

        // Not as a store that is away: waiting would never end.
        await FluentActions.Awaiting(() => host.Samples.OpenAsync(sha256, default)).Should().ThrowAsync<SampleDamagedException>();
        Transit().Should().BeEmpty();

        await PutAsync("hello"u8.ToArray());
        (await ReadAsync(sha256)).Should().Equal("hello"u8.ToArray());
    }

    [Fact]
    public async Task Bytes_of_another_length_are_not_copied_though_nobody_has_read_them_yet()
    {
        var sha256 = await PutAsync("hello"u8.ToArray());
        server.Place(server.Keys.Single(), "damaged"u8);

        await PutAsync("hello"u8.ToArray());

        (await ReadAsync(sha256)).Should().Equal("hello"u8.ToArray());
    }

    [Fact]
    public async Task More_samples_than_a_page_holds_are_all_listed()
    {
        var hashes = Enumerable.Range(0, 1003).Select(at => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(at)))).ToList(); // a page holds 1000
        foreach (var hash in hashes)
            server.Place($"scans/{hash[..2]}/{hash}/1", "x"u8);

        (await ListAsync(TimeSpan.FromSeconds(-5))).Should().BeEquivalentTo(hashes);
    }

    [Fact]
    public async Task A_start_without_the_bucket_is_refused_and_names_it()
    {
        var start = () => StorageHost.StartAsync(Settings([.. server.Settings, new("Samples:Bucket", "missing-bucket")], "other"));

        (await start.Should().ThrowAsync<StorageUnavailableException>()).WithMessage("*missing-bucket*");
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_as_storage_that_is_unavailable()
    {
        server.Dispose();

        var put = () => PutAsync("hello"u8.ToArray());

        await put.Should().ThrowAsync<StorageUnavailableException>();
        server = await S3Server.StartAsync();
    }

    private Dictionary<string, string?> Settings(IReadOnlyList<KeyValuePair<string, string?>> samples, string data = "data") =>
        new Dictionary<string, string?>([
            .. Databases.Sqlite, new("Storage:DataDirectory", Path.Combine(folder.Path, data)), new("Limits:MaxFileBytes", "31457280"), new("Samples:MaxInlineBytes", "0"),
            .. samples.GroupBy(setting => setting.Key).Select(group => group.Last())]);

    private async Task<string> PutAsync(byte[] content) => (await host.Samples.PutAsync(new MemoryStream(content), default)).Sha256;

    private async Task<byte[]> ReadAsync(string sha256)
    {
        using var source = await host.Samples.OpenAsync(sha256, default);
        return await File.ReadAllBytesAsync(source!.Path!);
    }

    private async Task<List<string>> ListAsync(TimeSpan age) => await host.Samples.ListUntouchedAsync(age, default).ToListAsync();

    private IEnumerable<string> Transit() => Directory.EnumerateFiles(Path.Combine(folder.Path, "data", "transit"));
}
