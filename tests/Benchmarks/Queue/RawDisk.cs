using ScanHost.Benchmarks.Measuring;
using ScanHost.TestKit;

namespace ScanHost.Benchmarks.Queue;

/// <summary>The floor of everything durable: how often the disk can be made to keep 4 KiB.</summary>
internal static class RawDisk
{
    public static async Task<Rate> FlushAsync(int operations)
    {
        using var folder = new TemporaryFolder();
        using var file = new FileStream(Path.Combine(folder.Path, "flush"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.SetLength(16 << 20);
        var block = new byte[4096];
        return await Rate.OfAsync(1, operations, number =>
        {
            file.Position = number % 4096 * 4096;
            file.Write(block);
            file.Flush(flushToDisk: true);
            return Task.CompletedTask;
        });
    }
}
