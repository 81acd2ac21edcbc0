using ScanHost.TestKit;

namespace ScanHost.Storage.Tests;

public sealed class BallastTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1048576", true)]
    [InlineData("0", false)]
    public async Task Beside_a_sqlite_database_lies_a_reserve_that_can_be_given_up_once(string bytes, bool isKept)
    {
        await using var host = await StorageHost.StartAsync(
            Databases.Sqlite.Append(new("Storage:DataDirectory", folder.Path)).Append(new("Storage:BallastBytes", bytes)));
        var reserve = new FileInfo(Path.Combine(folder.Path, "ballast"));
        reserve.Exists.Should().Be(isKept);
        if (isKept)
            reserve.Length.Should().Be(1 << 20);

        host.Get<Ballast>().Drop().Should().Be(isKept);
        host.Get<Ballast>().Drop().Should().BeFalse();

        File.Exists(reserve.FullName).Should().BeFalse();
    }

    [Fact]
    public async Task A_reserve_that_the_disk_does_not_let_go_counts_as_none()
    {
        await using var host = await StorageHost.StartAsync(
            Databases.Sqlite.Append(new("Storage:DataDirectory", folder.Path)).Append(new("Storage:BallastBytes", "1048576")));
        var reserve = Path.Combine(folder.Path, "ballast");
        ForeignTool.Run("/", "mount", "--bind", reserve, reserve); // it can be written, and not be unlinked: EBUSY
        try
        {
            host.Get<Ballast>().Drop().Should().BeFalse();
        }
        finally
        {
            ForeignTool.Run("/", "umount", "--lazy", reserve);
        }

        host.Get<Ballast>().Drop().Should().BeTrue();
    }

    [Fact]
    public async Task A_reserve_that_would_fill_the_disk_is_not_laid_in()
    {
        await using var host = await StorageHost.StartAsync(
            Databases.Sqlite.Append(new("Storage:DataDirectory", folder.Path)).Append(new("Storage:BallastBytes", $"{1L << 39}")));

        host.Get<Ballast>().Drop().Should().BeFalse();
    }
}
