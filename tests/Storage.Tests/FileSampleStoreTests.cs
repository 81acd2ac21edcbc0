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

        await host.Samples.RemoveUntouchedAsync(stored.Sha256, TimeSpan.Zero, default);
        Files("samples").Should().BeEmpty();
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_does_not_start()
    {
        var second = () => StorageHost.StartAsync(Databases.Sqlite.Append(new("Storage:DataDirectory", folder.Path)));

        (await second.Should().ThrowAsync<Contracts.Jobs.StorageUnavailableException>()).Which.Message.Should().Contain("Another ScanHost");
    }

    private string[] Files(string below) => Directory.GetFiles(Path.Combine(folder.Path, below), "*", SearchOption.AllDirectories);
}
