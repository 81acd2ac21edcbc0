using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.TestKit;

namespace ScanHost.Storage.Tests;

public sealed class FileSampleStoreTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private StorageHost host = null!;

    public async Task InitializeAsync() =>
        host = await StorageHost.StartAsync(Databases.Sqlite.Append(new("Storage:DataDirectory", folder.Path))
            .Append(new("Limits:MaxFileBytes", "1000")).Append(new("Samples:MaxInlineBytes", "0")));

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_same_bytes_are_stored_once_under_their_hash()
    {
        var first = await host.Samples.PutAsync(new MemoryStream("hello"u8.ToArray()), default);
        var second = await host.Samples.PutAsync(new MemoryStream("hello"u8.ToArray()), default);

        second.Should().Be(first).And.Be(new Contracts.Samples.StoredSample("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", 5));
        Files("samples").Should().ContainSingle();
        using var source = await host.Samples.OpenAsync(first.Sha256, default);
        (await File.ReadAllTextAsync(source!.Path!)).Should().Be("hello");
        File.GetUnixFileMode(source.Path!).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task A_file_over_the_limit_is_refused_by_name_and_leaves_nothing(int size, bool accepted)
    {
        var put = () => host.Samples.PutAsync(new MemoryStream(new byte[size]), default);

        if (accepted)
            await put.Should().NotThrowAsync();
        else
            (await put.Should().ThrowAsync<LimitExceededException>()).Which.Should().BeEquivalentTo(new { Limit = "Limits:MaxFileBytes", Value = 1000L });
        Files("incoming").Should().BeEmpty();
    }

    [Fact]
    public async Task A_sample_that_was_touched_again_is_not_removed()
    {
        var stored = await host.Samples.PutAsync(new MemoryStream("hello"u8.ToArray()), default);

        await host.Samples.RemoveUntouchedAsync(stored.Sha256, TimeSpan.FromHours(1), default);
        Files("samples").Should().ContainSingle();

        await host.Samples.RemoveUntouchedAsync(stored.Sha256, TimeSpan.FromSeconds(-1), default);
        Files("samples").Should().BeEmpty();
    }

    [Fact]
    public async Task A_host_whose_clock_is_wrong_sweeps_nothing_from_a_shared_folder_that_was_just_handed_in()
    {
        using var shared = new TemporaryFolder();
        await using var ahead = await StorageHost.StartAheadAsync(
            TimeSpan.FromDays(2), Databases.NewPostgres().Append(new("Storage:DataDirectory", shared.Path)).Append(new("Samples:MaxInlineBytes", "0")));
        var stored = await ahead.Samples.PutAsync(new MemoryStream("hello"u8.ToArray()), default);
        await ahead.Samples.PutAsync(new MemoryStream("hello"u8.ToArray()), default);

        (await ahead.Samples.ListUntouchedAsync(TimeSpan.FromHours(1), default).ToListAsync()).Should().BeEmpty();
        await ahead.Samples.RemoveUntouchedAsync(stored.Sha256, TimeSpan.FromHours(1), default);

        using var source = await ahead.Samples.OpenAsync(stored.Sha256, default);
        source.Should().NotBeNull();
    }

    [Fact]
    public async Task What_is_not_stored_is_not_found()
    {
        await host.Samples.PutAsync(new MemoryStream("hello"u8.ToArray()), default);

        (await host.Samples.OpenAsync(new string('a', 64), default)).Should().BeNull("its folder does not exist");
        (await host.Samples.OpenAsync("2c" + new string('a', 62), default)).Should().BeNull("its folder exists");
    }

    [Fact]
    public async Task What_a_sweeper_had_put_aside_when_it_was_killed_is_back_after_the_next_start()
    {
        var stored = await host.Samples.PutAsync(new MemoryStream("hello"u8.ToArray()), default);
        await host.DisposeAsync();
        File.Move(Files("samples").Single(), Path.Combine(folder.Path, "incoming", $"{stored.Sha256}.{Guid.NewGuid():N}"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "incoming", $"{Guid.NewGuid():N}"), "an upload that was cut off");

        await InitializeAsync();

        using var source = await host.Samples.OpenAsync(stored.Sha256, default);
        (await File.ReadAllTextAsync(source!.Path!)).Should().Be("hello");
        Files("incoming").Should().BeEmpty();
    }

    [Fact]
    public async Task A_share_that_is_away_has_lost_nothing_and_takes_nothing()
    {
        var stored = await host.Samples.PutAsync(new MemoryStream("hello"u8.ToArray()), default);
        var open = () => host.Samples.OpenAsync(stored.Sha256, default);
        var put = () => host.Samples.PutAsync(new MemoryStream("world"u8.ToArray()), default);

        using (Away("samples"))
            await open.Should().ThrowAsync<StorageUnavailableException>();
        using (Away("samples"))
            await put.Should().ThrowAsync<StorageUnavailableException>();
        using (Away("incoming"))
            await put.Should().ThrowAsync<StorageUnavailableException>();
        using (Away(""))
            await put.Should().ThrowAsync<StorageUnavailableException>();

        using var source = await open();
        (await File.ReadAllTextAsync(source!.Path!)).Should().Be("hello");
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_not_called_missing()
    {
        var stored = await host.Samples.PutAsync(new MemoryStream("hello"u8.ToArray()), default);
        var path = Files("samples").Single();
        File.Delete(path);
        File.CreateSymbolicLink(path, path); // opens with ELOOP, as a stale share opens with ESTALE

        await FluentActions.Awaiting(() => host.Samples.OpenAsync(stored.Sha256, default)).Should().ThrowAsync<StorageUnavailableException>();
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_does_not_start()
    {
        var second = () => StorageHost.StartAsync(Databases.Sqlite.Append(new("Storage:DataDirectory", folder.Path)));

        (await second.Should().ThrowAsync<StorageUnavailableException>()).Which.Message.Should().Contain("Another ScanHost");
    }

    /// <summary>Takes a folder away, and brings it back at the end.</summary>
    private Restored Away(string below)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.Combine(folder.Path, below));
        Directory.Move(path, path + ".away");
        return new(path);
    }

    private sealed class Restored(string path) : IDisposable
    {
        public void Dispose() => Directory.Move(path + ".away", path);
    }

    private string[] Files(string below) => Directory.GetFiles(Path.Combine(folder.Path, below), "*", SearchOption.AllDirectories);
}
